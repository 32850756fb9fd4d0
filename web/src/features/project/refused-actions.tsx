import { Button, Typography } from 'antd';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { useWords } from '../../shared/language.tsx';
import type { Action } from './detail.ts';

/** 暂不可办: what the reader may not do now, each reason told once with everything it stands for. */
export function RefusedActions({ actions }: { readonly actions: readonly Action[] }) {
  const say = useWords();
  if (actions.length === 0) return null;
  const whyNot = ({ reason }: Action): string => (reason ? say(reason.message) : '');
  const reasons = [...new Set(actions.map(whyNot))];
  return (
    <section className="refused">
      <h2 className="sheet-part">{say(text('暂不可办', 'Not for you now'))}</h2>
      <dl>
        {reasons.map((reason) => (
          <div key={reason}>
            <dt>
              <Typography.Text type="secondary">{reason}</Typography.Text>
            </dt>
            <dd>
              {actions
                .filter((one) => whyNot(one) === reason)
                .map(({ command }) => (
                  <Button key={command} size="small" disabled>
                    {say(COMMAND_TITLES[command as CommandType])}
                  </Button>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
