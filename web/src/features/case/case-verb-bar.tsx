import { Button, Modal, Space, Typography } from 'antd';
import { useRef } from 'react';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { focusFirst } from '../approval/focus-first.ts';
import { CaseVerbForm } from './case-verb-form.tsx';
import { type CaseVerb, caseVerbs } from './case-verbs.ts';

interface Props {
  readonly detail: CaseDetail;
  /** The verb whose form is open, by its id; null when none is. */
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}

/** 办理栏 of a case: what may be done now, and below it what may not, each with its reason. */
export function CaseVerbBar({ detail, open, onOpen }: Props) {
  const say = useWords();
  const verbs = caseVerbs(detail);
  // A form that is open stays when the verb is gone meanwhile: it tells who was quicker.
  const opened = useRef<CaseVerb | null>(null);
  opened.current = open === null ? null : (verbs.find(({ id }) => id === open) ?? opened.current);
  const chosen = opened.current;
  const refused = verbs.filter(({ allowed }) => !allowed);
  return (
    <div className="form-part">
      <Space wrap size={8}>
        {verbs
          .filter(({ allowed }) => allowed)
          .map(({ id, title, hotkey, verb }) => (
            <Button key={id} type={verb === 'approve' ? 'primary' : 'default'} onClick={() => onOpen(id)}>
              {say(title)}
              {hotkey && <kbd aria-hidden="true">{hotkey}</kbd>}
            </Button>
          ))}
      </Space>
      {refused.length > 0 && (
        <details className="case-refused">
          <summary>
            {say(
              text(
                `现在不能办理的 ${refused.length} 项及原因`,
                `What may not be done now, and why (${refused.length})`,
              ),
            )}
          </summary>
          {refused.map(({ id, title, reason }) => (
            <div key={id} className="case-refused-line">
              <Button size="small" disabled>
                {say(title)}
              </Button>
              {reason && <Typography.Text type="secondary">{say(reason.message)}</Typography.Text>}
            </div>
          ))}
        </details>
      )}
      <Modal
        open={chosen !== null}
        title={chosen && `${say(chosen.title)} · ${detail.title}`}
        onCancel={() => onOpen(null)}
        footer={null}
        destroyOnHidden
        afterOpenChange={focusFirst}
      >
        {chosen && <CaseVerbForm key={chosen.id} detail={detail} verb={chosen} onDone={() => onOpen(null)} />}
      </Modal>
    </div>
  );
}
