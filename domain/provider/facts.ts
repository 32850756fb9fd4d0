import { addMonths, dayNumber, type LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { Provider } from './types.ts';

/** How long a poor grade on the same item is held against a provider (plan 九; the two years are our design). */
const POOR_GRADE_MONTHS = 24;

/** Facts of a chosen provider as the directory keeps it, on the day of the choice. */
export const providerFacts = (
  provider: Provider,
  { itemCode, on }: { readonly itemCode: string; readonly on: LocalDate },
): Facts => ({
  provider_name: provider.name,
  provider_kind: provider.kind,
  provider_size: provider.sizeClass ?? 'none',
  on_credit_list: provider.onCreditList,
  // The last day of a ban is still part of it.
  provider_banned: provider.bannedUntil !== null && on <= provider.bannedUntil,
  ...(provider.bannedUntil !== null && { provider_banned_until: dayNumber(provider.bannedUntil) }),
  provider_standing: provider.standing,
  has_certificate: isGiven(provider.certificateNo),
  has_decision_record: isGiven(provider.decisionRecordRef),
  has_separate_accounts: provider.separateAccounts,
  recent_poor_grade: isPoorOn(provider, itemCode, on),
});

const isPoorOn = ({ lastGrade }: Provider, itemCode: string, on: LocalDate): boolean =>
  lastGrade !== null &&
  lastGrade.grade === 'poor' &&
  lastGrade.itemCode === itemCode &&
  on <= addMonths(lastGrade.on, POOR_GRADE_MONTHS);
