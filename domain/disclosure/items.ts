import type { LocalDate } from '../kernel/local-date.ts';
import { addWorkingDays, type WorkCalendar } from '../kernel/working-days.ts';
import { type DisclosureItem, type DisclosureKind, PLAN_ITEMS } from './types.ts';

/** 公开期限 in working days: 20 in general (信息公开条例 §26), the contract 2 (实施条例 §50), its filing 7 (采购法 §47). */
const LIMITS: Readonly<Partial<Record<DisclosureKind, number>>> = { contract: 2, contractFiling: 7 };
const GENERAL_LIMIT = 20;

/** Opens the items whose subject came to be on a day. */
export const openItems = (
  kinds: readonly DisclosureKind[],
  madeOn: LocalDate,
  calendar: WorkCalendar,
): readonly DisclosureItem[] =>
  kinds.map((kind) => {
    const due = addWorkingDays(calendar, madeOn, LIMITS[kind] ?? GENERAL_LIMIT);
    return { kind, madeOn, dueOn: due.on, dueAnnounced: due.announced, publishedOn: null, url: null };
  });

export const markPublished = (
  items: readonly DisclosureItem[],
  kind: DisclosureKind,
  published: { readonly on: LocalDate; readonly url: string },
): readonly DisclosureItem[] =>
  items.map((item) =>
    item.kind === kind ? { ...item, publishedOn: published.on, url: published.url } : item,
  );

/** Which of the plan's eight items are not public yet; also those that were never opened. */
export const missingPlanItems = (items: readonly DisclosureItem[]): readonly DisclosureKind[] =>
  PLAN_ITEMS.filter((kind) => !items.some((item) => item.kind === kind && item.publishedOn !== null));
