import type { Justifications, StepDecision, WordPapers } from '../approval/types.ts';
import type { OrgId, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { MilestonePlan } from '../kernel/milestone-plan.ts';
import type { Fen } from '../kernel/money.ts';
import { PROCEDURE_METHODS } from './procedure/methods.ts';
import type { ProcedureDocuments, ReceivedBid } from './procedure/state.ts';

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

/** 采购方式 what may be asked for; inquiry (询价) is for goods only and always refused (MTH-08). */
export const METHODS = [...PROCEDURE_METHODS, 'inquiry'] as const;
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
  /** 技术复杂、社会影响较大 asks for a larger panel (87号令 §47). */
  readonly complex: boolean;
  /** 框架协议期限 in months; null for all other methods. */
  readonly frameworkMonths: number | null;
  /** 预留份额 of a budget above the line up to which the whole is reserved (46号 §8). */
  readonly smeShare: { readonly reservedPercent: number; readonly smallMicroPercent: number } | null;
  /** 单一来源理由; null for all other methods. */
  readonly singleSource: SingleSourceGround | null;
  /** 定额补助、凭单 what lets the item be bought so (MTH-13); null for all other methods. */
  readonly directMode: { readonly allowedRef: string | null; readonly usersCanChoose: boolean } | null;
  readonly justifications: Justifications;
}

/** 单一来源适用情形 (采购法 §31): one supplier only, an emergency, or a follow-on to a contract. */
export const SINGLE_SOURCE_GROUNDS = ['onlySupplier', 'emergency', 'followOn'] as const;
export interface SingleSourceGround {
  readonly ground: (typeof SINGLE_SOURCE_GROUNDS)[number];
  /** 添购比例 what a follow-on adds, in percent of the original contract. */
  readonly followOnPercent: number | null;
}

/** Why a qualification or a score item is asked; three kinds are unlawful (SUP-11, SUP-12, POL-05). */
export const CRITERION_BASES = ['capability', 'placeOfRegistration', 'firmSize', 'localAward'] as const;
export interface Criterion {
  readonly name: string;
  readonly basis: (typeof CRITERION_BASES)[number];
  readonly points: number | null;
}

/** 采购公告 notice and documents of a procurement, or the request for quotes below the limit. */
export interface ProcurementNotice
  extends Pick<
    ProcedureDocuments,
    | 'media'
    | 'inDesignatedMedia'
    | 'documentsUntil'
    | 'ceilingFen'
    | 'floorFen'
    | 'budgetShown'
    | 'bidBondFen'
    | 'bondCashOnly'
    | 'priceWeightPercent'
    | 'invited'
    | 'smallMicroDeductionPercent'
    | 'consortiumDeductionPercent'
  > {
  /** 截止 the day and full hour in Asia/Shanghai at which offers close. */
  readonly closesOn: LocalDate;
  readonly closingHour: number;
  readonly qualifications: readonly Criterion[];
  readonly scoreItems: readonly Criterion[];
}

export interface Bid {
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly receivedOn: LocalDate;
  readonly valid: boolean;
  /** 综合得分 in points of 100; null where price alone or nothing is scored. */
  readonly score: number | null;
}

export interface Panel {
  readonly members: number;
  readonly experts: number;
  readonly drawnAtRandom: boolean;
}

/** 串通迹象 (87号令 §37). */
export const COLLUSION_SIGNS = [
  'sameAuthor',
  'sameAgent',
  'sameContact',
  'patternedContent',
  'patternedPrice',
  'sameAccount',
] as const;
export type CollusionSign = (typeof COLLUSION_SIGNS)[number];

/** 授标前核查 what was checked about the chosen provider before the award. */
export interface ProviderCheck {
  /** 信用查询 the day both credit sites were read (财库〔2016〕125号). */
  readonly creditCheckedOn: LocalDate | null;
  readonly sixConditionsProven: boolean;
  readonly sharesControlWithBidder: boolean;
  readonly designedOrSupervised: boolean;
  readonly interestWithoutRecusal: boolean;
}

/** 确定中标（成交）供应商 the buyer's choice, with what was checked about the chosen one. */
export interface WinnerChoice {
  /** In the order of the report; one, or several where the method admits several. */
  readonly winners: readonly ProviderId[];
  readonly minutesRef: string | null;
  readonly check: ProviderCheck;
  readonly justifications: Justifications;
}

/** 中标（成交）结果 the award of a procurement; the contract goes to `providerId`, the first of the winners. */
export interface Award extends WinnerChoice {
  readonly bids: readonly Bid[];
  /** Null where the method has no panel. */
  readonly panel: Panel | null;
  /** 推荐顺序 providers in the order of the report. */
  readonly ranking: readonly ProviderId[];
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
}

/** 内部遴选 below the purchase limit: the quotes that came in, the choice and its reason, at one meeting. */
export interface Selection extends WinnerChoice {
  readonly quotes: readonly Pick<ReceivedBid, 'providerId' | 'priceFen'>[];
  readonly reason: string;
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
  FilePlan: WordPapers & {
    readonly decision: 'file' | 'return';
    readonly filingNo: string | null;
    readonly opinion: string;
  };
  DraftContract: { readonly contract: ContractDraft };
  DecideContract: StepDecision;
  SignContract: { readonly signedCopyRef: string };
}
