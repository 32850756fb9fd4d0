import type { Award } from '../contracting/types.ts';
import type { ProviderId } from '../kernel/brand.ts';
import type { EventData, EventType } from './events.ts';
import type { AwardedProvider, ProjectFile } from './file.ts';

/**
 * 承接主体可阅范围 what the provider of a project reads of it: the requirement, its own offer, the contract and all that
 * comes after. The administration's own deliberation (opinions, budget, checks) and rival offers, which are commercial
 * secrets (采购法 §11), are not for it.
 */
const EVENTS_FOR_PROVIDER: readonly EventType[] = [
  'ProviderAwarded',
  'ContractDrafted',
  'ContractSigned',
  'LedgerEntryRecorded',
  'MilestoneSubmitted',
  'AcceptanceRecorded',
  'MilestoneAccepted',
  'RectificationOrdered',
  'RectificationSubmitted',
  'PaymentMade',
  'PaymentDisputeResolved',
  'AmendmentProposed',
  'AmendmentSigned',
  'SubcontractRecorded',
  'BondReceived',
  'BondReturned',
  'ProgressReviewed',
  'DefectsRemedied',
  'ReceivableRequested',
  'ReceivableConfirmed',
  'AerialJobAnnounced',
  'MediatorAppointed',
  'ProviderStaffVerified',
  'DeliverySuspended',
  'DeliveryResumed',
  'TerminationSettled',
  'ContractTerminated',
  'ResultPublished',
  'DisclosurePublished',
  'ProjectArchived',
  'ProjectCancelled',
];

export const isForProvider = (type: string): boolean =>
  (EVENTS_FOR_PROVIDER as readonly string[]).includes(type);

/** The file with what the provider may not read left out. */
export const fileForProvider = (file: ProjectFile): ProjectFile => ({
  ...file,
  budget: null,
  method: file.method && { ...file.method, justifications: {} },
  notice: file.notice && { ...file.notice, invited: [] },
  procedure: null,
  disputes: [],
  choice: null,
  award: file.award && awardForProvider(file.award),
});

const awardForProvider = (award: AwardedProvider): AwardedProvider => ({
  ...award,
  detail: ownOffer(award.detail, award.providerId),
});

/** The data of an event as the provider reads it; the award keeps its own offer only. */
export function dataForProvider(data: object): object {
  if (!('award' in data)) return data;
  const { award } = data as EventData['ProviderAwarded'];
  return { ...data, award: ownOffer(award, award.providerId) };
}

const ownOffer = (award: Award, own: ProviderId): Award => ({
  ...award,
  bids: award.bids.filter(({ providerId }) => providerId === own),
  ranking: award.ranking.filter((providerId) => providerId === own),
  winners: award.winners.filter((providerId) => providerId === own),
  minutesRef: null,
  justifications: {},
});
