import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Empty, Segmented, Space, Table, type TableColumnsType } from 'antd';
import type { Task } from '../../../../api/contract/task.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Amount, Due, LAMP_WORDS, LampTag } from '../../shared/ui/words.tsx';

const route = getRouteApi('/tasks');

/** 待办: what waits for my posts, the most urgent first. */
export function Inbox() {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages<Task>(['tasks'], '/tasks', { ...search, limit: 50 });
  const columns = useColumns();
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={text('待办', 'Inbox')}>
      <Segmented
        value={search.lamp ?? 'all'}
        onChange={(lamp) => void navigate({ search: lamp === 'all' ? {} : { lamp }, replace: true })}
        options={[
          { value: 'all', label: say(text('全部', 'All')) },
          ...(['red', 'yellow', 'green'] as const).map((lamp) => ({
            value: lamp,
            label: say(LAMP_WORDS[lamp]),
          })),
        ]}
        style={{ marginBottom: 16 }}
      />
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      <Table<Task>
        rowKey={({ projectId, step }) => `${projectId} ${step}`}
        loading={pages.isPending}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 720 }}
        locale={{ emptyText: <Empty description={say(text('没有待办', 'Nothing waits for you'))} /> }}
        columns={columns}
      />
      {pages.hasNextPage && (
        <Button block onClick={() => void pages.fetchNextPage()}>
          {say(text('更多', 'More'))}
        </Button>
      )}
    </Page>
  );
}

function useColumns(): TableColumnsType<Task> {
  const say = useWords();
  return [
    {
      title: say(text('事项', 'Task')),
      render: (_, task) => (
        <Space orientation="vertical" size={0}>
          <Link to="/projects/$projectId" params={{ projectId: task.projectId }}>
            {task.projectName}
          </Link>
          {say(task.stepTitle)}
        </Space>
      ),
    },
    { title: say(text('购买主体', 'Buyer')), dataIndex: 'buyerOrgName' },
    {
      title: say(text('金额', 'Amount')),
      align: 'right',
      render: (_, task) => <Amount fen={task.amountFen} />,
    },
    {
      title: say(text('到期日', 'Due')),
      render: (_, task) => <Due on={task.dueOn} announced={task.dueAnnounced} />,
    },
    { title: say(text('灯', 'Lamp')), render: (_, task) => <LampTag lamp={task.lamp} /> },
  ];
}
