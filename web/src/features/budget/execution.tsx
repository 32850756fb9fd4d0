import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Breadcrumb, Empty, Select, Statistic } from 'antd';
import type { Execution } from '../../../../api/contract/execution.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { shortMoney } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { BucketBar, BucketLegend } from './bucket-bar.tsx';
import { BudgetLines } from './budget-lines.tsx';
import { HeatMap } from './heat-map.tsx';
import { savingRate, share } from './rates.ts';
import './budget.css';

const route = getRouteApi('/budget');
const YEARS_BACK = 2;

/** 预算执行: approved, reserved, committed, paid and what is left, by region and sector. */
export function BudgetExecution() {
  const say = useWords();
  const { fiscalYear, regionCode } = route.useSearch();
  const navigate = route.useNavigate();
  const execution = useQuery({
    queryKey: ['budget', fiscalYear, regionCode],
    queryFn: () => get<Execution>('/budget/execution', { fiscalYear, regionCode }),
  });
  const thisYear = new Date().getFullYear();
  return (
    <Page
      title={text('预算执行', 'Budget execution')}
      extra={
        <Select
          aria-label={say(text('预算年度', 'Fiscal year'))}
          value={fiscalYear ?? String(execution.data?.fiscalYear ?? thisYear)}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, fiscalYear: next }) })}
          options={Array.from({ length: YEARS_BACK + 2 }, (_, index) => String(thisYear + 1 - index)).map(
            (value) => ({ value, label: say(text(`${value} 年`, value)) }),
          )}
        />
      }
    >
      {regionCode !== undefined && <Above />}
      <Fetched of={execution}>
        {(data) =>
          data.regions.length === 0 ? (
            <Empty description={say(text('该年度没有您可查看的预算', 'There is no budget you may see'))} />
          ) : (
            <>
              <Totals execution={data} />
              <Regions execution={data} />
              <HeatMap execution={data} />
              <BudgetLines fiscalYear={data.fiscalYear} />
            </>
          )
        }
      </Fetched>
    </Page>
  );
}

function Above() {
  const say = useWords();
  const { regionCode } = route.useSearch();
  return (
    <Breadcrumb
      style={{ marginBottom: 12 }}
      items={[
        {
          title: (
            <Link to="/budget" search={({ regionCode: _left, ...rest }) => rest}>
              {say(text('全部区县', 'All counties'))}
            </Link>
          ),
        },
        { title: regionCode },
      ]}
    />
  );
}

function Totals({ execution: { total, saving } }: { readonly execution: Execution }) {
  const say = useWords();
  const { language } = useLanguage();
  const figures = [
    [text('批复预算', 'Approved'), shortMoney(total.approvedFen, language)],
    [text('可用余额', 'Available'), shortMoney(total.availableFen, language)],
    [text('已支付', 'Paid'), shortMoney(total.paidFen, language)],
    [text('支付率', 'Paid, share of approved'), share(total.paidFen, total.approvedFen)],
    [text('节约率', 'Saving rate'), savingRate(saving)],
  ] as const;
  return (
    <>
      <div className="figures">
        {figures.map(([title, value]) => (
          <Statistic key={title.en} title={say(title)} value={value} />
        ))}
      </div>
      <p className="definition">
        {say(
          text(
            '节约率 =（申报估算 − 合同金额）÷ 申报估算，只计合同已签订的项目；支付率 = 已支付 ÷ 批复预算。',
            'Saving rate = (estimate − contract value) ÷ estimate, of projects whose contract is signed; paid share = paid ÷ approved.',
          ),
        )}
      </p>
    </>
  );
}

function Regions({ execution: { regions } }: { readonly execution: Execution }) {
  const say = useWords();
  return (
    <section aria-label={say(text('各地执行', 'By region'))}>
      <BucketLegend />
      <div className="wide">
        {regions.map((region) => (
          <div key={region.regionCode} className="bucket-row">
            <span className="bucket-name">
              {region.hasBelow ? (
                <Link to="/budget" search={(before) => ({ ...before, regionCode: region.regionCode })}>
                  {region.regionName}
                </Link>
              ) : (
                region.regionName
              )}
            </span>
            <BucketBar buckets={region} name={region.regionName} />
          </div>
        ))}
      </div>
    </section>
  );
}
