import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { containing } from './search.ts';
import type { Viewer } from './viewer.ts';

export interface BudgetLineFilter {
  readonly q?: string | undefined;
  readonly orgId?: string | undefined;
  readonly fiscalYear?: number | undefined;
  readonly inServiceTable?: boolean | undefined;
}

/** Budget lines are seen by their own unit and by those who see its region. */
export const visibleLine = (viewer: Viewer): RawBuilder<boolean> => sql<boolean>`(
  line.org_id = any(${viewer.orgIds}::text[])
  or exists (select 1 from unnest(${viewer.regionPrefixes}::text[]) prefix
    where starts_with(org.region_code, prefix)))`;

const selectLines = (db: Database, viewer: Viewer) =>
  db
    .selectFrom('budget_line as line')
    .innerJoin('org', 'org.id', 'line.org_id')
    .where(visibleLine(viewer))
    .selectAll('line')
    .select(['org.name as org_name', 'org.region_code']);

const BY_ID: Sort = { by: sql`line.id`, type: 'text' };

export async function listBudgetLines(
  db: Database,
  { viewer, filter }: { readonly viewer: Viewer; readonly filter: BudgetLineFilter },
  page: { readonly after: After | null; readonly limit: number },
): Promise<Page<BudgetLineRecord>> {
  const { q, orgId, fiscalYear, inServiceTable } = filter;
  const rows = await selectLines(db, viewer)
    .select([sortKey(BY_ID).as('sort_key'), 'line.id as page_id'])
    .$if(q !== undefined, (query) => query.where('line.name', 'ilike', containing(q ?? '')))
    .$if(orgId !== undefined, (query) => query.where('line.org_id', '=', orgId ?? ''))
    .$if(fiscalYear !== undefined, (query) => query.where('line.fiscal_year', '=', fiscalYear ?? 0))
    .$if(inServiceTable !== undefined, (query) =>
      query.where('line.in_service_table', '=', inServiceTable ?? true),
    )
    .where(isAfter(BY_ID, sql`line.id`, page.after))
    .orderBy('line.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

export type BudgetLineRecord = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number];

export async function findBudgetLine(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<BudgetLineRecord | null> {
  const row = await selectLines(db, viewer).where('line.id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Names by id of the budget lines that a project has asked for, for papers that mention them. */
export async function nameRequestedLines(
  db: Database,
  projectId: string,
): Promise<Readonly<Record<string, string>>> {
  const asked = db
    .selectFrom('project_event')
    .select(sql<string>`data -> 'request' ->> 'budgetLineId'`.as('id'))
    .where('project_id', '=', projectId)
    .where('type', '=', 'BudgetRequested');
  const rows = await db.selectFrom('budget_line').select(['id', 'name']).where('id', 'in', asked).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const BY_POSTING: Sort = { by: sql`budget_posting.id`, type: 'bigint' };

/** Postings of one line, oldest first. */
export async function listLinePostings(
  db: Database,
  lineId: string,
  page: { readonly after: After | null; readonly limit: number },
) {
  const rows = await db
    .selectFrom('budget_posting')
    .selectAll()
    .select([sortKey(BY_POSTING).as('sort_key'), sql<string>`''`.as('page_id')])
    .where('line_id', '=', lineId)
    .where(isAfter(BY_POSTING, sql`''`, page.after))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}
