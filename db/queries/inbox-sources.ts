import { type RawBuilder, sql } from 'kysely';
import { ESCALATIONS } from '../../domain/project/escalations.ts';
import { visibleCase } from '../approval/visible.ts';
import { type LampColour, type LampDates, lampOf, lampOfTask } from './lamp.ts';
import { type Viewer, visible } from './viewer.ts';

/**
 * 待办范围 whose matters a list shows. mine: tasks in my hands, and of projects those of my posts; groups: open tasks of my
 * organisations and groups; started: begun by me; done: a task of it was done by me; copied: sent to me as a copy. For the
 * digest only: escalated to me, and unread, since a moment.
 */
export type Scope = { readonly of: 'mine' } | { readonly of: 'groups' } | SubjectScope;

/** Lists of whole matters, each once, whatever waits in it. */
type SubjectScope =
  | { readonly of: 'started' | 'done' | 'copied' }
  | { readonly of: 'escalated' | 'unread'; readonly from: string; readonly until: string };

/** Rows of one kind with the expressions that lists sort, filter and search by. */
export interface Source {
  readonly from: RawBuilder<unknown>;
  readonly lamp: RawBuilder<LampColour>;
  readonly due: RawBuilder<unknown>;
  readonly amount: RawBuilder<unknown>;
  readonly updated: RawBuilder<unknown>;
  readonly search: RawBuilder<unknown>;
  readonly orgId: RawBuilder<unknown>;
  readonly pageId: RawBuilder<string>;
  readonly columns: RawBuilder<unknown>;
}

interface Asking {
  readonly viewer: Viewer;
  readonly dates: LampDates;
  readonly scope: Scope;
}

/** 审批单 A list of tasks has a line for each; a list of cases shows of each the open task that is due first. */
export function caseSource({ viewer, dates, scope }: Asking): Source {
  const { from, where } = casesIn(scope, viewer);
  return {
    from: sql`${from} where ${where}`,
    lamp: lampOfTask(dates),
    due: sql`task.due_on`,
    amount: sql`approval_case.amount_fen`,
    updated: sql`approval_case.updated_at`,
    search: sql`approval_case.search`,
    orgId: sql`approval_case.org_id`,
    pageId: sql`('approval/' || approval_case.id || '/' || coalesce(task.task_id, ''))`,
    columns: sql`'approval' as kind, approval_case.id as subject_id, approval_case.case_no as subject_no,
      approval_case.title, approval_case.flow_id, approval_case.flow_version, null::text as stage,
      approval_case.status as state, approval_case.org_id, approval_case.amount_fen,
      approval_case.seq as revision, approval_case.updated_at, task.task_id, null::text as step,
      task.title as task_title, task.holder_id, task.principal_id, coalesce(task.helping, false) as helping,
      null::text as role, null::text as task_org_id, (task.opened_at at time zone 'Asia/Shanghai')::date as opened_on, task.due_on,
      coalesce(task.due_announced, true) as due_announced, ${caseUnread(scope, viewer)} as unread`,
  };
}

/** 购买服务项目 */
export function projectSource({ viewer, dates, scope }: Asking): Source {
  const { from, where } = projectsIn(scope, viewer);
  return {
    from: sql`${from} where ${where}`,
    lamp: lampOf(dates),
    due: sql`project.due_on`,
    amount: sql`project.amount_fen`,
    updated: sql`project.updated_at`,
    search: sql`project.search`,
    orgId: sql`project.buyer_org_id`,
    pageId: sql`('project/' || project.id || '/' || coalesce(task.task_id, ''))`,
    columns: sql`'project' as kind, project.id as subject_id, project.project_no as subject_no,
      project.name as title, null::text as flow_id, null::int as flow_version, project.stage,
      project.state, project.buyer_org_id as org_id, project.amount_fen,
      project.revision, project.updated_at, task.task_id, task.step,
      null::jsonb as task_title, task.holder as holder_id, task.holder as principal_id, false as helping,
      task.role, task.org_id as task_org_id, task.opened_on, project.due_on,
      project.due_announced, ${projectUnread(scope, viewer)} as unread`,
  };
}

interface Chosen {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
}

const CASE_TASKS = sql`from approval_task task join approval_case on approval_case.id = task.case_id`;
const CASES = sql`from approval_case left join lateral (
  select * from approval_task open where open.case_id = approval_case.id and open.status = 'open'
  order by open.due_on, open.task_id limit 1) task on true`;

/** Whoever takes or took part in a case may see it for good, so only the groups' list asks for permission besides. */
function casesIn(scope: Scope, viewer: Viewer): Chosen {
  const me = viewer.actor.userId;
  switch (scope.of) {
    case 'mine':
      return { from: CASE_TASKS, where: sql`task.status = 'open' and task.holder_id = ${me}` };
    case 'groups':
      return {
        from: CASE_TASKS,
        where: sql`task.status = 'open' and task.holder_id in (${colleagues(viewer)}) and ${visibleCase(me)}`,
      };
    case 'started':
      return { from: CASES, where: sql`approval_case.initiator_id = ${me}` };
    case 'done':
      return {
        from: CASES,
        where: sql`approval_case.id in (select mine.case_id from approval_task mine
          where mine.closed_by = ${me} and mine.status = 'done')`,
      };
    case 'copied':
      return { from: CASES, where: sql`approval_case.id in (${caseCopies(me)})` };
    case 'unread':
      return {
        from: CASES,
        where: sql`approval_case.id in (${caseCopies(me)} and copy.read_at is null
          and copy.sent_at >= ${scope.from} and copy.sent_at < ${scope.until})`,
      };
    case 'escalated':
      return {
        from: CASES,
        // The first time the clock speaks it reminds the holder; what comes after goes up.
        where: sql`approval_case.status = 'running' and approval_case.id in (
          select told.case_id from approval_event told where told.type = 'ClockSpoke'
          and told.data ->> 'tells' = ${me} and (told.data ->> 'clock')::int > 1
          and told.recorded_at >= ${scope.from} and told.recorded_at < ${scope.until})`,
      };
  }
}

