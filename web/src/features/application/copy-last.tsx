import { CopyOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Empty, List, Modal, Space } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { projectDetailSchema, projectListSchema } from '../../../../api/contract/project.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { Amount } from '../../shared/ui/words.tsx';
import { type Application, nextYears } from './values.ts';

interface Props {
  readonly buyerOrgId: string;
  readonly onCopied: (application: Application) => void;
}

/** 照往年项目填写: an earlier project of the same buyer as the beginning of a new application. */
export function CopyLast({ buyerOrgId, onCopied }: Props) {
  const say = useWords();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const copy = async (projectId: string) => {
    const { file } = await get<z.output<typeof projectDetailSchema>>(`/projects/${projectId}`);
    onCopied(nextYears(file.application));
    setOpen(false);
    void message.success(say(text('已照往年项目填写，请核对金额与内容', 'Copied; check amount and content')));
  };
  return (
    <>
      <Button icon={<CopyOutlined />} onClick={() => setOpen(true)}>
        {say(text('照往年项目填写', 'Copy an earlier project'))}
      </Button>
      <Modal
        open={isOpen}
        title={say(text('选择往年项目', 'Choose an earlier project'))}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <Earlier buyerOrgId={buyerOrgId} onChoose={(projectId) => void copy(projectId)} />
      </Modal>
    </>
  );
}

interface EarlierProps {
  readonly buyerOrgId: string;
  readonly onChoose: (projectId: string) => void;
}

function Earlier({ buyerOrgId, onChoose }: EarlierProps) {
  const say = useWords();
  const projects = useQuery({
    queryKey: ['projects', 'of-buyer', buyerOrgId],
    queryFn: () =>
      get<z.output<typeof projectListSchema>>('/projects', { buyerOrgId, sort: '-updated', limit: 50 }),
  });
  return (
    <Fetched of={projects}>
      {({ items }) => (
        <List
          dataSource={items}
          rowKey="projectId"
          locale={{
            emptyText: <Empty description={say(text('本单位还没有项目', 'This unit has no project yet'))} />,
          }}
          renderItem={(row) => (
            <List.Item
              actions={[
                <Button key="choose" onClick={() => onChoose(row.projectId)}>
                  {say(text('照此填写', 'Copy'))}
                </Button>,
              ]}
            >
              <Space orientation="vertical" size={0}>
                <b>
                  {row.fiscalYear} · {row.name}
                </b>
                <span>
                  {say(row.stateTitle)} · <Amount fen={row.amountFen} />
                </span>
              </Space>
            </List.Item>
          )}
        />
      )}
    </Fetched>
  );
}
