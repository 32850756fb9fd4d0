import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Breadcrumb, Empty, Space, Typography } from 'antd';
import type { Overview } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { LampMatrix } from './lamp-matrix.tsx';
import { WaitingList } from './waiting-list.tsx';

const route = getRouteApi('/supervision');

/** 督导总览: where it is late, from the county down to the project, and urging. */
export function SupervisionOverview() {
  const say = useWords();
  const { regionCode } = route.useSearch();
  const overview = useQuery({
    queryKey: ['supervision', 'overview', regionCode],
    queryFn: () => get<Overview>('/supervision/overview', { regionCode }),
  });
  return (
    <Page
      title={text('督导总览', 'Supervision')}
      extra={
        <Space wrap>
          <Link to="/supervision/calendar">{say(text('时限日历', 'Deadline calendar'))}</Link>
          <Link to="/print/bulletin" search={regionCode === undefined ? {} : { regionCode }}>
            {say(text('打印逾期通报', 'Print the overdue bulletin'))}
          </Link>
        </Space>
      }
    >
      <Fetched of={overview}>
        {(data) => (
          <>
            {data.within.length > 0 && <Path within={data.within} />}
            {data.rows.length === 0 ? (
              <Empty description={say(text('辖区内没有在办项目', 'No project is open in this region'))} />
            ) : (
              <>
                <Summary overview={data} />
                <LampMatrix rows={data.rows} />
              </>
            )}
          </>
        )}
      </Fetched>
      <WaitingList />
    </Page>
  );
}

/** The way back up from a township to its county and to all of them. */
function Path({ within }: Pick<Overview, 'within'>) {
  const say = useWords();
  const all = (
    <Link to="/supervision" search={{}}>
      {say(text('全部区县', 'All counties'))}
    </Link>
  );
  const steps = within.map(({ regionCode, regionName }, place) =>
    place === within.length - 1 ? (
      regionName
    ) : (
      <Link to="/supervision" search={{ regionCode }}>
        {regionName}
      </Link>
    ),
  );
  return <Breadcrumb style={{ marginBottom: 12 }} items={[all, ...steps].map((title) => ({ title }))} />;
}

function Summary({ overview: { total, today } }: { readonly overview: Overview }) {
  const say = useWords();
  return (
    <Typography.Paragraph>
      {say(
        text(
          `${today}：逾期 ${total.red} 个，临近到期 ${total.yellow} 个，期限内 ${total.green} 个。`,
          `${today}: ${total.red} overdue, ${total.yellow} near due, ${total.green} in time.`,
        ),
      )}
    </Typography.Paragraph>
  );
}
