import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { z } from 'zod';
import type { Overview, waitingListSchema } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { Paper } from './paper.tsx';

type List = z.output<typeof waitingListSchema>;
const route = getRouteApi('/print/bulletin');
const MOST = 100;

/** 逾期通报: what is overdue on the day it is printed, the longest first. */
export function OverdueBulletin() {
  const { regionCode } = route.useSearch();
  const data = useQuery({
    queryKey: ['supervision', 'bulletin', regionCode],
    queryFn: async () => {
      const [overview, list] = await Promise.all([
        get<Overview>('/supervision/overview', { regionCode }),
        get<List>('/supervision/waiting', { regionCode, lamp: 'red', limit: MOST }),
      ]);
      return { overview, list };
    },
  });
  return <Fetched of={data}>{({ overview, list }) => <Sheet overview={overview} list={list} />}</Fetched>;
}

function Sheet({ overview, list }: { readonly overview: Overview; readonly list: List }) {
  const say = useWords();
  const { total, rows, today } = overview;
  return (
    <Paper title={say(text('政府购买服务逾期事项通报', 'Bulletin of overdue matters'))}>
      <p>
        {say(
          text(
            `截至 ${today}，在办项目 ${total.red + total.yellow + total.green} 个，其中逾期 ${total.red} 个，临近到期 ${total.yellow} 个。逾期按应办结日期之后的工作日计算。`,
            `On ${today}, ${total.red + total.yellow + total.green} projects are open, ${total.red} of them overdue and ${total.yellow} near due. Overdue is counted in working days after the due date.`,
          ),
        )}
      </p>
      <h2>{say(text('一、各地情况', '1. By region'))}</h2>
      <table>
        <thead>
          <tr>
            {[
              text('地区', 'Region'),
              text('逾期', 'Overdue'),
              text('临近到期', 'Near due'),
              text('期限内', 'In time'),
              text('曾逾期办结环节', 'Steps done late'),
            ].map((title) => (
              <th key={title.en}>{say(title)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.regionCode}>
              <td>{row.regionName}</td>
              <td className="figure">{row.total.red}</td>
              <td className="figure">{row.total.yellow}</td>
              <td className="figure">{row.total.green}</td>
              <td className="figure">{row.doneLate}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{say(text('二、逾期事项', '2. Overdue matters'))}</h2>
      <OverdueTable list={list} />
      <p className="paper-foot">{today}</p>
    </Paper>
  );
}

function OverdueTable({ list: { items, nextCursor } }: { readonly list: List }) {
  const say = useWords();
  if (items.length === 0) return <p>{say(text('无逾期事项。', 'Nothing is overdue.'))}</p>;
  return (
    <>
      <table>
        <thead>
          <tr>
            {[
              text('项目', 'Project'),
              text('待办单位、岗位', 'Waits for'),
              text('环节', 'Step'),
              text('应办结', 'Due'),
              text('逾期（工作日）', 'Late (working days)'),
              text('催办', 'Urged'),
            ].map((title) => (
              <th key={title.en}>{say(title)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.projectId}>
              <td>
                {row.projectName}（{row.projectNo}）
              </td>
              <td>
                {row.orgName} {say(row.roleTitle)}
              </td>
              <td>{say(row.stepTitle)}</td>
              <td className="date">{row.dueOn}</td>
              <td className="figure">{row.workingDaysLate}</td>
              <td className="figure">{row.urges}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {nextCursor !== null && (
        <p>{say(text(`仅列逾期最久的 ${MOST} 项。`, `Only the ${MOST} longest overdue are listed.`))}</p>
      )}
    </>
  );
}
