import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { TallyRow } from '../../domain/policy/backtest.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import type { Outcome } from '../../domain/policy/types.ts';

/** One decision that would come out otherwise. */
export interface Differing {
  readonly decision: PastDecision;
  readonly from: Outcome;
  readonly to: Outcome;
}

/** Upper limits of the bands of amounts, in fen: 100,000, 500,000, 1 million, 2 million and 4 million yuan. */
const BANDS = [10_000_000, 50_000_000, 100_000_000, 200_000_000, 400_000_000] as const;

const bandOf = (amountFen: number): string => {
  const above = BANDS.findIndex((limit) => amountFen < limit);
  return above < 0 ? `>=${BANDS.at(-1) ?? 0}` : `<${BANDS[above] ?? 0}`;
};

const DIMENSIONS = {
  township: ({ question }: PastDecision) => question.regionCode,
  sector: ({ sector }: PastDecision) => sector,
  amount: ({ amountFen }: PastDecision) => bandOf(amountFen),
  month: ({ question }: PastDecision) => question.legalDate.slice(0, 7),
} as const;
export type Dimension = keyof typeof DIMENSIONS;

const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'require-approval', 'needs-information', 'block'];

export const isStricter = ({ from, to }: Differing): boolean => OUTCOMES.indexOf(to) > OUTCOMES.indexOf(from);

/** Counts changed decisions by township, sector, amount and month. */
export class Tally {
  private readonly rows = new Map<string, Counting>();

  add(one: Differing): void {
    for (const [dimension, keyOf] of Object.entries(DIMENSIONS)) {
      const key = `${dimension} ${keyOf(one.decision)}`;
      const row = this.rows.get(key) ?? newCounting();
      this.rows.set(key, row);
      count(row, one);
    }
  }

  of(dimension: Dimension): readonly TallyRow[] {
    return [...this.rows]
      .filter(([key]) => key.startsWith(`${dimension} `))
      .map(([key, row]) => rowOf(key.slice(dimension.length + 1), row))
      .sort((a, b) => b.decisions - a.decisions || (a.key < b.key ? -1 : 1));
  }
}

interface Counting {
  stricter: number;
  looser: number;
  amountFen: number;
  readonly projects: Set<string>;
  readonly days: Set<LocalDate>;
}

const newCounting = (): Counting => ({
  stricter: 0,
  looser: 0,
  amountFen: 0,
  projects: new Set(),
  days: new Set(),
});

function count(row: Counting, one: Differing): void {
  const { projectId, amountFen, question } = one.decision;
  if (isStricter(one)) row.stricter += 1;
  else row.looser += 1;
  if (!row.projects.has(projectId)) row.amountFen += amountFen;
  row.projects.add(projectId);
  row.days.add(question.legalDate);
}

function rowOf(key: string, { stricter, looser, amountFen, projects, days }: Counting): TallyRow {
  const sorted = [...days].sort();
  const [firstOn, lastOn] = [sorted[0], sorted.at(-1)];
  if (!firstOn || !lastOn) throw new RangeError(`${key} counts nothing`);
  return {
    key,
    decisions: stricter + looser,
    projects: projects.size,
    stricter,
    looser,
    amountFen,
    firstOn,
    lastOn,
    days: days.size,
  };
}
