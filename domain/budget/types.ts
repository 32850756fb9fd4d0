import type { Justifications, StepDecision } from '../approval/types.ts';
import type { BudgetLineId, OrgId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';

export type FundSource = 'own' | 'specialTransfer' | 'generalTransfer';

/** 预算项目 BudgetLine: approved money of one unit in one fiscal year; the four buckets sum to `approvedFen`. */
export interface BudgetLine {
  readonly id: BudgetLineId;
  readonly orgId: OrgId;
  readonly fiscalYear: number;
  readonly name: string;
  readonly source: FundSource;
  /** 专项资金用途: sectors a special transfer may be used for; empty means not restricted. */
  readonly permittedSectors: readonly string[];
  readonly approvedOn: LocalDate | null;
  readonly approvalRef: string | null;
  /** 政府购买服务预算表: whether the line stands in the purchase-of-services table. */
  readonly inServiceTable: boolean;
  readonly approvedFen: Fen;
  readonly availableFen: Fen;
  readonly reservedFen: Fen;
  readonly committedFen: Fen;
  readonly paidFen: Fen;
}

/** 预算申请 what the handler asks of the budget. */
export interface BudgetRequest {
  readonly budgetLineId: BudgetLineId;
  /** True when the purchase raises net spending; then an offset is named or a higher approval is asked (plan 十三). */
  readonly addsNetSpending: boolean;
  readonly offset: string | null;
  readonly multiYearPlanRef: string | null;
  /** 人大批准文号, where total spending of the budget rises (预算法 §67, §69). */
  readonly raisesTotalBudget: boolean;
  readonly congressApprovalRef: string | null;
  readonly previousGrade: 'excellent' | 'good' | 'fair' | 'poor' | null;
  readonly justifications: Justifications;
}

export interface BudgetCommands {
  RequestBudget: { readonly request: BudgetRequest };
  DecideBudget: StepDecision;
  /** 年终收回 the year the project was budgeted in is over, and no contract is signed. */
  LapseBudget: { readonly fiscalYear: number };
}
