import type { Justifications, Review } from '../approval/types.ts';
import type { OrgId, RegionCode } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';

/** 行业 sector of a catalogue item, as written in the guidance catalogue (e.g. 农业农村). */
export type Sector = string;

/** 服务性质: a public service for residents, or an auxiliary service for the government's own work (102号令 §9). */
export type ServiceNature = 'public' | 'auxiliary';

/** 目录项 CatalogItem: one entry of a published guidance catalogue (指导性目录, 102号令 §11). */
export interface CatalogItem {
  readonly code: string;
  readonly name: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly sector: Sector;
  readonly nature: ServiceNature;
  readonly basicPublicService: boolean;
  /** Service standard the item points to; null where none is named (102号令 §15). */
  readonly standardRef: string | null;
  readonly responsibleLevel: 'city' | 'county' | 'township';
  readonly versionId: string;
  readonly regionCode: RegionCode;
  readonly publishedOn: LocalDate | null;
  /** False while the code comes from memory and nobody has confirmed it. */
  readonly confirmed: boolean;
}

/** 禁止事项: the six kinds of things that may not be bought (102号令 §10). */
export const BARRED_KINDS = [
  'none',
  'notADuty',
  'mustBeDone',
  'goodsOrWorks',
  'financing',
  'staffing',
  'otherwiseBarred',
] as const;
export type BarredKind = (typeof BARRED_KINDS)[number];

/** 负面清单自查: what the handler declares against the negative list. */
export interface NegativeListDeclaration {
  readonly barredKind: BarredKind;
  readonly hasWorksPackage: boolean;
  readonly pricedPerPersonMonth: boolean;
  readonly buyerKeepsAttendance: boolean;
  readonly worksInBuyerOffice: boolean;
  readonly hasFinancingTerms: boolean;
}

export type Pilot = 'plantProtection' | 'peoplesMediators';

/** 项目申报 the application that a handler drafts and submits. */
export interface Application {
  readonly name: string;
  readonly catalogItemCode: string;
  readonly buyerOrgId: OrgId;
  /** Townships that receive the service; may differ from the buyer (遂宁 practice). */
  readonly beneficiaryOrgIds: readonly OrgId[];
  readonly fiscalYear: number;
  readonly estimateFen: Fen;
  readonly termMonths: number;
  readonly content: string;
  readonly beneficiaries: number;
  readonly isNewProject: boolean;
  readonly pilot: Pilot | null;
  readonly negativeList: NegativeListDeclaration;
  /** Document number of the sheet that parts duties between department and township (PUR-02). */
  readonly responsibilitySheet: string | null;
  /** Document number by which a higher level hands the item down (CAT-06). */
  readonly delegationDocument: string | null;
}

/** 补录 an existing project entered afterwards: event dates lie before record dates and are shown as entered later. */
export interface LateEntry {
  readonly reason: string;
}

export interface CatalogCommands {
  CreateProject: { readonly application: Application; readonly lateEntry: LateEntry | null };
  EditDraft: { readonly application: Application };
  SubmitProject: { readonly statement: string; readonly justifications: Justifications };
  ReviewDemand: Review;
}
