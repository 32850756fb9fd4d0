import { useNavigate } from '@tanstack/react-router';
import { Button, Empty, Modal, Space } from 'antd';
import { useState } from 'react';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { STEPS } from '../../../../domain/project/steps.ts';
import { useWords } from '../../shared/language.tsx';
import { useVerbs, VerbBar } from '../approval/verb-bar.tsx';
import { CommandForm } from './command-form.tsx';
import type { Action, ProjectDetail } from './detail.ts';
import { RefusedActions } from './refused-actions.tsx';

interface Props {
  readonly detail: ProjectDetail;
  /** The verb of the approval whose form is open. */
  readonly verb: string | null;
  readonly onVerb: (id: string | null) => void;
}

/** The command the project waits for. */
const stepCommand = ({ step }: ProjectDetail): CommandType | null =>
  step === null ? null : STEPS[step].command;

/** 可办事项: what may be done now; what may not says why and is never hidden. */
export function Actions({ detail, verb, onVerb }: Props) {
  const say = useWords();
  const navigate = useNavigate();
  const verbs = useVerbs(detail);
  const [open, setOpen] = useState<Action | null>(null);
  const byVerb = new Set(['ActOnApproval', ...verbs.map(({ action }) => action.command)]);
  const timely = detail.allowedActions.filter((one) => one.timely && !byVerb.has(one.command));
  const allowed = timely.filter((one) => one.allowed);
  const due = allowed.find(({ command }) => command === stepCommand(detail)) ?? allowed[0];
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
      <Space wrap size={8}>
        {allowed.map((action) => (
          <Button
            key={action.command}
            type={action.command === due?.command ? 'primary' : 'default'}
            onClick={() => choose(action)}
          >
            {titleOf(action)}
          </Button>
        ))}
      </Space>
      <RefusedActions actions={timely.filter((one) => !one.allowed)} />
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
