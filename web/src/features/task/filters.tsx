import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Input, type InputRef, Segmented } from 'antd';
import type { RefObject } from 'react';
import type { z } from 'zod';
import type { InboxTab, inboxCountsSchema } from '../../../../api/contract/inbox.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { LAMP_WORDS } from '../../shared/ui/words.tsx';

const route = getRouteApi('/tasks');

const TABS: Readonly<Record<InboxTab, Text>> = {
  mine: text('我的待办', 'Mine'),
  groups: text('本单位', 'My groups'),
  started: text('我发起的', 'Started by me'),
  done: text('我办过的', 'Done by me'),
  copied: text('抄送我的', 'Copied to me'),
};

/** Which list, which lamp, which words; each with how many it holds. All of it stands in the address. */
export function Filters({ search }: { readonly search: RefObject<InputRef | null> }) {
  const say = useWords();
  const { tab = 'mine', lamp, q } = route.useSearch();
  const navigate = route.useNavigate();
  const counts = useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: () => get<z.output<typeof inboxCountsSchema>>('/inbox/counts'),
  });
  const narrow = (name: 'tab' | 'lamp' | 'q', value: string) =>
    void navigate({
      search: ({ open: _open, [name]: _before, ...rest }) =>
        value === '' ? rest : { ...rest, [name]: value },
      replace: true,
    });
  const tabs = Object.entries(TABS) as [InboxTab, Text][]; // keys of a constant table
  const words = say(text('按名称或编号查找', 'Search by name or number'));
  return (
    <div className="task-filters">
      <Segmented
        value={tab}
        onChange={(value) => narrow('tab', value)}
        options={tabs.map(([value, title]) => ({
          value,
          label: counts.data ? `${say(title)} ${counts.data[value].total}` : say(title),
        }))}
      />
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
    </div>
  );
}
