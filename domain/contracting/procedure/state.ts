import type { ProviderId } from '../../kernel/brand.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Pause } from '../../kernel/period.ts';
import type { ProcedureMethod } from './methods.ts';
import type { PanelRoll } from './panel.ts';
import type { RankedBid } from './ranking.ts';
import type { ProcedureStatus } from './states.ts';

/** 采购安排 what a run of the procedure rests on. */
export interface ProcedurePlan {
  readonly method: ProcedureMethod;
  /** 适用情形 (MTH-05) */
  readonly legalCase: string;
  readonly budgetFen: Fen;
  /** 达到公开招标数额标准 */
  readonly overOpenTender: boolean;
  /** 达到采购限额标准 */
  readonly overPurchaseLimit: boolean;
  /** 设区的市级以上财政批准 document number (MTH-02). */
  readonly cityApprovalRef: string | null;
  /** 采购计划备案号 (MTH-14) */
  readonly filingNo: string | null;
  /** 技术复杂、社会影响较大 (87号令 §47) */
  readonly complex: boolean;
  /** 两家谈判: a tender that failed with exactly two suppliers may go on as a negotiation with the two, approved (74号 §27 M). */
  readonly twoMayGoOn: boolean;
  /** 框架协议期限 in months; null for all other methods. */
  readonly frameworkMonths: number | null;
  /** 该目录项允许定额补助或凭单 (MTH-13) */
  readonly directModeAllowed: boolean;
}

/** 评审因素 one quantified item of the scoring; points in hundredths, so that 100.00 in all is 10000. */
export interface ScoreItem {
  readonly id: string;
  readonly kind: 'technical' | 'business';
  readonly maxCentipoints: number;
}

/** 采购文件 what is issued, as far as the procedure depends on it. */
export interface ProcedureDocuments {
  readonly issuedOn: LocalDate;
  readonly media: string;
  readonly inDesignatedMedia: boolean;
  readonly documentsUntil: LocalDate;
  readonly closesAt: Instant;
  readonly ceilingFen: Fen;
  readonly floorFen: Fen | null;
  readonly budgetShown: boolean;
  readonly bidBondFen: Fen;
  readonly bondCashOnly: boolean;
  readonly priceWeightPercent: number | null;
  readonly scoreItems: readonly ScoreItem[];
  readonly invited: readonly {
    readonly providerId: ProviderId;
    readonly namedBy: 'buyer' | 'expert' | 'library';
  }[];
  /** 专门面向中小企业 */
  readonly reservedForSme: boolean;
  /** 小微价格扣除 percent off the price for evaluation; 0 where the whole is reserved. */
  readonly smallMicroDeductionPercent: number;
  readonly consortiumDeductionPercent: number;
}

/** 无效投标情形 why a bid is not valid. */
export const INVALID_REASONS = [
  'late',
  'noBond',
  'unqualified',
  'notResponsive',
  'overCeiling',
  'abnormallyLow',
  'collusion',
  'doubleBid',
  'withdrawn',
] as const;
export type InvalidReason = (typeof INVALID_REASONS)[number];

/** 投标（响应）文件 one bid as it was received. */
export interface ReceivedBid {
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly receivedAt: Instant;
  /** 小微企业声明: the whole by small or micro firms, or a consortium / subcontract share of 30 % or more. */
  readonly smeClaim: 'none' | 'smallMicro' | 'smallMicroShare';
  readonly consortiumMembers: readonly ProviderId[];
  /** Null until the panel has judged it. */
  readonly valid: boolean | null;
  readonly invalidReasons: readonly InvalidReason[];
  /** 低价说明 the bidder's written explanation of a price far below the others. */
  readonly priceExplanation: string | null;
}

/** 打分 one member's points for one bid, by item. */
export interface MemberScore {
  readonly memberId: string;
  readonly providerId: ProviderId;
  readonly centipoints: Readonly<Record<string, number>>;
}

/** 评审结果 report and choice; `struck` are providers whose award was void or who gave it up. */
export interface Recommendation {
  readonly endedOn: LocalDate;
  readonly ranking: readonly RankedBid[];
  readonly reportedOn: LocalDate | null;
  /** The day from which the buyer's time to choose runs: the report, or the day an award was voided. */
  readonly choiceFrom: LocalDate | null;
  readonly chosenOn: LocalDate | null;
  readonly winners: readonly ProviderId[];
  readonly minutesRef: string | null;
  readonly struck: readonly { readonly providerId: ProviderId; readonly reason: string }[];
}

/** 后续义务 what is owed after a notice, a signature or a termination. */
export const DUTIES = [
  'losersRefund',
  'winnerRefund',
  'contractPublished',
  'contractFiled',
  'terminationNotice',
  'terminationRefund',
] as const;
export type Duty = (typeof DUTIES)[number];

/** 法定失败情形 (法 §36 一至三; 94号令) why a run has failed. */
export const FAILURE_REASONS = ['tooFewSuppliers', 'irregularities', 'overBudget', 'resultVoid'] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** 暂停原因 the legal cause of a pause. */
export const PAUSE_CAUSES = ['challenge', 'complaint', 'supervision'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

export interface ProcedurePause extends Pause {
  readonly cause: PauseCause;
  readonly reference: string;
}

/** 采购失败 one run that failed, with the number of suppliers that counted. */
export interface FailedRun {
  readonly run: number;
  readonly method: ProcedureMethod;
  readonly reason: FailureReason;
  readonly suppliers: number;
  readonly on: LocalDate;
}

/** 采购程序 one procedure; earlier runs are kept as failures, the rest belongs to the present run. */
export interface ProcedureState {
  readonly v: 1;
  readonly procedureId: string;
  readonly status: ProcedureStatus;
  readonly run: number;
  readonly plan: ProcedurePlan;
  readonly intentOn: LocalDate | null;
  readonly documents: ProcedureDocuments | null;
  readonly clarifications: readonly { readonly on: LocalDate; readonly affectsBids: boolean }[];
  readonly bids: readonly ReceivedBid[];
  readonly panel: PanelRoll | null;
  readonly scores: readonly MemberScore[];
  readonly recommendation: Recommendation | null;
  readonly notifiedOn: LocalDate | null;
  readonly signedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly pauses: readonly ProcedurePause[];
  readonly resumeTo: ProcedureStatus | null;
  readonly failures: readonly FailedRun[];
  readonly duties: Readonly<Partial<Record<Duty, LocalDate>>>;
  readonly lastAt: Instant;
}
