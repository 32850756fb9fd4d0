import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** 迟到 how late clocks of one kind were recorded after the moment they were set for, in milliseconds. */
export interface Lateness {
  readonly kind: 'approval' | 'project';
  readonly type: string;
  readonly recorded: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly max_ms: number;
}

interface Between {
  readonly from: string;
  readonly until: string;
}

/**
 * Time-outs of cases, reminders and escalations of projects that were recorded in a stretch of time. Several events of one
 * time-out count once. A server's clock that was a little behind counts as punctual.
 */
export async function measureLateness(db: Database, { from, until }: Between): Promise<readonly Lateness[]> {
  const { rows } = await sql<Lateness>`
    with clock as (
      select distinct on (case_id, seq) 'approval' as kind, type, recorded_at, scheduled_at from approval_event
      where scheduled_at is not null and recorded_at >= ${from} and recorded_at < ${until}
      order by case_id, seq, ordinal
    ), both_kinds as (
      select * from clock
      union all select 'project', type, recorded_at, scheduled_at from project_event
      where type in ('StepReminded', 'StepEscalated') and scheduled_at is not null
        and recorded_at >= ${from} and recorded_at < ${until}
    ), late as (
      select kind, type, greatest(extract(epoch from recorded_at - scheduled_at) * 1000, 0)::float8 as ms from both_kinds
    )
    select kind, type, count(*)::int as recorded, percentile_cont(0.5) within group (order by ms) as p50_ms,
      percentile_cont(0.95) within group (order by ms) as p95_ms, max(ms) as max_ms
    from late group by kind, type order by kind, type`.execute(db);
  return rows;
}

/** 漏记 a clock whose moment has passed and that is not recorded: its timer was lost, or its case is parked. */
export interface Missed {
  readonly kind: 'approval' | 'project';
  readonly subject_id: string;
  readonly subject_no: string;
  readonly scheduled_at: string;
  readonly parked: boolean;
}

const MOST = 100;
/** The hour in Shanghai at which clocks ring (see domain/approval/case-process.ts). */
const RINGS_AT = "time '09:00'";

/** Reminders of cases and deadlines of projects that have been due since before `before`, the longest first; at most 100. */
export async function listMissed(db: Database, before: string): Promise<readonly Missed[]> {
  const { rows } = await sql<Missed>`
    select missed.*, exists (select from parked_case where parked_case.subject_id = missed.subject_id
      and parked_case.released_at is null) as parked
    from (
      select 'approval' as kind, approval_case.id as subject_id, approval_case.case_no as subject_no,
        (min(task.remind_on) + ${sql.raw(RINGS_AT)}) at time zone 'Asia/Shanghai' as scheduled_at
      from approval_task task join approval_case on approval_case.id = task.case_id
      where task.status = 'open' and not task.reminded and task.remind_on is not null
        and approval_case.status = 'running'
      group by approval_case.id
      union all
      select 'project', project.id, project.project_no,
        min((deadline ->> 'at')::timestamptz)
      from project, jsonb_array_elements(project.process -> 'deadlines') deadline
      where project.due_on is not null
      group by project.id
    ) missed
    where missed.scheduled_at < ${before} order by missed.scheduled_at, missed.subject_id limit ${MOST}`.execute(
    db,
  );
  return rows;
}
