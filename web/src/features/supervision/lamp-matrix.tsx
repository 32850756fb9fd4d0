import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { LAMP_SHAPES, LAMP_WORDS } from '../../shared/ui/words.tsx';
import { STAGE_TITLES } from '../project/stage-titles.ts';
import './supervision.css';

type Row = Overview['rows'][number];
const LAMPS = ['red', 'yellow', 'green'] as const;

/** 灯阵: regions by stages; a lamp leads to the projects behind it. It is a table, so that it can also be read aloud. */
export function LampMatrix({ rows }: { readonly rows: readonly Row[] }) {
  const say = useWords();
  const stages = rows[0]?.stages.map(({ stage }) => stage) ?? [];
  return (
    <div className="matrix-frame" role="region" aria-label={say(text('灯阵', 'Lamp matrix'))} tabIndex={0}>
      <table className="matrix">
        <caption>
          {say(
            text(
              '▲ 已逾期　◆ 临近到期　● 期限内；数字为在办项目数。「曾逾期办结」为超过期限才办结的环节数，补办后不消除。',
              '▲ overdue ◆ near due ● in time; figures are open projects. “Done late” counts steps done after their due date; being done does not undo it.',
            ),
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say(text('地区', 'Region'))}</th>
            <th scope="col">{say(text('合计', 'Total'))}</th>
            {stages.map((stage) => (
              <th scope="col" key={stage}>
                {say(STAGE_TITLES[stage])}
              </th>
            ))}
            <th scope="col">{say(text('曾逾期办结', 'Done late'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MatrixRow key={row.regionCode} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixRow({ row }: { readonly row: Row }) {
  return (
    <tr>
      <th scope="row">
        {row.hasBelow ? (
          <Link to="/supervision" search={{ regionCode: row.regionCode }}>
            {row.regionName}
          </Link>
        ) : (
          row.regionName
        )}
      </th>
      <td>
        <Lamps counts={row.total} regionCode={row.regionCode} />
      </td>
      {row.stages.map(({ stage, counts }) => (
        <td key={stage}>
          <Lamps counts={counts} regionCode={row.regionCode} stage={stage} />
        </td>
      ))}
      <td className="matrix-late">{row.doneLate}</td>
    </tr>
  );
}

interface LampsProps {
  readonly counts: Row['total'];
  readonly regionCode: string;
  readonly stage?: string;
}

function Lamps({ counts, regionCode, stage }: LampsProps) {
  const say = useWords();
  const lit = LAMPS.filter((lamp) => counts[lamp] > 0);
  if (lit.length === 0) return <span className="matrix-none">—</span>;
  return (
    <span className="matrix-lamps">
      {lit.map((lamp) => (
        <Link
          key={lamp}
          to="/supervision"
          search={{ regionCode, lamp, ...(stage !== undefined && { stage }) }}
          className={`lamp lamp-${lamp}`}
          aria-label={`${say(LAMP_WORDS[lamp])} ${counts[lamp]}`}
        >
          <span aria-hidden>{LAMP_SHAPES[lamp]}</span> {counts[lamp]}
        </Link>
      ))}
    </span>
  );
}
