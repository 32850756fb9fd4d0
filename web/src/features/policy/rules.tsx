import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Empty, Input, Select, Space } from 'antd';
import type { z } from 'zod';
import type { ruleListSchema } from '../../../../api/contract/policy.ts';
import type { thresholdListSchema } from '../../../../api/contract/reference.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { STAGES } from '../../../../domain/project/states.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { STAGE_TITLES } from '../project/stage-titles.ts';
import { RuleCard } from './rule-card.tsx';
import { SEVERITY_TITLES } from './severities.ts';

type Rules = z.output<typeof ruleListSchema>;
const route = getRouteApi('/policy');

/** 政策中心: the rules that bind a region on a day, by document and article. */
export function PolicyRules() {
  const say = useWords();
  const { on, stage, severity, q, regionCode } = route.useSearch();
  const regions = useQuery({
    queryKey: ['thresholds'],
    queryFn: () => get<z.output<typeof thresholdListSchema>>('/thresholds'),
  });
  const first = regions.data?.items[0]?.regionCode;
  const region = regionCode ?? first;
  const rules = useQuery({
    queryKey: ['rules', region, on, stage, severity, q],
    queryFn: () => get<Rules>('/policy/rules', { regionCode: region, on, stage, severity, q }),
    enabled: region !== undefined,
  });
  return (
    <Page
      title={text('政策中心', 'Policy')}
      extra={
        <Space wrap>
          <Link to="/policy/versions">{say(text('规则版本', 'Versions'))}</Link>
          <Link to="/policy/what-if">{say(text('假设核查', 'What if'))}</Link>
        </Space>
      }
    >
      <Filters
        regions={
          regions.data?.items.map((one) => [one.regionCode, text(one.regionName, one.regionName)]) ?? []
        }
        region={region}
      />
      <Fetched of={rules}>
        {({ items, on: day }) =>
          items.length === 0 ? (
            <Empty description={say(text('没有这样的规则', 'There is no such rule'))} />
          ) : (
            <>
              <p>
                {say(text(`${day} 现行规则 ${items.length} 条`, `${items.length} rules in force on ${day}`))}
              </p>
              <ByDocument items={items} />
            </>
          )
        }
      </Fetched>
    </Page>
  );
}

function ByDocument({ items }: { readonly items: Rules['items'] }) {
  const documents = [...new Set(items.map(({ citation }) => citation.document))];
  return documents.map((name) => (
    <section key={name}>
      <h2 className="part-title">{name}</h2>
      <div className="cards">
        {items
          .filter(({ citation }) => citation.document === name)
          .map((rule) => (
            <RuleCard key={rule.id} rule={rule} />
          ))}
      </div>
    </section>
  ));
}

type Entries = readonly (readonly [string, Text])[];

function Filters({ regions, region }: { readonly regions: Entries; readonly region: string | undefined }) {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (name: keyof typeof search, value: string | undefined) =>
    void navigate({
      search: ({ [name]: _before, ...rest }) =>
        value === undefined || value === '' ? rest : { ...rest, [name]: value },
      replace: true,
    });
  const choice = (name: 'regionCode' | 'stage' | 'severity', label: Text, entries: Entries) => (
    <Select
      allowClear={name !== 'regionCode'}
      aria-label={say(label)}
      placeholder={say(label)}
      value={(name === 'regionCode' ? region : search[name]) ?? null}
      onChange={(value: string | undefined) => narrow(name, value)}
      options={entries.map(([value, words]) => ({ value, label: say(words) }))}
      style={{ minWidth: 150 }}
    />
  );
  const find = say(text('规则编号或名称', 'Rule or title'));
  return (
    <Space wrap style={{ marginBottom: 16 }}>
      {choice('regionCode', text('地区', 'Region'), regions)}
      {choice(
        'stage',
        text('阶段', 'Stage'),
        STAGES.map((stage) => [stage, STAGE_TITLES[stage]] as const),
      )}
      {choice('severity', text('效力', 'Severity'), Object.entries(SEVERITY_TITLES))}
      <Input.Search
        allowClear
        aria-label={find}
        placeholder={find}
        defaultValue={search.q}
        onSearch={(q) => narrow('q', q.trim())}
        style={{ width: 220 }}
      />
      <Input
        type="date"
        aria-label={say(text('某日有效的规则', 'In force on'))}
        style={{ width: 160 }}
        value={search.on ?? ''}
        onChange={({ target }) => narrow('on', target.value)}
      />
    </Space>
  );
}
