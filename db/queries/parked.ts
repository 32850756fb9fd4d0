import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from './paging.ts';
import { type Viewer, visible } from './viewer.ts';

const BY_ID: Sort = { by: sql`parked_case.id`, type: 'bigint' };

// A creation that was parked has no row yet; every operator and auditor sees it, or nobody would.
const selectParked = (db: Database, viewer: Viewer) =>
  db
    .selectFrom('parked_case')
    .leftJoin('project', 'project.id', 'parked_case.subject_id')
    .where('parked_case.released_at', 'is', null)
    .where('parked_case.kind', '=', 'project')
    .where(sql<boolean>`(project.id is null or ${visible(viewer)})`)
    .selectAll('parked_case')
    .select(['project.project_no', 'project.name as project_name']);

/** 挂起案件 that nobody has released yet, oldest first. */
export async function listParkedCases(
  db: Database,
  viewer: Viewer,
  page: { readonly after: After | null; readonly limit: number },
) {
  const rows = await selectParked(db, viewer)
    .select([sortKey(BY_ID).as('sort_key'), sql<string>`''`.as('page_id')])
    .where(isAfter(BY_ID, sql`''`, page.after))
    .orderBy('parked_case.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

export async function findParkedCase(db: Database, viewer: Viewer, projectId: string) {
  const row = await selectParked(db, viewer)
    .where('parked_case.subject_id', '=', projectId)
    .executeTakeFirst();
  return row ?? null;
}
