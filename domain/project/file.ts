import type { BudgetRequest } from '../budget/types.ts';
import type { Application, CatalogItem, LateEntry } from '../catalog/types.ts';
import type { DisputeState } from '../contracting/dispute/dispute.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import type {
  Award,
  ContractDraft,
  MethodChoice,
  ProcurementNotice,
  Requirement,
  WinnerChoice,
} from '../contracting/types.ts';
import type { PerformanceFile } from '../delivery/performance.ts';
import type { AcceptanceRecord, MilestoneProgress, PaymentRequest } from '../delivery/types.ts';
import type { DisclosureItem } from '../disclosure/types.ts';
import type { PerformanceTargets } from '../evaluation/targets.ts';
import type { EvaluationReview, ResultUse, SelfEvaluation } from '../evaluation/types.ts';
import type { BudgetLineId, MilestoneNo, ProviderId, UserId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';

/** 项目卷宗 the content of a project as its events have built it; kept in the project's row. */
export interface ProjectFile {
  readonly projectNo: string;
  readonly application: Application;
  readonly lateEntry: LateEntry | null;
  /** Policy version the project is pinned to. */
  readonly policyVersion: string;
  readonly submittedOn: LocalDate | null;
  readonly catalogItem: CatalogItem | null;
  readonly targets: PerformanceTargets | null;
  readonly budget: BudgetHolding | null;
  readonly requirement: (Requirement & { readonly authorId: UserId }) | null;
  readonly method: MethodChoice | null;
  readonly filingNo: string | null;
  readonly notice: (ProcurementNotice & { readonly issuedOn: LocalDate }) | null;
  /** 采购程序 with bids and points; here and not in the process, since a workflow has no use for them. */
  readonly procedure: ProcedureState | null;
  /** 询问、质疑、投诉 in the order in which they came. */
  readonly disputes: readonly DisputeState[];
  /** The buyer's choice until its notice. */
  readonly choice: WinnerChoice | null;
  readonly award: AwardedProvider | null;
  readonly contract: ContractHolding | null;
  readonly milestones: readonly MilestoneProgress[];
  /** The milestone under acceptance or settlement. */
  readonly currentMilestone: MilestoneNo | null;
  readonly acceptance: AcceptanceRecord | null;
  readonly payment: PaymentRequest | null;
  readonly performance: PerformanceFile;
  readonly selfEvaluation: SelfEvaluation | null;
  readonly evaluation: EvaluationReview | null;
  readonly resultUse: ResultUse | null;
  readonly disclosures: readonly DisclosureItem[];
  readonly end: { readonly reason: string; readonly on: LocalDate } | null;
}

/** 预算占用 what the project holds of its budget line: reserved before the contract, committed after, paid in the end. */
export interface BudgetHolding {
  readonly request: BudgetRequest;
  readonly minutesRequired: boolean;
  readonly minutesRef: string | null;
  readonly lineId: BudgetLineId;
  readonly reservedFen: Fen;
  readonly committedFen: Fen;
  readonly paidFen: Fen;
}

export interface AwardedProvider {
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly awardedOn: LocalDate;
  readonly detail: Award;
}

export interface ContractHolding {
  readonly draft: ContractDraft;
  readonly signedOn: LocalDate | null;
}
