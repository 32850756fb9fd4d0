import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Empty, Segmented, Space, Table, type TableColumnsType } from 'antd';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';
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
  const pages = usePages<InboxEntry>(['tasks'], '/inbox', { ...search, limit: 50 });
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
      <Table<InboxEntry>
        rowKey={({ subjectId, task }) => `${subjectId} ${task?.taskId}`}
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

function useColumns(): TableColumnsType<InboxEntry> {
  const say = useWords();
  return [
    {
      title: say(text('事项', 'Task')),
      render: (_, entry) => (
        <Space orientation="vertical" size={0}>
          <EntryTitle entry={entry} />
          {entry.task && say(entry.task.title)}
        </Space>
      ),
    },
    { title: say(text('单位', 'Organisation')), dataIndex: 'orgName' },
    {
      title: say(text('金额', 'Amount')),
      align: 'right',
      render: (_, { amountFen }) => amountFen !== null && <Amount fen={amountFen} />,
    },
    {
      title: say(text('到期日', 'Due')),
      render: (_, entry) => <Due on={entry.dueOn} announced={entry.dueAnnounced} />,
    },
    { title: say(text('灯', 'Lamp')), render: (_, { lamp }) => <LampTag lamp={lamp} /> },
  ];
}

/** A project's title leads to its page; approval cases have no page of their own here. */
export function EntryTitle({ entry }: { readonly entry: InboxEntry }) {
  if (entry.kind === 'approval') return <span>{entry.title}</span>;
  return (
    <Link to="/projects/$projectId" params={{ projectId: entry.subjectId }}>
      {entry.title}
    </Link>
  );
}
