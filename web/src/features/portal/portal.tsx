import { getRouteApi } from '@tanstack/react-router';
import { Empty, Input, Select, Skeleton, Space } from 'antd';
import type { Disclosure } from '../../../../api/contract/public.ts';
import { DISCLOSURE_KINDS, DISCLOSURE_TITLES } from '../../../../domain/disclosure/types.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { withQuery } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { DisclosureGroups } from './disclosure-groups.tsx';

const route = getRouteApi('/public');

/** 公示门户: everything that has been published, to be searched by anybody. */
export function Portal() {
  const say = useWords();
  const search = route.useSearch();
  const pages = usePages<Disclosure>(['public'], '/public/disclosures', { ...search, limit: 20 });
  const { rows } = pages;
  return (
    <Page title={text('公开信息', 'Public information')} extra={<Feeds />}>
      <Filters />
      {pages.isPending && <Skeleton active />}
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.isPending && !pages.error && rows.length === 0 && (
        <Empty
          description={say(
            text(
              '没有查到公开信息，请换一个词或放宽条件',
              'Nothing was found; try another word or widen the filter',
            ),
          )}
        />
      )}
      <DisclosureGroups rows={rows} />
      <MoreRows pages={pages} />
    </Page>
  );
}

function Feeds() {
  const { q, kind, regionCode } = route.useSearch();
  const feed = (path: string) => withQuery(`/api/v1/public/disclosures${path}`, { q, kind, regionCode });
  return (
    <Space wrap>
      <a href={feed('.rss')}>RSS</a>
      <a href={feed('.csv')}>CSV</a>
      <a href={feed('')}>JSON</a>
    </Space>
  );
}

function Filters() {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const searchLabel = say(text('项目名称、项目编号或目录代码', 'Project name, number or catalogue code'));
  const numberLabel = say(text('按项目编号直接打开', 'Open by project number'));
  const kindLabel = say(text('公开事项', 'Kind'));
  return (
    <div className="portal-filters" role="search">
      <Input.Search
        size="large"
        allowClear
        aria-label={searchLabel}
        placeholder={searchLabel}
        defaultValue={search.q}
        enterButton={say(text('查找', 'Search'))}
        onSearch={(q) => void navigate({ search: (before) => ({ ...before, q: q.trim() }), replace: true })}
      />
      <Input.Search
        size="large"
        aria-label={numberLabel}
        placeholder={numberLabel}
        enterButton={say(text('打开', 'Open'))}
        onSearch={(projectNo) =>
          projectNo.trim() !== '' &&
          void navigate({ to: '/public/projects/$projectNo', params: { projectNo: projectNo.trim() } })
        }
      />
      <Select
        size="large"
        allowClear
        aria-label={kindLabel}
        placeholder={kindLabel}
        value={search.kind ?? null}
        onChange={(kind: string | undefined) =>
          void navigate({
            search: ({ kind: _before, ...rest }) => (kind === undefined ? rest : { ...rest, kind }),
            replace: true,
          })
        }
        options={DISCLOSURE_KINDS.map((kind) => ({ value: kind, label: say(DISCLOSURE_TITLES[kind]) }))}
      />
    </div>
  );
}
