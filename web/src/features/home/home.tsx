import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty, List, Space, Statistic, Typography } from 'antd';
import type { Inbox } from '../../../../api/contract/inbox.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { Due, LAMP_WORDS, LampTag } from '../../shared/ui/words.tsx';

/** 工作台: what waits for me by lamp, and the first of it. */
export function Home() {
  const say = useWords();
  const { user } = useMe();
  const tasks = useQuery({
    queryKey: ['tasks', 'home'],
    queryFn: () => get<Inbox>('/inbox', { tab: 'mine', limit: 8 }),
  });
  return (
    <Page title={text('工作台', 'Home')}>
      <Typography.Paragraph>
        {say(text(`${user.name}，您好。`, `Welcome, ${user.name}.`))}
      </Typography.Paragraph>
      <Fetched of={tasks}>
        {({ counts, items }) => (
          <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
            <div className="cards">
              {(['red', 'yellow', 'green'] as const).map((lamp) => (
                <Link key={lamp} to="/tasks" search={{ lamp }}>
                  <Card hoverable size="small">
                    <Statistic title={say(LAMP_WORDS[lamp])} value={counts[lamp]} />
                  </Card>
                </Link>
              ))}
            </div>
            <Card
              title={say(text('我的待办', 'My tasks'))}
              extra={<Link to="/tasks">{say(text('全部', 'All'))}</Link>}
            >
              {items.length === 0 ? (
                <Empty description={say(text('没有待办', 'Nothing waits for you'))} />
              ) : (
                <List
                  dataSource={items}
                  rowKey={({ subjectId, task }) => `${subjectId} ${task?.taskId}`}
                  renderItem={(entry) => (
                    <List.Item extra={<LampTag lamp={entry.lamp} />}>
                      <Space orientation="vertical" size={0}>
                        <Link to="/tasks" search={{ open: entry.subjectId }}>
                          {entry.task && `${say(entry.task.title)}：`}
                          {entry.title}
                        </Link>
                        <Typography.Text type="secondary">
                          {entry.orgName} · <Due on={entry.dueOn} announced={entry.dueAnnounced} />
                        </Typography.Text>
                      </Space>
                    </List.Item>
                  )}
                />
              )}
            </Card>
          </Space>
        )}
      </Fetched>
    </Page>
  );
}
