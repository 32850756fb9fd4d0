import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Empty, Input, Select, Space } from 'antd';
import type { ProjectRow } from '../../../../api/contract/project.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { allStates, STAGES, stateTitle } from '../../../../domain/project/states.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { AsFile } from '../../shared/ui/as-file.tsx';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { SavedFilters } from '../../shared/ui/saved-filters.tsx';
import { LAMP_WORDS } from '../../shared/ui/words.tsx';
import { ProjectTable } from './project-table.tsx';
import { STAGE_TITLES } from './stage-titles.ts';

const route = getRouteApi('/projects');

const SORTS: Readonly<Record<string, Text>> = {
  '-updated': text('最近更新', 'Latest change'),
  due: text('先到期', 'Due first'),
  '-amount': text('金额从高到低', 'Amount, high first'),
  amount: text('金额从低到高', 'Amount, low first'),
  projectNo: text('项目编号', 'Project number'),
};

/** 项目查询: every filter stands in the address, so that a list can be kept and shared. */
export function ProjectList() {
  const say = useWords();
  const search = route.useSearch();
  const pages = usePages<ProjectRow>(['projects'], '/projects', { ...search, limit: 100, withTotal: true });
  const { rows, total } = pages;
  const navigate = useNavigate();
  return (
    <Page
      title={text('项目', 'Projects')}
      extra={
        <Space wrap>
          {total !== undefined && <span>{say(text(`共 ${total} 个`, `${total} in all`))}</span>}
          <AsFile path="/projects" query={search} />
          <Button type="primary" onClick={() => void navigate({ to: '/projects/new' })}>
            {say(text('项目申报', 'New application'))}
          </Button>
        </Space>
      }
    >
      <Filters />
      <div className="form-part">
        <SavedFilters
          screen="projects"
          search={search}
          onChoose={(kept) => void navigate({ to: '/projects', search: kept })}
        />
      </div>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.isPending && rows.length === 0 && !pages.error ? (
        <Empty
          description={say(text('没有符合条件的项目，请放宽筛选条件', 'No project fits; widen the filter'))}
        />
      ) : (
        <Fetched of={pages}>{() => <ProjectTable rows={rows} total={total} onEnd={pages.onEnd} />}</Fetched>
      )}
      <MoreRows pages={pages} />
    </Page>
  );
}

function Filters() {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (change: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const options = (entries: readonly (readonly [string, Text])[]) =>
    entries.map(([value, words]) => ({ value, label: say(words) }));
  const choice = (
    name: 'stage' | 'state' | 'lamp' | 'sort',
    label: Text,
    entries: readonly (readonly [string, Text])[],
  ) => (
    <Select
      allowClear
      aria-label={say(label)}
      placeholder={say(label)}
      value={search[name] ?? null}
      onChange={(value: string | undefined) => narrow({ [name]: value })}
      options={options(entries)}
      style={{ minWidth: 150 }}
    />
  );
  return (
    <Space wrap style={{ marginBottom: 16 }}>
      <Input.Search
        allowClear
        aria-label={say(text('按名称、编号或目录代码查找', 'Search by name, number or catalogue code'))}
        placeholder={say(text('名称、编号或目录代码', 'Name, number or code'))}
        defaultValue={search.q}
        onSearch={(q) => narrow({ q })}
        style={{ width: 260 }}
      />
      {choice(
        'stage',
        text('阶段', 'Stage'),
        STAGES.map((stage) => [stage, STAGE_TITLES[stage]] as const),
      )}
      {choice(
        'state',
        text('状态', 'State'),
        allStates.map((state) => [state, stateTitle(state)] as const),
      )}
      {choice('lamp', text('灯', 'Lamp'), Object.entries(LAMP_WORDS))}
      {choice('sort', text('排序', 'Order'), Object.entries(SORTS))}
    </Space>
  );
}
