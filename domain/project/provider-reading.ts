import type { Award, Selection } from '../contracting/types.ts';
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
  'ProviderSelected',
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
  award: file.award && awardForProvider(file.award),
});

const awardForProvider = (award: AwardedProvider): AwardedProvider => ({
  ...award,
  detail:
    'bids' in award.detail
      ? ownBid(award.detail, award.providerId)
      : ownQuote(award.detail, award.providerId),
});

/** The data of an event as the provider reads it; the award and the selection keep its own offer only. */
export function dataForProvider(data: object): object {
  if ('award' in data) {
    const { award } = data as EventData['ProviderAwarded'];
    return { ...data, award: ownBid(award, award.providerId) };
  }
  if ('selection' in data) {
    const { selection } = data as EventData['ProviderSelected'];
    return { ...data, selection: ownQuote(selection, selection.providerId) };
  }
  return data;
}

const ownBid = (award: Award, own: ProviderId): Award => ({
  ...award,
  bids: award.bids.filter(({ providerId }) => providerId === own),
  ranking: award.ranking.filter((providerId) => providerId === own),
  justifications: {},
});

const ownQuote = (selection: Selection, own: ProviderId): Selection => ({
  ...selection,
  quotes: selection.quotes.filter(({ providerId }) => providerId === own),
  minutesRef: null,
  justifications: {},
});
