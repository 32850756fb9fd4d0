import type { OrgId, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
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
