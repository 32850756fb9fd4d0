import type { OrgId, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Text, text } from '../kernel/text.ts';
import type { DirectoryStatus } from './standing.ts';

/** 承接主体类型 kinds of providers (102号令 §6, §8, §18). */
export const PROVIDER_KINDS = [
  'enterprise',
  'socialOrganisation',
  'newOrganisation',
  'publicInstitution2',
  'publicInstitution1',
  'administrativeInstitution',
  'massOrganisation',
  'ruralCollective',
  'farmersCooperative',
  'villageCommittee',
  'individual',
  'consortium',
] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

export const PROVIDER_KIND_TITLES: Readonly<Record<ProviderKind, Text>> = {
  enterprise: text('企业', 'Enterprise'),
  socialOrganisation: text('社会组织', 'Social organisation'),
  newOrganisation: text('“两新”组织', 'New economic or social organisation'),
  publicInstitution2: text('公益二类事业单位', 'Public institution, second class'),
  publicInstitution1: text('公益一类事业单位', 'Public institution, first class'),
  administrativeInstitution: text('行政类或参公事业单位', 'Institution with administrative functions'),
  massOrganisation: text('群团组织', 'Mass organisation'),
  ruralCollective: text('农村集体经济组织', 'Rural collective economic organisation'),
  farmersCooperative: text('农民专业合作社', 'Farmers’ cooperative'),
  villageCommittee: text('村（居）民委员会', 'Village or resident committee'),
  individual: text('自然人', 'Individual'),
  consortium: text('联合体', 'Consortium'),
};

/** 承接主体 Provider as the directory keeps it. */
export interface Provider {
  readonly id: ProviderId;
  /** The organisation whose users act for the provider; null while it has no account. */
  readonly orgId: OrgId | null;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly sizeClass: 'large' | 'medium' | 'small' | 'micro' | null;
  readonly socialOrganisation: boolean;
  /** 登记证书 registration or special legal person certificate. */
  readonly certificateNo: string | null;
  /** 村组织: the members' decision record and separate accounts (SUP-08). */
  readonly decisionRecordRef: string | null;
  readonly separateAccounts: boolean;
  readonly onCreditList: boolean;
  readonly bannedUntil: LocalDate | null;
  readonly lastGrade: { readonly grade: string; readonly itemCode: string; readonly on: LocalDate } | null;
  readonly capabilities: readonly string[];
  /** 名录状态 its standing in the directory. */
  readonly standing: DirectoryStatus;
}
