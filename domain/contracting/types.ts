import type { Justifications, StepDecision } from '../approval/types.ts';
import type { OrgId, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { MilestonePlan } from '../kernel/milestone-plan.ts';
import type { Fen } from '../kernel/money.ts';

/** 采购需求 what exactly is bought and how it will be accepted (实施条例 §15). */
export interface Requirement {
  readonly content: string;
  readonly quantity: string;
  readonly standard: string;
  readonly termMonths: number;
  readonly acceptanceItems: readonly string[];
  readonly acceptancePlan: string;
  readonly ceilingFen: Fen;
  readonly floorFen: Fen | null;
  /** 征求公众意见 reference of the public consultation. */
  readonly publicConsultationRef: string | null;
  readonly survey: { readonly subjects: number; readonly on: LocalDate } | null;
}

/** 采购方式 ProcurementMethod of this product's two routes: above the limit by law, below it by internal control. */
export const METHODS = ['openTender', 'competitiveConsultation', 'internalSelection'] as const;
export type ProcurementMethod = (typeof METHODS)[number];

export interface MethodChoice {
  readonly method: ProcurementMethod;
  /** 适用情形 the legal case on which the method rests (采购法 §29-32; 214号 §3). */
  readonly legalCase: string;
  /** 采购意向公开 the day the intent was published; null when not published. */
  readonly intentPublishedOn: LocalDate | null;
  readonly inCentralisedCatalogue: boolean;
  readonly byCentralisedAgency: boolean;
  readonly reservedForSme: boolean;
  readonly noReserveReason: string | null;
  /** 地市级以上批准 document of the city-level approval for a method other than open tender (采购法 §27). */
  readonly cityApprovalRef: string | null;
  /** 代理机构 who runs the procurement; null on the below-limit route. */
  readonly agencyOrgId: OrgId | null;
  readonly justifications: Justifications;
}

/** Why a qualification or a score item is asked; three kinds are unlawful (SUP-11, SUP-12, POL-05). */
export const CRITERION_BASES = ['capability', 'placeOfRegistration', 'firmSize', 'localAward'] as const;
export interface Criterion {
  readonly name: string;
  readonly basis: (typeof CRITERION_BASES)[number];
  readonly points: number | null;
}

/** 采购公告 notice and documents of a procurement. */
export interface ProcurementNotice {
  readonly media: string;
  readonly inDesignatedMedia: boolean;
  readonly documentsUntil: LocalDate;
  readonly closesOn: LocalDate;
  readonly budgetShown: boolean;
  readonly priceWeightPercent: number;
  readonly qualifications: readonly Criterion[];
  readonly scoreItems: readonly Criterion[];
}

export interface Bid {
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly receivedOn: LocalDate;
  readonly valid: boolean;
  readonly score: number | null;
}

export interface Panel {
  readonly members: number;
  readonly experts: number;
  readonly drawnAtRandom: boolean;
}

/** 授标前核查 what was checked about the chosen provider before the award. */
export interface ProviderCheck {
  /** 信用查询 the day both credit sites were read (财库〔2016〕125号). */
  readonly creditCheckedOn: LocalDate | null;
  readonly sixConditionsProven: boolean;
  readonly sharesControlWithBidder: boolean;
  readonly designedOrSupervised: boolean;
  readonly interestWithoutRecusal: boolean;
}

/** 中标（成交）结果 the award of an above-limit procurement. */
export interface Award {
  readonly bids: readonly Bid[];
  readonly panel: Panel;
  /** 推荐顺序 providers in the order of the report. */
  readonly ranking: readonly ProviderId[];
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly check: ProviderCheck;
  readonly justifications: Justifications;
}

/** 内部遴选 selection below the purchase limit: quotes and the collective's minutes. */
export interface Selection {
  readonly quotes: readonly { readonly providerId: ProviderId; readonly priceFen: Fen }[];
  readonly minutesRef: string | null;
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly reason: string;
  readonly check: ProviderCheck;
  readonly justifications: Justifications;
}

/** 合同必备条款 (102号令 §23). */
export const CLAUSES = [
  'content',
  'term',
  'quantity',
  'quality',
  'price',
  'settlement',
  'rights',
  'liability',
] as const;
export type Clause = (typeof CLAUSES)[number];

/** 购买服务合同 ServiceContract as drafted. */
export interface ContractDraft {
  readonly contractNo: string;
  readonly valueFen: Fen;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly clauses: readonly Clause[];
  readonly milestones: readonly MilestonePlan[];
  readonly paymentTermDays: number;
  readonly performanceBondPercent: number;
  readonly bondCashOnly: boolean;
  readonly auditBeforePayment: boolean;
  /** 一至三年期的四项条件 all four stability grounds stated (102号令 §24). */
  readonly stabilityGrounds: boolean;
  readonly wholeSubcontracted: boolean;
  readonly guaranteesFinancing: boolean;
  readonly chargesServiceUsers: boolean;
  /** 约定验收期限 days from a milestone's submission by which it is to be accepted (支付条例 §10); null where none is agreed. */
  readonly acceptanceDays?: number | null | undefined;
  /** 约定逾期利率 parts of ten thousand a day, with the one-year LPR of the day in basis points (支付条例 §17); null: 0.05 %. */
  readonly lateRate?: { readonly per10000: number; readonly lprBasisPoints: number } | null | undefined;
}

export interface ContractingCommands {
  SubmitRequirement: { readonly requirement: Requirement };
  ReviewRequirement: StepDecision;
  ChooseMethod: { readonly choice: MethodChoice };
  FilePlan: {
    readonly decision: 'file' | 'return';
    readonly filingNo: string | null;
    readonly opinion: string;
  };
  IssueProcurement: { readonly notice: ProcurementNotice };
  RecordAward: { readonly award: Award };
  RecordProcurementFailure: { readonly reason: string };
  RestartProcurement: { readonly reason: string };
  SelectProvider: { readonly selection: Selection };
  DraftContract: { readonly contract: ContractDraft };
  DecideContract: StepDecision;
  SignContract: { readonly challengePending: boolean; readonly signedCopyRef: string };
}
