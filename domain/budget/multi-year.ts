import { addMonths, type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { budgetRefusal } from './refusals.ts';

const MAX_TERM_MONTHS = 36;

/** 多年支出计划 MultiYearPlan: what a project costs in each fiscal year, in whole fen. */
export interface MultiYearPlan {
  readonly years: readonly { readonly fiscalYear: number; readonly amountFen: Fen }[];
}

export interface PlannedTerm {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly totalFen: Fen;
  /** What is available in the line of the first year. */
  readonly availableFen: Fen;
}

/** 跨年度项目 a term that touches several fiscal years needs a plan for each of them that adds up to the total (BUD-03). */
export function multiYearRefusal(plan: MultiYearPlan | null, term: PlannedTerm): Refusal | null {
  const { startsOn, endsOn, totalFen, availableFen } = term;
  if (endsOn < startsOn) return budgetRefusal('Incomplete', { field: 'endsOn' });
  if (endsOn > addMonths(startsOn, MAX_TERM_MONTHS)) return budgetRefusal('TermTooLong', { ends_on: endsOn });
  const [first, last] = [yearOf(startsOn), yearOf(endsOn)];
  const needed = first === last ? totalFen : firstYearFen(plan);
  if (first < last && !covers(plan, [first, last], totalFen)) {
    return budgetRefusal('NoMultiYearPlan', { first_year: first, last_year: last, total_fen: totalFen });
  }
  return needed > availableFen
    ? budgetRefusal('Overdrawn', { needed_fen: needed, available_fen: availableFen })
    : null;
}

const firstYearFen = (plan: MultiYearPlan | null): number => plan?.years[0]?.amountFen ?? 0;

/** Each year once, in order, nothing below zero, all together the total. A year in which nothing is paid stands with 0. */
function covers(
  plan: MultiYearPlan | null,
  [first, last]: readonly [number, number],
  totalFen: Fen,
): boolean {
  if (plan === null || plan.years.length !== last - first + 1) return false;
  return (
    plan.years.every(({ fiscalYear, amountFen }, at) => fiscalYear === first + at && amountFen >= 0) &&
    sumFen(plan.years.map(({ amountFen }) => amountFen)) === totalFen
  );
}
