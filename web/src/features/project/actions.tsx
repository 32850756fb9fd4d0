import { useNavigate } from '@tanstack/react-router';
import { Button, Empty, Modal, Space, Typography } from 'antd';
import { useState } from 'react';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { useWords } from '../../shared/language.tsx';
import { useVerbs, VerbBar } from '../approval/verb-bar.tsx';
import { CommandForm } from './command-form.tsx';
import type { Action, ProjectDetail } from './detail.ts';

interface Props {
  readonly detail: ProjectDetail;
  /** The verb of the approval whose form is open. */
  readonly verb: string | null;
  readonly onVerb: (id: string | null) => void;
}

/** 可办事项: what may be done now; what may not says why and is never hidden. */
export function Actions({ detail, verb, onVerb }: Props) {
  const say = useWords();
  const navigate = useNavigate();
  const verbs = useVerbs(detail);
  const [open, setOpen] = useState<Action | null>(null);
  const byVerb = new Set(['ActOnApproval', ...verbs.map(({ action }) => action.command)]);
  const timely = detail.allowedActions.filter((one) => one.timely && !byVerb.has(one.command));
  const titleOf = ({ command }: Action) => say(COMMAND_TITLES[command as CommandType]);
  const choose = (action: Action) =>
    action.command === 'EditDraft'
      ? void navigate({ to: '/projects/new', search: { draft: detail.projectId } })
      : setOpen(action);
  return (
    <Space orientation="vertical">
      {timely.length === 0 && verbs.length === 0 && (
        <Empty description={say(text('此项目已无事项可办', 'Nothing is left to do here'))} />
      )}
      <VerbBar detail={detail} verbs={verbs} open={verb} onOpen={onVerb} />
      {timely.map((action) => (
        <Space key={action.command} wrap>
          <Button
            type={action.allowed ? 'primary' : 'default'}
            disabled={!action.allowed}
            onClick={() => choose(action)}
          >
            {titleOf(action)}
          </Button>
          {action.reason && <Typography.Text type="secondary">{say(action.reason.message)}</Typography.Text>}
        </Space>
      ))}
      <Modal
        open={open !== null}
        title={open && titleOf(open)}
        onCancel={() => setOpen(null)}
        footer={null}
        width={840}
        destroyOnHidden
      >
        {open && <CommandForm detail={detail} action={open} onDone={() => setOpen(null)} />}
      </Modal>
    </Space>
  );
}
