import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useDraft } from '../form/draft.ts';
import { useWords } from '../language.tsx';

type Search = Readonly<Record<string, string | undefined>>;
type Kept = Readonly<Record<string, Search>>;

interface Props {
  /** Whose filters these are: the name of the screen. */
  readonly screen: string;
  readonly search: Search;
  readonly onChoose: (search: Search) => void;
}

/** 常用筛选 of one person on one screen, kept in this browser; to share one, pass on the address. */
export function SavedFilters({ screen, search, onChoose }: Props) {
  const say = useWords();
  const store = useDraft(`filters.${screen}`, localStorage);
  const [kept, setKept] = useState<Kept>(() => ({ ...store.values }));
  const own = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const name = own.map(([, value]) => value).join(' · ');
  const isKept = Object.hasOwn(kept, name);
  const keep = (next: Kept) => {
    setKept(next);
    store.keep(next);
  };
  const label = say(text('常用筛选', 'Kept filters'));
  return (
    <Space wrap>
      {Object.keys(kept).length > 0 && (
        <Select
          aria-label={label}
          placeholder={label}
          value={isKept ? name : null}
          onChange={(one: string) => onChoose(kept[one] ?? {})}
          options={Object.keys(kept).map((value) => ({ value, label: value }))}
          style={{ minWidth: 160 }}
        />
      )}
      <Button
        disabled={own.length === 0}
        onClick={() =>
          keep(
            isKept
              ? Object.fromEntries(Object.entries(kept).filter(([one]) => one !== name))
              : { ...kept, [name]: Object.fromEntries(own) },
          )
        }
      >
        {say(isKept ? text('取消保存此筛选', 'Forget this filter') : text('保存此筛选', 'Keep this filter'))}
      </Button>
    </Space>
  );
}
