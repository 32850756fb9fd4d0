import type { MilestoneNo, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { MilestonePlan } from '../kernel/milestone-plan.ts';
import type { Fen } from '../kernel/money.ts';
import type { Amendment } from './amendment.ts';
import type { PerformanceBond } from './bond.ts';
import type { Deduction } from './settlement.ts';

/** 变更、中止、终止的依据 on which a contract may be changed, suspended or ended (采购法 §50); `unilateral` is refused. */
export const CONTRACT_GROUNDS = ['agreement', 'publicInterest', 'unilateral'] as const;
export type ContractGround = (typeof CONTRACT_GROUNDS)[number];

/** 履约保证金形式 in which a bond is handed in. */
export const BOND_FORMS = ['cash', 'guarantee', 'insurance'] as const;

/** 收取履约保证金 what the provider hands in before it delivers. */
export interface BondReceipt {
  readonly amountFen: Fen;
  readonly form: (typeof BOND_FORMS)[number];
  readonly reference: string;
  /** 约定退还工作日 working days after the contract has ended; null takes the region's. */
  readonly refundWorkingDays: number | null;
}

/** 退还履约保证金 refund and lawful deductions together are the whole bond (PAY-05). */
export interface BondReturn {
  readonly refundFen: Fen;
  readonly deductions: readonly Deduction[];
  readonly payeeProviderId: ProviderId;
  readonly voucherNo: string;
}

export interface KeptBond extends BondReceipt, PerformanceBond {
  readonly receivedOn: LocalDate;
  readonly returned: (BondReturn & { readonly on: LocalDate }) | null;
}

/** 合同变更申请 what is to change, and what is left to deliver under the changed contract. */
export interface AmendmentProposal {
  readonly kind: Amendment['kind'];
  /** What the contract grows by in fen; below zero where it shrinks. */
  readonly addedFen: Fen;
  readonly changesOtherTerms: boolean;
  readonly ground: ContractGround;
  readonly publicInterestReason: string | null;
  readonly reason: string;
  readonly agreementRef: string;
  /** The new last day of the contract; null where it stays. */
  readonly endsOn: LocalDate | null;
  /** 未交付的里程碑 every milestone not handed in yet, as it stands after the change. */
  readonly milestones: readonly MilestonePlan[];
}

/** 补充协议 one amendment in the file. */
export interface ContractAmendment extends AmendmentProposal, Amendment {
  readonly no: number;
  readonly proposedOn: LocalDate;
  readonly signedOn: LocalDate | null;
}

/** 分包 part of the service that the provider passes on with the buyer's consent (采购法 §48). */
export interface Subcontract {
  readonly subcontractor: string;
  readonly scope: string;
  readonly amountFen: Fen;
  readonly consentRef: string | null;
}

/** 履约检查 what the buyer found between acceptances (102号令 §25). */
export interface ProgressReview {
  readonly findings: string;
  readonly safetyIncidents: number;
  readonly incidentExplanation: string | null;
  /** 整改期限 by which defects are put right; null where there are none. */
  readonly rectifyBy: LocalDate | null;
}

/** 应收账款确认 a provider's request to have its receivable confirmed (支付条例 §16). */
export interface ReceivableClaim {
  readonly amountFen: Fen;
  readonly reference: string;
}

export interface Receivable extends ReceivableClaim {
  readonly no: number;
  readonly requestedOn: LocalDate;
  readonly confirmedOn: LocalDate | null;
}

/** 防治作业公告 a job announced before it is done (病虫害防治条例 §37-38). */
export interface FieldJob {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly place: string;
  readonly aerial: boolean;
  readonly announcementRef: string | null;
  readonly injuryInsuranceRef: string | null;
}

/** 人民调解员 who is to mediate; the law asks for an adult (人民调解法 §14). */
export interface Mediator {
  readonly name: string;
  readonly bornOn: LocalDate;
  readonly appointmentRef: string;
}

/** 从业人员查询 how many of the provider's people were checked for a criminal record (未成年人保护法 §62). */
export interface StaffCheck {
  readonly staff: number;
  readonly checked: number;
  readonly servesMinors: boolean;
  readonly evidenceRef: string;
}

/** 终止结算 what both sides settled when the contract ended before its time. */
export interface Termination {
  readonly cause: string;
  readonly settlementRef: string;
  readonly milestoneNo: MilestoneNo;
  readonly settledFen: Fen;
}

/** 履约记录 what happens under a contract beside its milestones. */
export interface PerformanceFile {
  readonly bond: KeptBond | null;
  readonly amendments: readonly ContractAmendment[];
  readonly subcontracts: readonly (Subcontract & { readonly on: LocalDate })[];
  readonly reviews: readonly (ProgressReview & { readonly on: LocalDate })[];
  readonly receivables: readonly Receivable[];
  readonly fieldJobs: readonly FieldJob[];
  readonly mediators: readonly Mediator[];
  readonly staffCheck: (StaffCheck & { readonly on: LocalDate }) | null;
  readonly termination: Termination | null;
}

export const NO_PERFORMANCE: PerformanceFile = {
  bond: null,
  amendments: [],
  subcontracts: [],
  reviews: [],
  receivables: [],
  fieldJobs: [],
  mediators: [],
  staffCheck: null,
  termination: null,
};

/** 履约中的各项办理 commands beside the milestones. */
export interface PerformanceCommands {
  AmendContract: { readonly amendment: AmendmentProposal };
  SignAmendment: { readonly signedCopyRef: string };
  RecordSubcontract: { readonly subcontract: Subcontract };
  RecordBond: { readonly bond: BondReceipt };
  ReturnBond: { readonly bondReturn: BondReturn };
  ReviewProgress: {
    readonly review: ProgressReview;
    readonly justifications: Readonly<Record<string, string>>;
  };
  RequestReceivable: { readonly receivable: ReceivableClaim };
  ConfirmReceivable: { readonly receivableNo: number; readonly opinion: string };
  ResolvePaymentDispute: {
    readonly milestoneNo: MilestoneNo;
    /** What of the disputed amount is to be paid after all; 0 where nothing is. */
    readonly payableFen: Fen;
    readonly agreementRef: string;
    readonly opinion: string;
  };
  AnnounceAerialJob: { readonly job: FieldJob };
  AppointMediator: { readonly mediator: Mediator };
  VerifyProviderStaff: { readonly staffCheck: StaffCheck };
}
