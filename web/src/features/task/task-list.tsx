import { Checkbox, Empty, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';
import { type Batch, mayChoose } from './use-batch.ts';

/** The tasks of the inbox as the server lists them under the reader's filter. */
export const useTasks = (filter: Readonly<Record<string, string | undefined>>) =>
  usePages<InboxEntry>(['tasks'], '/inbox', { ...filter, limit: 50 });

interface Props {
  readonly pages: ReturnType<typeof useTasks>;
  readonly rows: readonly InboxEntry[];
  /** The matter that is open beside the list, by its id. */
  readonly open: string | undefined;
  readonly onOpen: (subjectId: string) => void;
  readonly batch: Batch;
}

/** 待办清单, the most urgent first; the open one is marked and kept in view. */
export function TaskList({ pages, rows, open, onOpen, batch }: Props) {
  const say = useWords();
  if (pages.error) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Skeleton active />;
  if (rows.length === 0)
    return (
      <Empty
        description={say(
          text('没有待办，可到「项目」查看进展', 'Nothing waits for you; see Projects for what goes on'),
        )}
      />
    );
  return (
    <nav aria-label={say(text('待办清单', 'Tasks'))} className="task-list">
      {rows.map((entry) => (
        <TaskRow
          key={`${entry.subjectId} ${entry.task?.taskId}`}
          entry={entry}
          isOpen={entry.subjectId === open}
          onOpen={() => onOpen(entry.subjectId)}
          batch={batch}
        />
      ))}
      <MoreRows pages={pages} />
    </nav>
  );
}

const OTHER_TYPE = text(
  '与已选的事项不是同一类，不能一并办理',
  'Not of the same type as what is chosen; cannot be approved together',
);

interface RowProps {
  readonly entry: InboxEntry;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly batch: Batch;
}

function TaskRow({ entry, isOpen, onOpen, batch }: RowProps) {
  const say = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <div className="task-line">
      {entry.task?.mayBatch && (
        <Checkbox
          aria-label={say(text(`选入批量：${entry.title}`, `Choose for a batch: ${entry.title}`))}
          checked={batch.isChosen(entry)}
          disabled={!mayChoose(entry, batch.chosen)}
          title={say(
            mayChoose(entry, batch.chosen) ? text('选入批量办理', 'Choose for a batch') : OTHER_TYPE,
          )}
          onChange={() => batch.toggle(entry)}
        />
      )}
      <button
        ref={button}
        type="button"
        className={isOpen ? 'task-row task-row-open' : 'task-row'}
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className="task-head">
          <b>{say(entry.task?.title ?? entry.stateTitle)}</b>
          <LampTag lamp={entry.lamp} />
        </span>
        <span>{entry.title}</span>
        <span className="task-foot">
          {entry.orgName} · {entry.amountFen !== null && <Amount fen={entry.amountFen} />} ·{' '}
          <Due on={entry.dueOn} announced={entry.dueAnnounced} />
        </span>
      </button>
    </div>
  );
}
