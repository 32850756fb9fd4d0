import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Empty, Input, List, Space, Tag } from 'antd';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import type { CatalogueRow } from '../../../../api/contract/reference.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { shown } from '../../shared/ui/sheet.tsx';
import { type CatalogueChange, catalogueChanges } from './changes.ts';

const route = getRouteApi('/catalogue/changes');
const KINDS: Readonly<Record<CatalogueChange['kind'], Text>> = {
  added: text('新增', 'added'),
  removed: text('删除', 'removed'),
  changed: text('调整', 'changed'),
};

interface CataloguePage {
  readonly items: readonly CatalogueRow[];
  readonly nextCursor: string | null;
}

/** The most pages of one catalogue that are read. */
const MOST_PAGES = 30;

async function wholeCatalogue(regionCode: string | undefined, on: string): Promise<readonly CatalogueRow[]> {
  const rows: CatalogueRow[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const page = await get<CataloguePage>('/catalogue-items', { regionCode, on, cursor, limit: 100 });
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
  return rows;
}

/** 目录对比: what changed in the catalogue of a region between two days. */
export function CatalogueChanges() {
  const say = useWords();
  const { regionCode, from, to } = route.useSearch();
  const changes = useQuery({
    queryKey: ['catalogue', 'changes', regionCode, from, to],
    queryFn: async () => {
      const [before, after] = await Promise.all([from, to].map((on) => wholeCatalogue(regionCode, on ?? '')));
      return catalogueChanges(before ?? [], after ?? []);
    },
    enabled: from !== undefined && to !== undefined,
  });
  return (
    <Page title={text('目录对比', 'Catalogue compared')}>
      <Space wrap className="form-part">
        <Day name="from" label={text('从（某日有效的版本）', 'From the version of')} />
        <Day name="to" label={text('到（某日有效的版本）', 'to the version of')} />
      </Space>
      {from === undefined || to === undefined ? (
        <Empty description={say(text('请选择两个日期进行对比', 'Choose two days to compare'))} />
      ) : (
        <Fetched of={changes}>{(items) => <Changes items={items} />}</Fetched>
      )}
    </Page>
  );
}

function Day({ name, label }: { readonly name: 'from' | 'to'; readonly label: Text }) {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <label>
      {say(label)}{' '}
      <Input
        type="date"
        style={{ width: 160 }}
        value={search[name] ?? ''}
        onChange={({ target }) =>
          void navigate({
            search: (before) => ({ ...before, [name]: target.value || undefined }),
            replace: true,
          })
        }
      />
    </label>
  );
}

function Changes({ items }: { readonly items: readonly CatalogueChange[] }) {
  const say = useWords();
  if (items.length === 0)
    return (
      <Empty description={say(text('两个日期的目录没有差别', 'Nothing differs between the two days'))} />
    );
  return (
    <List
      size="small"
      bordered
      dataSource={[...items]}
      rowKey="code"
      renderItem={({ code, kind, name, fields }) => (
        <List.Item>
          <Space orientation="vertical" size={2}>
            <Space wrap>
              <code>{code}</code>
              <b>{name}</b>
              <Tag>{say(KINDS[kind])}</Tag>
            </Space>
            {fields.map(({ field, before, after }) => (
              <div key={field}>
                {say(fieldLabel(field))}：<del>{shown(field, before, { say })}</del> →{' '}
                {shown(field, after, { say })}
              </div>
            ))}
          </Space>
        </List.Item>
      )}
    />
  );
}
