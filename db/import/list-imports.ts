import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from '../queries/paging.ts';

const NEWEST: Sort = { by: sql`import_batch.recorded_at`, type: 'timestamptz', descending: true };

interface Asked {
  /** Only this person's own; everybody's when it is null. */
  readonly byUserId: string | null;
  readonly after: After | null;
  readonly limit: number;
}

/** 导入记录, the newest first. */
export async function listImports(db: Database, { byUserId, after, limit }: Asked) {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .select([sortKey(NEWEST).as('sort_key'), 'id as page_id'])
    .$if(byUserId !== null, (query) => query.where('by_user_id', '=', byUserId ?? ''))
    .where(isAfter(NEWEST, sql`import_batch.id`, after))
    .orderBy(NEWEST.by, 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit);
}

/** What one import has made; null when there is none or it is somebody else's. */
export async function findOwnImport(
  db: Database,
  { importId, byUserId }: { readonly importId: string; readonly byUserId: string | null },
) {
  const row = await db
    .selectFrom('import_batch')
    .select('result')
    .where('id', '=', importId)
    .$if(byUserId !== null, (query) => query.where('by_user_id', '=', byUserId ?? ''))
    .executeTakeFirst();
  return row?.result ?? null;
}
