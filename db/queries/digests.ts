import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from './paging.ts';

const selectDigests = (db: Database, userId: string) =>
  db.selectFrom('digest').select(['on_date', 'content', 'made_at']).where('user_id', '=', userId);

export type DigestRow = Awaited<ReturnType<ReturnType<typeof selectDigests>['execute']>>[number];

const BY_DATE: Sort = { by: sql`on_date`, type: 'date', descending: true };

/** 每日摘要 of one person, the newest first. */
export async function listDigests(
  db: Database,
  userId: string,
  page: { readonly after: After | null; readonly limit: number },
) {
  const rows = await selectDigests(db, userId)
    .select([sortKey(BY_DATE).as('sort_key'), sql<string>`''`.as('page_id')])
    .where(isAfter(BY_DATE, sql`''`, page.after))
    .orderBy('on_date', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** The digest of one day; null when there was nothing to say. */
export const findDigest = async (db: Database, userId: string, on: string): Promise<DigestRow | null> =>
  (await selectDigests(db, userId).where('on_date', '=', on).executeTakeFirst()) ?? null;
