import type { OrgId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { BudgetLine, BudgetRequest } from './types.ts';

/** What the money is asked for and from which line. */
export interface BudgetCase {
  readonly line: BudgetLine | null;
  readonly buyerOrgId: OrgId;
  readonly fiscalYear: number;
  readonly neededFen: number;
  readonly on: LocalDate;
}

/** Facts of the budget line against what is needed; a line that does not exist has nothing available. */
export const lineFacts = ({ line, buyerOrgId, fiscalYear, neededFen, on }: BudgetCase): Facts => ({
  budget_line_found: line !== null,
  ...amountFacts(neededFen, line?.availableFen ?? 0),
  ...(line && {
    budget_line_approved: line.approvedOn !== null,
    budget_line_matches: line.orgId === buyerOrgId && line.fiscalYear === fiscalYear,
    asked_before_approval: line.approvedOn !== null && on < line.approvedOn,
    in_service_table: line.inServiceTable,
    fund_source: line.source,
  }),
});

/** Facts of an amount against what is available for it. */
export const amountFacts = (neededFen: number, availableFen: number): Facts => ({
  needed_fen: neededFen,
  available_fen: availableFen,
  budget_gap_fen: neededFen - availableFen,
});

/** Facts the handler declares when asking for money. */
export const requestFacts = (
  request: BudgetRequest,
  line: BudgetLine | null,
  sector: string | null,
): Facts => ({
  has_multi_year_plan: isGiven(request.multiYearPlanRef),
  raises_total_budget: request.raisesTotalBudget,
  has_congress_approval: isGiven(request.congressApprovalRef),
  adds_net_spending: request.addsNetSpending,
  has_offset: isGiven(request.offset),
  previous_grade: request.previousGrade ?? 'none',
  ...(line &&
    sector !== null && {
      sector_permitted: line.permittedSectors.length === 0 || line.permittedSectors.includes(sector),
    }),
});
