import { sql } from 'kysely';
import type { BudgetOutcome } from '../../domain/budget/budget-year.ts';
import type { Database } from '../connection.ts';
import { lineage, type Trx } from '../transition/read-settings.ts';
import { FEED_START, type FeedPlace } from './changes.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import type { Viewer } from './viewer.ts';

/** 县财政局 the finance bureau nearest above a region; null where none is known. */
export async function countyFinanceOf(trx: Trx, regionCode: string): Promise<string | null> {
  const regions = await lineage(trx, regionCode);
  const rows = await trx
    .selectFrom('org')
    .select(['id', 'region_code'])
    .where('kind', '=', 'countyFinance')
    .where('region_code', 'in', [...regions])
    .execute();
  return regions.map((code) => rows.find((row) => row.region_code === code)?.id).find(Boolean) ?? null;
}

/** Budgets are seen by their own unit and by those who see its region. */
const visibleBudget = (viewer: Viewer) => sql<boolean>`(
  year.org_id = any(${viewer.orgIds}::text[])
  or exists (select 1 from unnest(${viewer.regionPrefixes}::text[]) prefix
    where starts_with(org.region_code, prefix)))`;

const selectYears = (db: Database, viewer: Viewer) =>
  db
    .selectFrom('budget_year as year')
    .innerJoin('org', 'org.id', 'year.org_id')
    .where(visibleBudget(viewer))
    .selectAll('year')
    .select(['org.name as org_name', 'org.region_code']);

export type BudgetYearRecord = Awaited<ReturnType<ReturnType<typeof selectYears>['execute']>>[number];

export const findBudgetYear = async (
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<BudgetYearRecord | null> =>
  (await selectYears(db, viewer).where('year.id', '=', id).executeTakeFirst()) ?? null;

const BY_ID: Sort = { by: sql`year.id`, type: 'text' };

export async function listBudgetYears(
  db: Database,
  { viewer, fiscalYear }: { readonly viewer: Viewer; readonly fiscalYear: number | undefined },
  page: { readonly after: After | null; readonly limit: number },
): Promise<Page<BudgetYearRecord>> {
  const rows = await selectYears(db, viewer)
    .select([sortKey(BY_ID).as('sort_key'), 'year.id as page_id'])
    .$if(fiscalYear !== undefined, (query) => query.where('year.fiscal_year', '=', fiscalYear ?? 0))
    .where(isAfter(BY_ID, sql`year.id`, page.after))
    .orderBy('year.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/**
 * 变动 what has happened to the budgets a reader may see, in the order of the feed. A feed tells nothing behind an open
 * transaction, since it never comes back; one budget is told as it stands.
 */
export const listBudgetEvents = (
  db: Database,
  viewer: Viewer,
  { after = FEED_START, limit, budgetId }: { after?: FeedPlace; limit: number; budgetId?: string },
) =>
  db
    .selectFrom('budget_event as event')
    .innerJoin('budget_year as year', 'year.id', 'event.budget_id')
    .innerJoin('org', 'org.id', 'year.org_id')
    .where(visibleBudget(viewer))
    .$if(budgetId === undefined, (query) =>
      query.where(sql<boolean>`event.txid < pg_snapshot_xmin(pg_current_snapshot())`),
    )
    .where(sql<boolean>`(event.txid, event.feed_id) > (${after.txid}::xid8, ${after.feedId}::bigint)`)
    .$if(budgetId !== undefined, (query) => query.where('event.budget_id', '=', budgetId ?? ''))
    .orderBy('event.txid')
    .orderBy('event.feed_id')
    .limit(limit)
    .select(['event.budget_id', 'event.seq', 'event.type', 'event.data', 'event.actor'])
    .select(['event.occurred_on', 'event.recorded_at', 'event.feed_id', 'year.org_id', 'year.fiscal_year'])
    .select(sql<string>`event.txid::text`.as('txid'))
    .execute();

export const findBudgetReceipt = async (
  db: Database,
  key: string,
): Promise<{ readonly request_hash: string; readonly result: BudgetOutcome } | null> =>
  (await db
    .selectFrom('budget_receipt')
    .select(['request_hash', 'result'])
    .where('key', '=', key)
    .executeTakeFirst()) ?? null;