const caseCopies = (me: string): RawBuilder<unknown> =>
  sql`select copy.case_id from approval_copy copy where copy.user_id = ${me}`;

function caseUnread(scope: Scope, { actor }: Viewer): RawBuilder<unknown> {
  if (scope.of !== 'copied') return sql`null::boolean`;
  return sql`exists (select from approval_copy copy where copy.case_id = approval_case.id
    and copy.user_id = ${actor.userId} and copy.read_at is null)`;
}

/** Everybody with whom the person shares an organisation or a group, themselves included. */
const colleagues = ({ actor, orgIds }: Viewer): RawBuilder<unknown> => sql`
  select app_user.id from app_user where app_user.org_id = any(${orgIds}::text[])
  union select post.user_id from user_post post where post.org_id = any(${orgIds}::text[])
  union ${groupMates(actor.userId)}`;

const groupMates = (me: string): RawBuilder<unknown> => sql`
  select mate.user_id from user_group mine join user_group mate on mate.name = mine.name where mine.user_id = ${me}`;

const PROJECT_TASKS = sql`from task join project on project.id = task.project_id`;
const PROJECTS = sql`from project left join lateral (
  select * from task open where open.project_id = project.id and open.status = 'open'
  order by open.due_on, open.task_id limit 1) task on true`;

function projectsIn(scope: Scope, viewer: Viewer): Chosen {
  const me = viewer.actor.userId;
  if (scope.of === 'mine')
    return { from: PROJECT_TASKS, where: sql`task.status = 'open' and ${isMine(viewer)}` };
  if (scope.of === 'groups') {
    const where = sql<boolean>`task.status = 'open' and ${visible(viewer)} and
      (task.org_id = any(${viewer.orgIds}::text[]) or task.holder in (${groupMates(me)}))`;
    return { from: PROJECT_TASKS, where };
  }
  return { from: PROJECTS, where: sql`project.id in (${projectIds(scope, viewer)}) and ${visible(viewer)}` };
}

const isMine = ({ actor, posts }: Viewer): RawBuilder<boolean> =>
  sql`(task.holder = ${actor.userId} or task.holder is null and (task.org_id, task.role) in (
    select * from unnest(${posts.map((post) => post.orgId)}::text[], ${posts.map((post) => post.role)}::text[])))`;

function projectIds(scope: SubjectScope, viewer: Viewer): RawBuilder<unknown> {
  const me = viewer.actor.userId;
  switch (scope.of) {
    case 'started':
      return sql`select begun.project_id from project_event begun
        where begun.by ->> 'userId' = ${me} and begun.seq = 1`;
    case 'done':
      return sql`select mine.project_id from task mine where mine.closed_by = ${me} and mine.status = 'done'`;
    case 'copied':
      return projectCopies(me);
    case 'unread':
      return sql`${projectCopies(me)} and copy.recorded_at >= ${scope.from} and copy.recorded_at < ${scope.until}
        and not ${hasRead(me, sql`copy.project_id`)}`;
    case 'escalated':
      return escalatedProjects(viewer, scope);
  }
}

/** Of the event named `copy`: to whom it sent copies. Written as the index has it. */
export const COPIED_TO = sql.raw(
  `jsonb_path_query_array(copy.data, '$.events[*] ? (@.type == "CopySent").data.to[*]')`,
);

const projectCopies = (me: string): RawBuilder<unknown> => sql`select copy.project_id from project_event copy
  where copy.type = 'ApprovalRecorded' and ${COPIED_TO} @> to_jsonb(${me}::text)`;

const hasRead = (me: string, projectId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`exists (select from project_event reading where reading.project_id = ${projectId}
    and reading.type = 'ApprovalRecorded' and reading.data ->> 'verb' = 'readCopy'
    and reading.by ->> 'userId' = ${me})`;

const projectUnread = (scope: Scope, { actor }: Viewer): RawBuilder<unknown> =>
  scope.of === 'copied' ? sql`not ${hasRead(actor.userId, sql`project.id`)}` : sql`null::boolean`;

/** Escalations name a level; which seat of the project a level tells is fixed by the ladder. */
function escalatedProjects({ posts }: Viewer, { from, until }: { from: string; until: string }) {
  return sql`select told.project_id from project_event told
    join project up on up.id = told.project_id and up.due_on is not null
    join unnest(${ESCALATIONS.map((_, index) => index + 1)}::int[], ${ESCALATIONS.map(({ party }) => party)}::text[])
      as rung(level, party) on rung.level = (told.data ->> 'level')::int
    where told.type = 'StepEscalated' and told.recorded_at >= ${from} and told.recorded_at < ${until}
      and told.data ->> 'step' = up.step
      and (up.process -> 'parties' ->> rung.party, told.data ->> 'role') in (
        select * from unnest(${posts.map((post) => post.orgId)}::text[], ${posts.map((post) => post.role)}::text[]))`;
}
