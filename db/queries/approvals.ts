import { sql } from 'kysely';
import type { CaseStatus } from '../../domain/approval/case.ts';
import type { Text } from '../../domain/kernel/text.ts';
import { visibleCase } from '../approval/visible.ts';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from './paging.ts';
import { searchQuery } from './search.ts';

interface Paging {
  readonly after: After | null;
  readonly limit: number;
}

export interface CaseFilter {
  readonly scope: 'visible' | 'started' | 'acted' | 'copied';
  readonly status?: CaseStatus | undefined;
  readonly flowId?: string | undefined;
  readonly q?: string | undefined;
  readonly parked?: boolean | undefined;
}

const parkedNow = sql<boolean>`exists (select from parked_case
  where parked_case.subject_id = approval_case.id and parked_case.released_at is null)`;

const selectRows = (db: Database, userId: string) =>
  db
    .selectFrom('approval_case')
    .innerJoin('flow_version as flow', (join) =>
      join
        .onRef('flow.id', '=', 'approval_case.flow_id')
        .onRef('flow.version', '=', 'approval_case.flow_version'),
    )
    .innerJoin('app_user as initiator', 'initiator.id', 'approval_case.initiator_id')
    .innerJoin('org', 'org.id', 'approval_case.org_id')
    .where(visibleCase(userId))
    .select([
      'approval_case.id',
      'approval_case.case_no',
      'approval_case.title',
      'approval_case.flow_id',
      'approval_case.flow_version',
      'approval_case.status',
      'approval_case.initiator_id',
      'approval_case.org_id',
      'approval_case.amount_fen',
      'approval_case.seq',
      'approval_case.touched_seq',
      'approval_case.due_on',
      'approval_case.created_at',
      'approval_case.updated_at',
      'approval_case.ended_at',
      'initiator.name as initiator_name',
      'org.name as org_name',
      sql<Text>`flow.document -> 'title'`.as('flow_title'),
      parkedNow.as('parked'),
    ]);

export type CaseListRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number];

const BY_UPDATED: Sort = { by: sql`approval_case.updated_at`, type: 'timestamptz', descending: true };

