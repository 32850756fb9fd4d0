import { daysBetween, type LocalDate } from '../kernel/local-date.ts';
import type { Facts } from '../policy/types.ts';
import { missingPlanItems } from './items.ts';
import type { DisclosureCommands, DisclosureItem, DisclosureKind } from './types.ts';

/** Facts of one publication on a day. An item that is not open has no due date; the flow refuses it by itself. */
export function publicationFacts(
  { kind, redacted }: DisclosureCommands['PublishDisclosure'],
  items: readonly DisclosureItem[],
  on: LocalDate,
): Facts {
  const item = items.find((one) => one.kind === kind);
  return {
    disclosure_kind: kind,
    redacted,
    disclosure_days_late: item ? Math.max(0, daysBetween(item.dueOn, on)) : 0,
  };
}

/** Facts of what is still owed to the public when the file is closed. */
export function closingFacts(items: readonly DisclosureItem[], procurementLawApplies: boolean): Facts {
  const missing = missingPlanItems(items);
  return {
    missing_disclosures: missing,
    missing_disclosure_count: missing.length,
    contract_notice_open: isOwed('contract', items, procurementLawApplies),
    contract_filing_open: isOwed('contractFiling', items, procurementLawApplies),
  };
}

/** Below the purchase limit notice and filing of the contract are owed only where they were opened. */
function isOwed(
  kind: DisclosureKind,
  items: readonly DisclosureItem[],
  procurementLawApplies: boolean,
): boolean {
  const item = items.find((one) => one.kind === kind);
  return item ? item.publishedOn === null : procurementLawApplies;
}
