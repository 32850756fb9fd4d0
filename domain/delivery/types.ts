import type { Justifications, StepDecision } from '../approval/types.ts';
import type { MilestoneNo, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { ContractGround, PerformanceCommands } from './performance.ts';

/** 服务台账 one entry of the provider's ledger (102号令 §27). */
export interface LedgerEntry {
  readonly milestoneNo: MilestoneNo;
  readonly performedOn: LocalDate;
  readonly place: string;
  readonly workers: number;
  readonly quantity: number;
  readonly unit: string;
  readonly evidence: string;
  readonly note: string;
  /** 植保服务档案 six fields of a plant-protection record (病虫害防治条例 §36). */
  readonly plantProtection: PlantProtectionRecord | null;
  /** 调解卷宗 what a mediation ledger must show (人民调解法 §4, §27). */
  readonly mediation: { readonly caseFileRef: string | null; readonly feeFen: Fen } | null;
}

export interface PlantProtectionRecord {
  readonly pesticide: string;
  readonly maker: string;
  readonly packagingDisposal: string | null;
  readonly bannedPesticide: boolean;
  readonly insideSafetyInterval: boolean;
}

export const ACCEPTANCE_CAPACITIES = [
  'handler',
  'technician',
  'expert',
  'villageSupervisor',
  'beneficiary',
] as const;
export type AcceptanceCapacity = (typeof ACCEPTANCE_CAPACITIES)[number];

/** 履约验收 DeliveryAcceptance of one milestone by a group, never by the handler alone (实施条例 §45). */
export interface AcceptanceRecord {
  readonly members: readonly AcceptanceCapacity[];
  readonly items: readonly { readonly item: string; readonly met: boolean; readonly remark: string }[];
  readonly beneficiaryOpinion: string | null;
  readonly result: 'accepted' | 'partly' | 'rejected';
  readonly acceptedFen: Fen;
  readonly opinion: string;
  /** 整改期限 by which a rejected milestone is put right; the step's own limit where none is given. */
  readonly rectifyBy?: LocalDate | null | undefined;
}

/** 里程碑 progress of one milestone in the project's file. */
export interface MilestoneProgress {
  readonly no: MilestoneNo;
  readonly status: 'scheduled' | 'submitted' | 'partly' | 'rejected' | 'accepted' | 'paid';
  readonly ledgerEntries: number;
  readonly acceptedOn: LocalDate | null;
  readonly acceptedFen: Fen;
  readonly paidFen: Fen;
  /** The day of the last submission: the agreed time for acceptance runs from it (支付条例 §10). */
  readonly submittedOn: LocalDate | null;
  /** 整改轮次 how often the milestone was sent back. */
  readonly rectifications: number;
  /** 争议金额 accepted, unpaid and in dispute. */
  readonly disputedFen: Fen;
  readonly deductedFen: Fen;
  /** 逾期利息 owed on what was paid late (支付条例 §17). */
  readonly interestFen: Fen;
}

/** 支付申请 */
export interface PaymentRequest {
  readonly amountFen: Fen;
  readonly invoiceNo: string;
  readonly payeeProviderId: ProviderId;
  readonly deductionFen: Fen;
  readonly deductionReason: string | null;
  /** 扣款依据 the clause of the contract a deduction rests on. */
  readonly deductionClause?: string | null | undefined;
  /** 争议金额 the part that both sides do not agree on; it waits, the rest is paid (支付条例 §15). */
  readonly disputedFen?: Fen | undefined;
  readonly disputeReason?: string | null | undefined;
  readonly justifications?: Justifications | undefined;
}

export interface DeliveryCommands extends PerformanceCommands {
  RecordLedgerEntry: { readonly entry: LedgerEntry };
  SubmitMilestone: { readonly milestoneNo: MilestoneNo; readonly report: string };
  RecordAcceptance: { readonly acceptance: AcceptanceRecord };
  ConfirmAcceptance: {
    readonly decision: 'approve' | 'reject';
    readonly opinion: string;
    readonly rectifyBy?: LocalDate | null | undefined;
  };
  SubmitRectification: { readonly report: string };
  RequestPayment: { readonly payment: PaymentRequest };
  DecidePayment: StepDecision;
  DecideAmendment: StepDecision;
  ConfirmPayment: {
    readonly voucherNo: string;
    readonly payeeProviderId: ProviderId;
    readonly amountFen: Fen;
  };
  SuspendDelivery: {
    readonly cause: string;
    readonly ground: ContractGround;
    readonly resumeBy: LocalDate;
  };
  ResumeDelivery: { readonly opinion: string };
  TerminateContract: {
    readonly cause: string;
    /** 法定情形 both sides agree, or going on would harm the public interest (采购法 §50). */
    readonly ground: ContractGround;
    readonly settlementRef: string;
    /** 终止结算金额 payable for work done on the open milestone; absent or 0 where nothing is owed. */
    readonly settledFen?: Fen | undefined;
  };
}