/** 审批单 one page of the cases that the person may see, latest change first. */
export async function listCases(
  db: Database,
  { userId, filter }: { readonly userId: string; readonly filter: CaseFilter },
  page: Paging,
) {
  const { scope, status, flowId, q, parked } = filter;
  const id = sql`approval_case.id`;
  const rows = await selectRows(db, userId)
    .select([sortKey(BY_UPDATED).as('sort_key'), 'approval_case.id as page_id'])
    .$if(scope === 'started', (query) => query.where('approval_case.initiator_id', '=', userId))
    .$if(scope === 'acted', (query) =>
      query.where(sql<boolean>`exists (select from approval_participant part
        where part.case_id = ${id} and part.user_id = ${userId} and part.acted_at is not null)`),
    )
    .$if(scope === 'copied', (query) =>
      query.where(sql<boolean>`exists (select from approval_copy copy
        where copy.case_id = ${id} and copy.user_id = ${userId})`),
    )
    .$if(status !== undefined, (query) => query.where('approval_case.status', '=', status ?? 'running'))
    .$if(flowId !== undefined, (query) => query.where('approval_case.flow_id', '=', flowId ?? ''))
    .$if(q !== undefined, (query) =>
      query.where(sql<boolean>`approval_case.search @@ ${searchQuery(q ?? '')}::tsquery`),
    )
    .$if(parked !== undefined, (query) => query.where(parked ? parkedNow : sql<boolean>`not ${parkedNow}`))
    .where(isAfter(BY_UPDATED, id, page.after))
    .orderBy('approval_case.updated_at', 'desc')
    .orderBy('approval_case.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** A case with its state and what became of its callback; null when there is none or the person may not see it. */
export const findCase = async (db: Database, userId: string, caseId: string) =>
  (await selectRows(db, userId)
    .leftJoin('approval_callback as callback', 'callback.case_id', 'approval_case.id')
    .where('approval_case.id', '=', caseId)
    .select([
      'approval_case.state',
      'approval_case.region_code',
      'approval_case.last_no',
      'approval_case.last_hash',
      'flow.document as flow',
      'flow.form_schema',
      'callback.status as callback_status',
      'callback.attempts as callback_attempts',
      'callback.last_answer as callback_answer',
      'callback.settled_at as callback_settled_at',
    ])
    .executeTakeFirst()) ?? null;

export type CaseDetailRow = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** 办理记录 everything that happened in a case, in order. */
export const readCaseTimeline = (db: Database, caseId: string) =>
  db
    .selectFrom('approval_event as event')
    .leftJoin('app_user', 'app_user.id', 'event.actor')
    .where('event.case_id', '=', caseId)
    .select([
      'event.no',
      'event.seq',
      'event.type',
      'event.data',
      'event.actor',
      'event.occurred_at',
      'event.recorded_at',
      'event.scheduled_at',
      'app_user.name as actor_name',
    ])
    .orderBy('event.no')
    .limit(5_000)
    .execute();

// Tasks without a date come last, and still have a place in the order.
const BY_DUE: Sort = { by: sql`coalesce(task.due_on, date '9999-12-31')`, type: 'date' };
const TASK_ID = sql<string>`task.case_id || '/' || task.task_id`;

const selectTasks = (db: Database, holderId: string) =>
  db
    .selectFrom('approval_task as task')
    .innerJoin('approval_case', 'approval_case.id', 'task.case_id')
    .innerJoin('app_user as initiator', 'initiator.id', 'approval_case.initiator_id')
    .innerJoin('app_user as principal', 'principal.id', 'task.principal_id')
    .where('task.status', '=', 'open')
    .where('task.holder_id', '=', holderId)
    .select([
      'task.case_id',
      'task.task_id',
      'task.node',
      'task.title as node_title',
      'task.helping',
      'task.opened_at',
      'task.due_on',
      'task.due_announced',
      'task.principal_id',
      'approval_case.case_no',
      'approval_case.title',
      'approval_case.flow_id',
      'approval_case.amount_fen',
      'approval_case.initiator_id',
      'approval_case.seq',
      'initiator.name as initiator_name',
      'principal.name as principal_name',
    ]);

export type CaseTaskRow = Awaited<ReturnType<ReturnType<typeof selectTasks>['execute']>>[number];

/** 待办 the open tasks that one person holds, the earliest due first. */
export async function listCaseTasks(db: Database, holderId: string, page: Paging) {
  const rows = await selectTasks(db, holderId)
    .select([sortKey(BY_DUE).as('sort_key'), TASK_ID.as('page_id')])
    .where(isAfter(BY_DUE, TASK_ID, page.after))
    .orderBy(BY_DUE.by)
    .orderBy(TASK_ID)
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** Is the person an administrator of the other one's organisation, or of one above it? */
export async function administers(db: Database, adminId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above(id, parent_id) as (
      select org.id, org.parent_id from org join app_user on app_user.org_id = org.id where app_user.id = ${userId}
      union select org.id, org.parent_id from org join above on org.id = above.parent_id
    ) select 1 from org_admin join above on above.id = org_admin.org_id where user_id = ${adminId} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** The stored answer to a request about a case, by its key; null when none was recorded. */
export const findCaseReceipt = async (db: Database, key: string) =>
  (await db
    .selectFrom('approval_receipt')
    .select(['request_hash', 'result'])
    .where('key', '=', key)
    .executeTakeFirst()) ?? null;

/** Names of people by id; ids nobody has are left out. */
export async function findNames(
  db: Database,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('app_user')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** People by id with the name of their organisation; ids nobody has are left out. */
export async function findPeople(
  db: Database,
  ids: readonly string[],
): Promise<Readonly<Record<string, { readonly name: string; readonly orgName: string }>>> {
  const rows = await db
    .selectFrom('app_user')
    .leftJoin('org', 'org.id', 'app_user.org_id')
    .select(['app_user.id', 'app_user.name', 'org.name as org_name'])
    .where('app_user.id', 'in', ['', ...new Set(ids)])
    .execute();
  return Object.fromEntries(rows.map(({ id, name, org_name }) => [id, { name, orgName: org_name ?? '' }]));
}
