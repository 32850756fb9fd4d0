import { Alert, Typography } from 'antd';
import type { z } from 'zod';
import type { provedSchema } from '../../../../api/contract/approval-flow.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import type { FlowDetail } from './flow-detail.ts';

interface Props {
  readonly proved: z.output<typeof provedSchema>;
  readonly steps: FlowDetail['steps'];
}

/** 发布校验 what keeps a flow from being published, each with the path that shows it. */
export function Faults({ proved: { publishable, faults }, steps }: Props) {
  const say = useWords();
  const titles = new Map(steps.map(({ node, title }) => [node, title]));
  const named = (id: string): string => say(titles.get(id) ?? text(id, id));
  return (
    <Alert
      type={publishable ? 'success' : 'warning'}
      showIcon
      role="status"
      className="form-part"
      title={
        publishable
          ? say(text('校验通过，可以发布', 'Every proof holds; it may be published'))
          : say(text(`校验不通过：${faults.length} 处`, `It may not be published: ${faults.length} faults`))
      }
      description={
        faults.length > 0 && (
          <ol className="flow-words">
            {faults.map(({ proof, path, words }) => (
              <li key={`${proof} ${path.join(' ')}`}>
                {say(words)} <code>{proof}</code>
                <br />
                <Typography.Text type="secondary">
                  {say(text('反例路径：', 'Counter-example: '))}
                  {path.map(named).join(' → ')}
                </Typography.Text>
              </li>
            ))}
          </ol>
        )
      }
    />
  );
}
