import { Button, Empty, Modal, Space, Typography } from 'antd';
import { useState } from 'react';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { useWords } from '../../shared/language.tsx';
import { CommandForm } from './command-form.tsx';
import type { ProjectDetail } from './project-page.tsx';

type Action = ProjectDetail['allowedActions'][number];

/** 可办事项: what may be done now; what may not says why and is never hidden. */
export function Actions({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const [open, setOpen] = useState<Action | null>(null);
  const timely = detail.allowedActions.filter((one) => one.timely);
  if (timely.length === 0)
    return <Empty description={say(text('此项目已无事项可办', 'Nothing is left to do here'))} />;
  const titleOf = ({ command }: Action) => say(COMMAND_TITLES[command as CommandType]);
  return (
    <Space orientation="vertical">
      {timely.map((action) => (
        <Space key={action.command} wrap>
          <Button
            type={action.allowed ? 'primary' : 'default'}
            disabled={!action.allowed}
            onClick={() => setOpen(action)}
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
