import type { Schedule } from '../../../../api/contract/schedule.ts';
import { dayNumber } from '../../../../domain/kernel/local-date.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { cut } from '../../shared/ui/cut.ts';
import './supervision.css';

const WIDTH = 1000;
const NAMES = 210;
/** What a name of a bar holds. */
const NAME_UNITS = 30;
/** The room a month takes on the axis. */
const MONTH = 52;
const ROW = 26;
const HEAD = 24;

interface Bar {
  readonly key: string;
  readonly name: string;
  readonly from: string;
  readonly dueOn: string;
  /** Null before it has begun. */
  readonly until: string | null;
  readonly isLate: boolean;
}

// As numbers, dates are places on the axis.
const dayOf = (date: string): number => dayNumber(date);

/** 甘特图: a thin line is the time allowed, the bar the time taken; late ones are red and hatched. The table says the same. */
export function GanttChart({ schedule }: { readonly schedule: Schedule }) {
  const say = useWords();
  const bars = barsOf(schedule, say);
  if (bars.length === 0) return null;
  const first = Math.min(...bars.map(({ from }) => dayOf(from)));
  const last = Math.max(...bars.flatMap(({ dueOn, until }) => [dayOf(dueOn), dayOf(until ?? dueOn)])) + 1;
  const x = (date: string): number =>
    NAMES + ((dayOf(date) - first) / Math.max(1, last - first)) * (WIDTH - NAMES - 8);
  const late = bars.filter(({ isLate }) => isLate).length;
  const title = say(
    text(
      `进度图：${bars.length} 项，其中 ${late} 项超期；数据见下表。`,
      `Schedule: ${bars.length} bars, ${late} of them late; the table below has the dates.`,
    ),
  );
  return (
    <div className="matrix-frame" role="region" aria-label={say(text('甘特图', 'Gantt chart'))} tabIndex={0}>
      <svg
        className="gantt"
        style={{ minWidth: 720 }}
        viewBox={`0 0 ${WIDTH} ${HEAD + bars.length * ROW + 4}`}
        role="img"
        aria-label={title}
      >
        <defs>
          <pattern id="late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#b3261e" />
            <rect width="2" height="6" fill="#e0857f" />
          </pattern>
        </defs>
        <Axis bars={bars} x={x} />
        {bars.map((bar, index) => (
          <BarRow key={bar.key} bar={bar} y={HEAD + index * ROW} x={x} />
        ))}
        <line
          x1={x(schedule.today)}
          x2={x(schedule.today)}
          y1={HEAD - 6}
          y2={HEAD + bars.length * ROW}
          stroke="#4a86d8"
          strokeDasharray="4 3"
        />
      </svg>
    </div>
  );
}

function BarRow({
  bar,
  y,
  x,
}: {
  readonly bar: Bar;
  readonly y: number;
  readonly x: (date: string) => number;
}) {
  return (
    <g>
      <text x={0} y={y + 17}>
        {cut(bar.name, NAME_UNITS)}
      </text>
      <line x1={x(bar.from)} x2={x(bar.dueOn)} y1={y + 21} y2={y + 21} stroke="#8a94a6" strokeWidth={3} />
      {bar.until !== null && (
        <rect
          x={x(bar.from)}
          y={y + 5}
          width={Math.max(3, x(bar.until) - x(bar.from))}
          height={12}
          rx={2}
          fill={bar.isLate ? 'url(#late)' : '#2a7d46'}
        />
      )}
    </g>
  );
}

/** The first day of each quarter that the chart covers, or of each month when it is short. */
function Axis({ bars, x }: { readonly bars: readonly Bar[]; readonly x: (date: string) => number }) {
  const days = bars.flatMap(({ from, dueOn, until }) => [from, dueOn, until ?? dueOn]).sort();
  const from = days[0] ?? '';
  const to = days.at(-1) ?? '';
  const months: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (let month = 1; month <= 12; month += 1) months.push(`${year}-${String(month).padStart(2, '0')}-01`);
  }
  const within = months.filter((day) => day > from && day <= to);
  const shown =
    within.length > 9 ? within.filter((day) => ['01', '04', '07', '10'].includes(day.slice(5, 7))) : within;
  return shown.map((day) => (
    <g key={day}>
      <line x1={x(day)} x2={x(day)} y1={HEAD - 4} y2={1_000} stroke="#8a94a6" strokeOpacity={0.35} />
      <text
        x={x(day) + (x(day) > WIDTH - MONTH ? -3 : 3)}
        y={14}
        textAnchor={x(day) > WIDTH - MONTH ? 'end' : 'start'}
      >
        {day.slice(0, 7)}
      </text>
    </g>
  ));
}

function barsOf({ steps, milestones, today }: Schedule, say: ReturnType<typeof useWords>): readonly Bar[] {
  return [
    ...steps.map(
      ({ step, stepTitle, openedOn, dueOn, closedOn, isLate, status }, index): Bar => ({
        key: `${step} ${index} ${status}`,
        name: say(stepTitle),
        from: openedOn,
        dueOn,
        until: closedOn ?? (today > openedOn ? today : openedOn),
        isLate,
      }),
    ),
    ...milestones.map(
      ({ no, deliverable, startsOn, dueOn, acceptedOn, isLate }): Bar => ({
        key: `milestone ${no}`,
        name: `${no} ${deliverable}`,
        from: startsOn,
        dueOn,
        until: acceptedOn ?? (today > startsOn ? today : null),
        isLate,
      }),
    ),
  ];
}
