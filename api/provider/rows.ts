import type { ProviderRecord } from '../../db/provider/record-entry.ts';
import { standingTitle } from '../../domain/provider/standing.ts';
import { PROVIDER_KIND_TITLES, type ProviderKind } from '../../domain/provider/types.ts';
import type { ProviderRow } from '../contract/provider.ts';

export const toProvider = (row: ProviderRecord): ProviderRow => ({
  providerId: row.id,
  orgId: row.org_id,
  name: row.name,
  kind: row.kind,
  kindTitle: PROVIDER_KIND_TITLES[row.kind as ProviderKind], // written from the list of kinds
  sizeClass: row.size_class,
  socialOrganisation: row.social_organisation,
  certificateNo: row.certificate_no,
  decisionRecordRef: row.decision_record_ref,
  separateAccounts: row.separate_accounts,
  onCreditList: row.on_credit_list,
  bannedUntil: row.banned_until,
  lastGrade: row.last_grade,
  capabilities: row.capabilities,
  status: row.status,
  statusTitle: standingTitle(row.status),
  until: row.until,
  stage: row.stage,
  registeredIn: row.region_code,
  revision: row.revision,
});
