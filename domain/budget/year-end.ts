import type { BudgetLineId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { type Fen, fen } from '../kernel/money.ts';
import type { BudgetLine } from './types.ts';

/** 结转年限 years after which what is carried over and unused is managed as surplus (预算法 §42). */
const MAX_YEARS_CARRIED = 2;

/** A line at the end of its year, with the year its money was first approved for. */
export interface ClosingLine {
  readonly line: BudgetLine;
  readonly firstYear: number;
  /** 同意结转 whether finance lets the unused money go on (D: the region's carry-over list). */
  readonly mayCarryOver: boolean;
}

/** 年终记账 money that leaves a line at the end of its year; amount in whole fen, above zero. */
export interface ClosingPosting {
  readonly lineId: BudgetLineId;
  readonly from: 'available' | 'reserved' | 'committed';
  readonly to: 'carriedOver' | 'lapsed';
  readonly amountFen: Fen;
}

/** 结转下年 the line of the next year that takes over what was carried: what was committed stays committed. */
export interface CarriedLine {
  readonly fromLineId: BudgetLineId;
  readonly fiscalYear: number;
  readonly firstYear: number;
  readonly approvedFen: Fen;
  readonly availableFen: Fen;
  readonly committedFen: Fen;
  /** 结转第二年 (BUD-11) */
  readonly inLastYear: boolean;
}

export interface YearEndClose {
  readonly postings: readonly ClosingPosting[];
  readonly carried: readonly CarriedLine[];
}

/** 年终结账报告 what the close of a year has come to so far; `openLines` still hold reservations of projects. */
export interface YearEndReport {
  readonly fiscalYear: number;
  readonly closedLines: number;
  readonly carriedOverFen: number;
  readonly lapsedFen: number;
  readonly openLines: number;
}

/**
 * 年终结账 closes the lines of a fiscal year. A commitment is owed and is always carried over. What is available or reserved
 * is carried over where finance allows and its two years are not up; otherwise it lapses. A reservation does not
 * outlive its year: what it held is available again in the next one.
 */
export function closeYear(lines: readonly ClosingLine[], fiscalYear: number): YearEndClose {
  const closed = lines.map((one) => closeLine(one, fiscalYear));
  return {
    postings: closed.flatMap(({ postings }) => postings),
    carried: closed.flatMap(({ carried }) => (carried ? [carried] : [])),
  };
}

function closeLine(
  { line, firstYear, mayCarryOver }: ClosingLine,
  fiscalYear: number,
): { readonly postings: readonly ClosingPosting[]; readonly carried: CarriedLine | null } {
  const { availableFen, reservedFen, committedFen, paidFen, approvedFen } = line;
  invariant(line.fiscalYear === fiscalYear, `Line ${line.id} is not of ${fiscalYear}`);
  invariant(
    availableFen + reservedFen + committedFen + paidFen === approvedFen,
    `Line ${line.id} does not add up`,
  );
  const yearsCarried = fiscalYear - firstYear;
  const goesOn = mayCarryOver && yearsCarried < MAX_YEARS_CARRIED;
  const to = goesOn ? 'carriedOver' : 'lapsed';
  const posting = (from: ClosingPosting['from'], amountFen: Fen, where: ClosingPosting['to']) =>
    amountFen > 0 ? [{ lineId: line.id, from, to: where, amountFen }] : [];
  const free = fen(goesOn ? availableFen + reservedFen : 0);
  const total = fen(free + committedFen);
  return {
    postings: [
      ...posting('available', availableFen, to),
      ...posting('reserved', reservedFen, to),
      ...posting('committed', committedFen, 'carriedOver'),
    ],
    carried:
      total === 0
        ? null
        : {
            ...{ fromLineId: line.id, fiscalYear: fiscalYear + 1, firstYear },
            ...{ approvedFen: total, availableFen: free, committedFen },
            inLastYear: yearsCarried + 1 >= MAX_YEARS_CARRIED,
          },
  };
}
