import type { Provider } from '../../domain/provider/types.ts';

/** The provider of the clean project. */
export const provider: Provider = {
  id: 'p-1',
  orgId: 'org-p1',
  name: '丰登农机合作社',
  kind: 'farmersCooperative',
  sizeClass: 'small',
  socialOrganisation: false,
  certificateNo: '93510000X',
  decisionRecordRef: null,
  separateAccounts: true,
  onCreditList: false,
  bannedUntil: null,
  lastGrade: null,
  capabilities: ['A1204-T1'],
  standing: 'active',
};
