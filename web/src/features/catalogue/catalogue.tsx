import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Empty, Input, Select, Space, Table, Tag } from 'antd';
import type { z } from 'zod';
import type { CatalogueRow, thresholdListSchema } from '../../../../api/contract/reference.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { AsFile } from '../../shared/ui/as-file.tsx';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Wide } from '../../shared/ui/wide.tsx';

const route = getRouteApi('/catalogue');
const LEVELS = ['1', '2', '3', '4'] as const;
const RESPONSIBLE: Readonly<Record<CatalogueRow['responsibleLevel'], Text>> = {
  city: text('市', 'city'),
  county: text('县', 'county'),
  township: text('乡镇', 'township'),
};

/** 指导性目录 as it was published on a day, level by level. */
export function Catalogue() {
  const say = useWords();
  const search = route.useSearch();
  const regions = useQuery({
    queryKey: ['thresholds'],
    queryFn: () => get<z.output<typeof thresholdListSchema>>('/thresholds'),
  });
  const region = search.regionCode ?? regions.data?.items[0]?.regionCode;
  const asked = { ...search, regionCode: region, limit: 100 };
  const pages = usePages<CatalogueRow>(['catalogue'], '/catalogue-items', asked);
  const { rows } = pages;
  return (
    <Page
      title={text('政府购买服务指导性目录', 'Catalogue of services')}
      extra={
        <Space wrap>
          <Link to="/catalogue/changes" search={region === undefined ? {} : { regionCode: region }}>
            {say(text('版本对比', 'Compare versions'))}
          </Link>
          <AsFile path="/catalogue-items" query={{ ...search, regionCode: region }} />
        </Space>
      }
    >
      <Filters
        region={region}
        regions={(regions.data?.items ?? []).map((one) => ({ value: one.regionCode, label: one.regionName }))}
      />
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      <Wide label={say(text('目录', 'Catalogue'))} minWidth={900}>
        <Table<CatalogueRow>
          size="small"
          rowKey={({ versionId, code }) => `${versionId} ${code}`}
          loading={pages.isPending}
          dataSource={rows}
          pagination={false}
          locale={{
            emptyText: <Empty description={say(text('没有这样的目录项', 'There is no such item'))} />,
          }}
          columns={[
            { title: say(text('编码', 'Code')), dataIndex: 'code' },
            { title: say(text('级', 'Level')), dataIndex: 'level' },
            {
              title: say(text('名称', 'Name')),
              render: (_, { name, level }) => (
                <span style={{ paddingInlineStart: (level - 1) * 16 }}>{name}</span>
              ),
            },
            { title: say(text('行业', 'Sector')), dataIndex: 'sector' },
            {
              title: say(text('事权层级', 'Responsible')),
              render: (_, { responsibleLevel }) => say(RESPONSIBLE[responsibleLevel]),
            },
            { title: say(text('版本', 'Version')), render: (_, row) => <Version row={row} /> },
          ]}
        />
      </Wide>
      <MoreRows pages={pages} />
    </Page>
  );
}

function Version({ row }: { readonly row: CatalogueRow }) {
  const say = useWords();
  return (
    <Space wrap size={4}>
      {say(text(`${row.publishedOn} 公布`, `published ${row.publishedOn}`))}
      {row.supersededOn !== null && (
        <Tag>{say(text(`${row.supersededOn} 起失效`, `until ${row.supersededOn}`))}</Tag>
      )}
      {!row.confirmed && <Tag>{say(text('待确认', 'to be confirmed'))}</Tag>}
    </Space>
  );
}

interface FiltersProps {
  readonly region: string | undefined;
  readonly regions: { readonly value: string; readonly label: string }[];
}

function Filters({ region, regions }: FiltersProps) {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (name: 'q' | 'level' | 'on' | 'regionCode', value: string | undefined) =>
    void navigate({
      search: ({ [name]: _before, ...rest }) =>
        value === undefined || value === '' ? rest : { ...rest, [name]: value },
      replace: true,
    });
  const find = say(text('名称或编码', 'Name or code'));
  const level = say(text('层级', 'Level'));
  const on = say(text('某日有效的版本', 'As published on'));
  return (
    <Space wrap style={{ marginBottom: 16 }}>
      <Select
        aria-label={say(text('地区', 'Region'))}
        value={region ?? null}
        onChange={(next: string) => narrow('regionCode', next)}
        options={regions}
        style={{ minWidth: 130 }}
      />
      <Input.Search
        allowClear
        aria-label={find}
        placeholder={find}
        defaultValue={search.q}
        onSearch={(q) => narrow('q', q.trim())}
      />
      <Select
        allowClear
        aria-label={level}
        placeholder={level}
        value={search.level ?? null}
        onChange={(next: string | undefined) => narrow('level', next)}
        options={LEVELS.map((value) => ({ value, label: say(text(`${value} 级`, `Level ${value}`)) }))}
        style={{ minWidth: 110 }}
      />
      <label>
        {on}{' '}
        <Input
          type="date"
          style={{ width: 160 }}
          value={search.on ?? ''}
          onChange={({ target }) => narrow('on', target.value)}
        />
      </label>
    </Space>
  );
}
