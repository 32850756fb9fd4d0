import type { Verb } from '../approval/case-commands.ts';
import type { CaseEvent } from '../approval/case-events.ts';
import type { ProjectFlowKind } from '../approval/flows/purchase-project.ts';
import type { BudgetStep } from '../approval/matrix.ts';
import type { Parties, Review, Role, StepDecision } from '../approval/types.ts';
import type { BudgetRequest } from '../budget/types.ts';
import type { Application, CatalogItem, LateEntry } from '../catalog/types.ts';
import type { DisputeEvent } from '../contracting/dispute/dispute.ts';
import type { ProcedureEvent } from '../contracting/procedure/events.ts';
import type { FailureReason } from '../contracting/procedure/state.ts';
import type {
  Award,
  ContractDraft,
  MethodChoice,
  ProcurementNotice,
  Requirement,
  WinnerChoice,
} from '../contracting/types.ts';
import type {
  AmendmentProposal,
  BondReceipt,
  BondReturn,
  FieldJob,
  Mediator,
  ProgressReview,
  ReceivableClaim,
  StaffCheck,
  Subcontract,
  Termination,
} from '../delivery/performance.ts';
import type { AcceptanceRecord, LedgerEntry, PaymentRequest } from '../delivery/types.ts';
import type { DisclosureItem, DisclosureKind } from '../disclosure/types.ts';
import type { PerformanceTargets } from '../evaluation/targets.ts';
import type { ResultUse, SelfEvaluation } from '../evaluation/types.ts';
import type { BudgetLineId, MilestoneNo, OrgId, ProjectId, UserId } from '../kernel/brand.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Citation } from '../kernel/refusal.ts';
import type { CommandData } from './commands.ts';
import type { DisputeActVerb } from './dispute-acts.ts';
import type { ProcedureActVerb } from './procedure-acts.ts';
import type { Deadline } from './process.ts';
import type { State } from './states.ts';
import type { Duty, StepId } from './steps.ts';

