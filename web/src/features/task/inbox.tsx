import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Empty, Grid, type InputRef, Space } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useVerbs } from '../approval/verb-bar.tsx';
import { caseQuery } from '../case/case-detail.ts';
import { caseVerbs } from '../case/case-verbs.ts';
import { detailQuery } from '../project/detail.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { CaseTask } from './case-task.tsx';
import { Filters } from './filters.tsx';
import { KeyHelp, useKeys } from './keys.tsx';
import './task.css';
import { TaskDetail } from './task-detail.tsx';
import { TaskList, useTasks } from './task-list.tsx';
import { useBatch } from './use-batch.ts';
import { useOpened } from './use-opened.ts';

const route = getRouteApi('/tasks');

/** 待办: the list beside the one that is open, to be worked through by keyboard. */
export function Inbox() {
  const say = useWords();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const { tab, lamp, q, sort } = route.useSearch();
  const pages = useTasks({ tab, lamp, q, sort });
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const { shown, entry, isMine, show, move } = useOpened(rows, isWide);
  const [verb, setVerb] = useState<string | null>(null);
  const [isHelp, setHelp] = useState(false);
  const search = useRef<InputRef>(null);
  const isCase = entry?.kind === 'approval';
  const detail = useQuery({ ...detailQuery(shown ?? ''), enabled: shown !== undefined && !isCase });
  const ofCase = useQuery({ ...caseQuery(shown ?? ''), enabled: isCase });
  const ofProject = useVerbs(detail.data);
  const verbs = isCase && ofCase.data ? caseVerbs(ofCase.data) : ofProject;
  // The form belongs to the task it was opened on, also when the list changes meanwhile.
  const openVerb = (id: string | null) => {
    if (id !== null) show(shown);
    setVerb(id);
  };
  const choose = (key: string) => () =>
    openVerb(verbs.find(({ hotkey, reason }) => hotkey === key && reason === null)?.id ?? null);
  const next = useCallback(() => move(0), [move]);
  const batch = useBatch();
  useKeys({
    ...{ x: () => entry && batch.toggle(entry), b: batch.begin },
    ...{ j: () => move(1), k: () => move(-1) },
    ...{ a: choose('a'), r: choose('r'), t: choose('t') },
    '/': () => search.current?.focus(),
    '?': () => setHelp(true),
  });
  const stillMine = isMine || pages.isFetching;
  return (
    <Page
      title={text('待办', 'Inbox')}
      extra={
        <Space wrap>
          <Button disabled={batch.chosen.length === 0} onClick={batch.begin}>
            {say(text(`批量同意（${batch.chosen.length}）`, `Approve together (${batch.chosen.length})`))}
            <kbd aria-hidden="true">b</kbd>
          </Button>
          <Button onClick={() => setHelp(true)}>{say(text('快捷键 ?', 'Keys ?'))}</Button>
        </Space>
      }
    >
      <Filters search={search} />
      <BatchDialog batch={batch} />
      <KeyHelp isOpen={isHelp} onClose={() => setHelp(false)} />
      <Split
        isWide={isWide}
        list={<TaskList pages={pages} rows={rows} open={shown} onOpen={show} batch={batch} />}
        onBack={() => show(undefined)}
      >
        {isCase && <CaseTask caseId={entry.subjectId} verb={verb} onVerb={openVerb} />}
        {!isCase && shown !== undefined && (
          <TaskDetail projectId={shown} isMine={stillMine} onNext={next} verb={verb} onVerb={openVerb} />
        )}
      </Split>
    </Page>
  );
}

interface SplitProps {
  readonly isWide: boolean;
  readonly list: ReactNode;
  readonly onBack: () => void;
  /** The open one: several possible pieces of which at most one is there. */
  readonly children: readonly ReactNode[];
}

/** List and detail beside each other; on a narrow screen one after the other. */
function Split({ isWide, list, onBack, children }: SplitProps) {
  const say = useWords();
  const isOpen = children.some(Boolean);
  if (isWide)
    return (
      <div className="split">
        <div>{list}</div>
        <div>
          {isOpen ? children : <Empty description={say(text('从左侧选一项', 'Choose a task on the left'))} />}
        </div>
      </div>
    );
  if (!isOpen) return list;
  return (
    <>
      <Button className="form-part" onClick={onBack}>
        {say(text('回到清单', 'Back to the list'))}
      </Button>
      {children}
    </>
  );
}
