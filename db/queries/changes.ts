import { type RawBuilder, sql } from 'kysely';
import type { CaseEventType } from '../../domain/approval/case-events.ts';
import { caseAudience, visibleCase } from '../approval/visible.ts';
import type { Database } from '../connection.ts';
import { sees, type Viewer, visible } from './viewer.ts';

/** A place in the feed: the transaction and the row in it. Rows of an open transaction never come before it. */
export interface FeedPlace {
  readonly txid: string;
  readonly feedId: string;
}

export const FEED_START: FeedPlace = { txid: '0', feedId: '0' };

interface AnyRow {
  readonly txid: string;
  readonly feed_id: string;
  readonly subject_id: string;
  readonly subject_no: string;
  readonly subject_name: string;
  readonly region_code: string;
  readonly seq: number;
  readonly occurred_on: string;
  readonly recorded_at: string;
  /** For the hub only: organisations with a seat in the project, or the people who may see the case. */
  readonly audience: readonly string[];
}

interface ProjectChangeRow extends AnyRow {
  readonly kind: 'project';
  readonly type: string;
  readonly state: string | null;
  readonly due_on: string | null;
  readonly role: string | null;
}

interface CaseChangeRow extends AnyRow {
  readonly kind: 'case';
  readonly type: CaseEventType;
  readonly flow_id: string;
  /** How it ended, for the event that ends it; where it was returned to, for a return. */
  readonly outcome: string | null;
  readonly returned_to: string | null;
}

export type ChangeRow = ProjectChangeRow | CaseChangeRow;

interface Filter {
  readonly after: FeedPlace;
  readonly limit: number;
  readonly project: RawBuilder<unknown>;
  readonly case: RawBuilder<unknown>;
  /** Whether the rows say who may see them. */
  readonly withAudience: boolean;
}

// A transaction that is still open may hold rows with a smaller number: the feed waits at the oldest one.
const settled = sql`event.txid < pg_snapshot_xmin(pg_current_snapshot())`;
const NOBODY = sql`'{}'::text[]`;

/** One statement, so that both kinds are read as they stood at the same moment. */
async function readChanges(db: Database, { after, limit, withAudience, ...filter }: Filter) {
  const later = sql`(event.txid, event.feed_id) > (${after.txid}::xid8, ${after.feedId}::bigint)`;
  const earliest = sql`order by event.txid, event.feed_id limit ${limit}`;
  const seats = sql`array(select seat.org_id from project_org seat where seat.project_id = project.id)`;
  const { rows } = await sql<ChangeRow>`
    with of_project as (
      select event.txid as place, event.feed_id as row_place, 'project' as kind, project.id as subject_id,
        project.project_no as subject_no, project.name as subject_name, project.region_code, event.seq, event.type,
        event.occurred_on, event.recorded_at, event.move ->> 'state' as state, event.move ->> 'dueOn' as due_on,
        event.by ->> 'role' as role, null as flow_id, null as outcome, null as returned_to,
        ${withAudience ? seats : NOBODY} as audience
      from project_event event join project on project.id = event.project_id
      where ${settled} and ${later} and ${filter.project} ${earliest}
    ), of_case as (
      select event.txid, event.feed_id, 'case', approval_case.id,
        approval_case.case_no, approval_case.title, approval_case.region_code, event.seq, event.type,
        (event.occurred_at at time zone 'Asia/Shanghai')::date, event.recorded_at, null, null,
        null, approval_case.flow_id, event.data ->> 'outcome', event.data ->> 'to',
        ${withAudience ? caseAudience : NOBODY}
      from approval_event event join approval_case on approval_case.id = event.case_id
      where ${settled} and ${later} and ${filter.case} ${earliest}
    )
    select change.*, place::text as txid, row_place::text as feed_id
    from (select * from of_project union all select * from of_case) change
    order by place, row_place limit ${limit}`.execute(db);
  return rows;
}

/** Changes after a place that the viewer may see. */
export const listChanges = (
  db: Database,
  viewer: Viewer,
  { after, limit }: { readonly after: FeedPlace; readonly limit: number },
): Promise<ChangeRow[]> =>
  readChanges(db, {
    ...{ after, limit, withAudience: false },
    project: visible(viewer),
    case: visibleCase(viewer.actor.userId),
  });

/** All changes after a place, each with those who may see it. */
export const listChangesWithAudience = (
  db: Database,
  after: FeedPlace,
  limit: number,
): Promise<ChangeRow[]> =>
  readChanges(db, { after, limit, withAudience: true, project: sql`true`, case: sql`true` });

/** May the viewer see this change? The same rule as `listChanges`, for rows that are already here. */
export const seesChange = (viewer: Viewer, change: ChangeRow): boolean =>
  change.kind === 'project'
    ? sees(viewer, { regionCode: change.region_code, orgIds: change.audience })
    : change.audience.includes(viewer.actor.userId);

/** The newest place that is settled, and whether rows are waiting behind an open transaction. */
export async function feedHead(
  db: Database,
): Promise<{ readonly place: FeedPlace; readonly waiting: boolean }> {
  const newest = (table: string) => sql`(select event.txid, event.feed_id from ${sql.table(table)} event
    where ${settled} order by event.txid desc, event.feed_id desc limit 1)`;
  const waits = (table: string) =>
    sql`exists (select 1 from ${sql.table(table)} event where not (${settled}))`;
  const { rows } = await sql<{ txid: string | null; feed_id: string | null; waiting: boolean }>`
    select head.txid::text, head.feed_id::text,
      ${waits('project_event')} or ${waits('approval_event')} as waiting
    from (select 1) one left join lateral (
      select * from (${newest('project_event')} union all ${newest('approval_event')}) newest
      order by txid desc, feed_id desc limit 1
    ) head on true`.execute(db);
  const head = rows[0];
  return {
    place: head?.txid && head.feed_id ? { txid: head.txid, feedId: head.feed_id } : FEED_START,
    waiting: head?.waiting ?? false,
  };
}