/** Every event of a purchase project with its data, in the order of the life. */
export interface EventData {
  ProjectCreated: {
    readonly projectId: ProjectId;
    readonly projectNo: string;
    readonly application: Application;
    readonly lateEntry: LateEntry | null;
    readonly policyVersion: string;
    readonly parties: Parties;
  };
  DraftEdited: { readonly application: Application };
  ProjectSubmitted: CommandData['SubmitProject'] & { readonly catalogItem: CatalogItem };
  DemandReviewed: Review;
  DemandReturned: Review;
  ProjectRejected: { readonly opinion: string };
  /** What one command did to the approval under way; `alongside` names the project's own event that came of it. */
  ApprovalRecorded: {
    readonly kind: ProjectFlowKind;
    readonly verb: Verb | 'start';
    readonly alongside: EventType | null;
    /** 会议纪要 that came with a word after which the step still waits for others. */
    readonly minutesRef: string | null;
    readonly events: readonly CaseEvent[];
  };
  PerformanceTargetsSet: { readonly targets: PerformanceTargets };
  BudgetRequested: {
    readonly request: BudgetRequest;
    readonly route: readonly BudgetStep[];
    readonly minutesRequired: boolean;
  };
  BudgetStepApproved: StepDecision;
  BudgetApproved: StepDecision & { readonly budgetLineId: BudgetLineId; readonly reservedFen: Fen };
  BudgetReturned: StepDecision;
  /** 预算失效: what was reserved has lapsed with its year; the project asks for the next year's money. */
  BudgetLapsed: {
    readonly fiscalYear: number;
    readonly nextFiscalYear: number;
    readonly lapsedFen: Fen;
  };
  RequirementSubmitted: { readonly requirement: Requirement; readonly authorId: UserId };
  RequirementApproved: StepDecision;
  RequirementReturned: StepDecision;
  MethodChosen: { readonly choice: MethodChoice };
  PlanFiled: { readonly filingNo: string; readonly opinion: string };
  PlanReturned: { readonly opinion: string };
  /** What one command did to the procurement procedure; `alongside` names the project's own event that came of it. */
  ProcedureRecorded: {
    readonly verb: ProcedureActVerb | 'start' | 'SignContract' | 'Cancel';
    readonly alongside: EventType | null;
    readonly events: readonly ProcedureEvent[];
  };
  /** What one command did about an inquiry, challenge or complaint. */
  DisputeRecorded: {
    readonly disputeId: string;
    readonly verb: DisputeActVerb;
    readonly events: readonly DisputeEvent[];
  };
  ProcurementIssued: { readonly notice: ProcurementNotice };
  WinnerChosen: { readonly choice: WinnerChoice };
  ProviderAwarded: { readonly award: Award };
  /** The award does not stand: it is evaluated or chosen anew. */
  AwardSetAside: { readonly reference: string };
  /** 废标、终止 with the rule it follows from. */
  ProcurementFailed: {
    readonly reason: FailureReason;
    readonly rule: string;
    readonly citation: Citation;
    readonly suppliers: number;
    readonly reference: string;
  };
  /** The same method again, or another one that was approved. */
  ProcurementRestarted: {
    readonly reason: string;
    readonly changed: Pick<MethodChoice, 'method' | 'legalCase' | 'cityApprovalRef' | 'agencyOrgId'> | null;
  };
  ContractDrafted: { readonly contract: ContractDraft };
  ContractStepApproved: StepDecision;
  ContractApproved: StepDecision;
  ContractReturned: StepDecision;
  ContractSigned: { readonly signedCopyRef: string; readonly committedFen: Fen; readonly releasedFen: Fen };
  LedgerEntryRecorded: { readonly entry: LedgerEntry };
  MilestoneSubmitted: { readonly milestoneNo: MilestoneNo; readonly report: string };
  AcceptanceRecorded: { readonly milestoneNo: MilestoneNo; readonly acceptance: AcceptanceRecord };
  MilestoneAccepted: {
    readonly milestoneNo: MilestoneNo;
    readonly acceptedFen: Fen;
    readonly opinion: string;
  };
  RectificationOrdered: { readonly milestoneNo: MilestoneNo; readonly opinion: string };
  RectificationSubmitted: { readonly milestoneNo: MilestoneNo; readonly report: string };
  PaymentRequested: { readonly milestoneNo: MilestoneNo; readonly payment: PaymentRequest };
  PaymentStepApproved: StepDecision;
  PaymentReturned: StepDecision;
  PaymentMade: {
    readonly milestoneNo: MilestoneNo;
    readonly voucherNo: string;
    readonly amountFen: Fen;
    /** 逾期利息 owed for days past the payment term (支付条例 §17); 0 when in time. */
    readonly interestFen: Fen;
  };
  PaymentDisputeResolved: CommandData['ResolvePaymentDispute'];
  AmendmentProposed: { readonly no: number; readonly amendment: AmendmentProposal };
  AmendmentStepApproved: StepDecision;
  AmendmentApproved: StepDecision;
  /** 未通过 the amendment was sent back or turned down; the contract stays as it is. */
  AmendmentDropped: StepDecision;
  AmendmentSigned: {
    readonly no: number;
    readonly amendment: AmendmentProposal;
    readonly signedCopyRef: string;
  };
  SubcontractRecorded: { readonly subcontract: Subcontract };
  BondReceived: { readonly bond: BondReceipt };
  BondReturned: { readonly bondReturn: BondReturn };
  ProgressReviewed: { readonly review: ProgressReview };
  /** 检查整改完成 what a review found is put right. */
  DefectsRemedied: { readonly report: string };
  ReceivableRequested: { readonly no: number; readonly receivable: ReceivableClaim };
  ReceivableConfirmed: { readonly no: number; readonly opinion: string };
  AerialJobAnnounced: { readonly job: FieldJob };
  MediatorAppointed: { readonly mediator: Mediator };
  ProviderStaffVerified: { readonly staffCheck: StaffCheck };
  DeliverySuspended: { readonly cause: string; readonly resumeBy: LocalDate };
  DeliveryResumed: { readonly opinion: string };
  TerminationSettled: Termination;
  ContractTerminated: { readonly cause: string; readonly settlementRef: string; readonly releasedFen: Fen };
  SelfEvaluated: { readonly selfEvaluation: SelfEvaluation };
  EvaluationReviewed: CommandData['ReviewEvaluation'] & { readonly totalScore: number };
  ResultPublished: { readonly url: string; readonly resultUse: ResultUse };
  DisclosureOpened: { readonly items: readonly DisclosureItem[] };
  DisclosurePublished: { readonly kind: DisclosureKind; readonly url: string };
  ProjectArchived: { readonly archiveNo: string; readonly keepUntil: LocalDate; readonly releasedFen: Fen };
  ProjectWithdrawn: { readonly reason: string };
  PolicyRepinned: { readonly from: string; readonly policyVersion: string; readonly reason: string };
  ProjectCancelled: { readonly reason: string; readonly releasedFen: Fen };
  StepReminded: { readonly step: StepId; readonly dueOn: LocalDate; readonly role: Role };
  StepEscalated: {
    readonly step: StepId;
    readonly dueOn: LocalDate;
    readonly level: number;
    readonly role: Role;
  };
}

export type EventType = keyof EventData;

/** Where the project goes with an event; absent when it stays where it is. */
export interface Move {
  readonly state: State;
  readonly step: StepId | null;
  readonly route: readonly StepId[];
  readonly parties?: Partial<Parties>;
  readonly dueOn: LocalDate | null;
  readonly dueAnnounced: boolean;
  readonly deadlines: readonly Deadline[];
}

/** The signature under an event: person, post and organisation; all null when the clock acted (`system`). */
export interface Signature {
  readonly userId: UserId | 'system';
  readonly name: string;
  readonly role: Role | null;
  readonly orgId: OrgId | null;
  readonly duty: Duty | null;
}

/** 系统 under whose name the clock and the engine act. */
export const SYSTEM: Signature = { userId: 'system', name: '系统', role: null, orgId: null, duty: null };

export type ProjectEvent = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly data: EventData[T];
    readonly move: Move | null;
    readonly by: Signature;
    /** The day it happened; earlier than the record's day only in a project entered late (补录). */
    readonly occurredOn: LocalDate;
    readonly recordedAt: Instant;
  };
}[EventType];
