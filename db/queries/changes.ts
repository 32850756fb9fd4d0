import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type Viewer, visible } from './viewer.ts';

/** A place in the feed: the transaction and the row in it. Rows of an open transaction never come before it. */
export interface FeedPlace {
  readonly txid: string;
  readonly feedId: string;
}

export const FEED_START: FeedPlace = { txid: '0', feedId: '0' };

// A transaction that is still open may hold rows with a smaller number: the feed waits at the oldest one.
const settled = sql<boolean>`event.txid < pg_snapshot_xmin(pg_current_snapshot())`;

const selectChanges = (db: Database, after: FeedPlace) =>
  db
    .selectFrom('project_event as event')
    .innerJoin('project', 'project.id', 'event.project_id')
    .where(settled)
    .where(sql<boolean>`(event.txid, event.feed_id) > (${after.txid}::xid8, ${after.feedId}::bigint)`)
    .select([
      sql<string>`event.txid::text`.as('txid'),
      sql<string>`event.feed_id::text`.as('feed_id'),
      'event.project_id',
      'project.project_no',
      'project.name as project_name',
      'project.region_code',
      'event.seq',
      'event.type',
      sql<string | null>`event.move ->> 'state'`.as('state'),
      sql<string | null>`event.move ->> 'dueOn'`.as('due_on'),
      sql<string | null>`event.by ->> 'role'`.as('role'),
      'event.occurred_on',
      'event.recorded_at',
    ])
    .orderBy('event.txid')
    .orderBy('event.feed_id');

export type ChangeRow = Awaited<ReturnType<ReturnType<typeof selectChanges>['execute']>>[number];

/** Changes after a place that the viewer may see. */
export const listChanges = (
  db: Database,
  viewer: Viewer,
  { after, limit }: { readonly after: FeedPlace; readonly limit: number },
): Promise<ChangeRow[]> => selectChanges(db, after).where(visible(viewer)).limit(limit).execute();

/** All changes after a place, each with the organisations that take part in its project. */
export const listChangesWithSeats = (db: Database, after: FeedPlace, limit: number) =>
  selectChanges(db, after)
    .select(
      sql<string[]>`array(select seat.org_id from project_org seat where seat.project_id = project.id)`.as(
        'org_ids',
      ),
    )
    .limit(limit)
    .execute();

/** The newest place that is settled, and whether rows are waiting behind an open transaction. */
export async function feedHead(
  db: Database,
): Promise<{ readonly place: FeedPlace; readonly waiting: boolean }> {
  const { rows } = await sql<{ txid: string | null; feed_id: string | null; waiting: boolean }>`
    select head.txid::text, head.feed_id::text,
      exists (select 1 from project_event where txid >= pg_snapshot_xmin(pg_current_snapshot())) as waiting
    from (select 1) one left join lateral (
      select event.txid, event.feed_id from project_event event
      where ${settled} order by event.txid desc, event.feed_id desc limit 1
    ) head on true`.execute(db);
  const head = rows[0];
  return {
    place: head?.txid && head.feed_id ? { txid: head.txid, feedId: head.feed_id } : FEED_START,
    waiting: head?.waiting ?? false,
  };
}
