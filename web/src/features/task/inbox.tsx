import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Empty, Grid, Input, type InputRef, Segmented, Space } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { LAMP_WORDS } from '../../shared/ui/words.tsx';
import { useVerbs } from '../approval/verb-bar.tsx';
import { detailQuery } from '../project/detail.ts';
import { KeyHelp, useKeys } from './keys.tsx';
import './task.css';
import { TaskDetail } from './task-detail.tsx';
import { TaskList, useTasks } from './task-list.tsx';

const route = getRouteApi('/tasks');

/** 待办: what waits for my posts beside the one that is open, to be worked through by keyboard. */
export function Inbox() {
  const say = useWords();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const { open, ...filter } = route.useSearch();
  const pages = useTasks(filter);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const { shown, isMine, show, move } = useOpened(rows, isWide);

  const [verb, setVerb] = useState<string | null>(null);
  const [isHelp, setHelp] = useState(false);
  const search = useRef<InputRef>(null);
  const detail = useQuery({ ...detailQuery(shown ?? ''), enabled: shown !== undefined });
  const verbs = useVerbs(detail.data);
  // The form belongs to the task it was opened on, also when the list changes meanwhile.
  const openVerb = (id: string | null) => {
    if (id !== null) show(shown);
    setVerb(id);
  };
  const choose = (key: string) => () =>
    openVerb(verbs.find(({ hotkey, reason }) => hotkey === key && reason === null)?.id ?? null);
  const next = useCallback(() => move(0), [move]);
  useKeys({
    ...{ j: () => move(1), k: () => move(-1) },
    ...{ a: choose('a'), r: choose('r'), t: choose('t') },
    '/': () => search.current?.focus(),
    '?': () => setHelp(true),
  });
  const list = <TaskList pages={pages} rows={rows} open={shown} onOpen={show} />;
  const beside = shown && (
    <TaskDetail
      projectId={shown}
      isMine={isMine || pages.isFetching}
      onNext={next}
      verb={verb}
      onVerb={openVerb}
    />
  );
  return (
    <Page
      title={text('待办', 'Inbox')}
      extra={<Button onClick={() => setHelp(true)}>{say(text('快捷键 ?', 'Keys ?'))}</Button>}
    >
      <Filters search={search} />
      <KeyHelp isOpen={isHelp} onClose={() => setHelp(false)} />
      {isWide ? (
        <div className="split">
          <div>{list}</div>
          <div>
            {beside ?? <Empty description={say(text('从左侧选一项', 'Choose a task on the left'))} />}
          </div>
        </div>
      ) : shown === undefined ? (
        list
      ) : (
        <>
          <Button className="form-part" onClick={() => show(undefined)}>
            {say(text('回到清单', 'Back to the list'))}
          </Button>
          {beside}
        </>
      )}
    </Page>
  );
}

interface Row {
  readonly projectId: string;
}

/** Which task is open: the one in the address, else on a wide screen the first; and the way to the ones beside it. */
function useOpened(rows: readonly Row[], isWide: boolean) {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = open ?? (isWide ? rows[0]?.projectId : undefined);
  const at = rows.findIndex(({ projectId }) => projectId === shown);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;
  const show = useCallback(
    (projectId: string | undefined) =>
      void navigate({
        search: ({ open: _before, ...rest }) =>
          projectId === undefined ? rest : { ...rest, open: projectId },
        replace: true,
      }),
    [navigate],
  );
  const place = useRef(rows);
  place.current = rows;
  /** By so many places from where the open one stands, or stood before it left the list. */
  const move = useCallback(
    (by: number) => {
      const to = Math.min(Math.max(lastAt.current + by, 0), place.current.length - 1);
      show(place.current[to]?.projectId);
    },
    [show],
  );
  return { shown, isMine: at >= 0, show, move };
}

function Filters({ search }: { readonly search: React.RefObject<InputRef | null> }) {
  const say = useWords();
  const { lamp, q } = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (name: 'lamp' | 'q', value: string) =>
    void navigate({
      search: ({ open: _open, [name]: _before, ...rest }) =>
        value === '' ? rest : { ...rest, [name]: value },
      replace: true,
    });
  const words = say(text('按项目名称或编号查找', 'Search by project or number'));
  return (
    <Space wrap style={{ marginBottom: 16 }}>
      <Segmented
        value={lamp ?? 'all'}
        onChange={(value) => narrow('lamp', value === 'all' ? '' : value)}
        options={[
          { value: 'all', label: say(text('全部', 'All')) },
          ...(['red', 'yellow', 'green'] as const).map((one) => ({
            value: one,
            label: say(LAMP_WORDS[one]),
          })),
        ]}
      />
      <Input.Search
        ref={search}
        allowClear
        aria-label={words}
        placeholder={words}
        defaultValue={q}
        onSearch={(value) => narrow('q', value.trim())}
        style={{ width: 260 }}
      />
    </Space>
  );
}
