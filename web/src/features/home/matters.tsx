import { Link } from '@tanstack/react-router';
import { Card, Empty } from 'antd';
import type { Inbox, InboxEntry, InboxTab } from '../../../../api/contract/inbox.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Due, LampTag } from '../../shared/ui/words.tsx';

interface Props {
  readonly title: Text;
  readonly nothing: Text;
  readonly items: Inbox['items'];
  /** The list of the inbox that holds them all; one's own tasks when not given. */
  readonly tab?: InboxTab;
}

/** A list of matters, each leading to its place in the inbox. */
export function Matters({ title, nothing, items, tab }: Props) {
  const say = useWords();
  const within = tab === undefined ? {} : { tab };
  return (
    <Card
      size="small"
      title={say(title)}
      extra={
        <Link to="/tasks" search={within}>
          {say(text('全部', 'All'))}
        </Link>
      }
    >
      {items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say(nothing)} />}
      <ul className="matters">
        {items.map((entry) => (
          <li key={`${entry.subjectId} ${entry.task?.taskId}`}>
            <div className="matter-words">
              <Link to="/tasks" search={{ ...within, open: entry.subjectId }}>
                {say(entry.task?.title ?? entry.stateTitle)}：{entry.title}
              </Link>
              <span className="matter-about">
                {tab === undefined ? entry.orgName : <Holder task={entry.task} />} ·{' '}
                <Due on={entry.dueOn} announced={entry.dueAnnounced} />
              </span>
            </div>
            <LampTag lamp={entry.lamp} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Holder({ task }: Pick<InboxEntry, 'task'>) {
  const say = useWords();
  if (!task) return null;
  const post = task.roleTitle === null ? '' : say(task.roleTitle);
  return <>{task.holderName ?? `${task.orgName ?? ''} ${post}`}</>;
}
