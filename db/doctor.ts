import { sql } from 'kysely';
import { canonicalJson } from '../domain/kernel/canonical.ts';
import type { Instant, LocalDate } from '../domain/kernel/local-date.ts';
import type { EventData, EventType, ProjectEvent } from '../domain/project/events.ts';
import { evolve, raiseRevision } from '../domain/project/evolve.ts';
import type { ProjectProcess } from '../domain/project/process.ts';
import type { ProjectState } from '../domain/project/state.ts';
import type { Database } from './connection.ts';
import { eventHash, hashedOf } from './transition/append-events.ts';
import { tasksOf } from './transition/tasks.ts';

/** 体检发现 something that does not agree with something else. */
export interface Disagreement {
  readonly check: 'chain' | 'fold' | 'ledger' | 'task' | 'deadline' | 'parked' | 'workflow';
  readonly subject: string;
  readonly detail: string;
}

const PAGE = 200;

/** Folds every project from its events and compares chain and row; page by page, so that any number fits. */
export async function* checkProjects(db: Database): AsyncGenerator<Disagreement> {
  let after = '';
  for (;;) {
    const projects = await db
      .selectFrom('project')
      .select(['id', 'process', 'file', 'revision', 'last_seq', 'last_hash'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (projects.length === 0) return;
    for (const project of projects) {
      const history = await readHistory(db, project.id);
      yield* checkChain(project, history);
      yield* checkFold(project, history);
      yield* checkTasks(project, await readOpenTasks(db, project.id));
      after = project.id;
    }
  }
}

interface Recorded {
  readonly seq: number;
  readonly key: string;
  readonly hash: string;
  readonly prevHash: string;
  readonly scheduledAt: Instant | null;
  readonly event: ProjectEvent;
}

export async function readHistory(db: Database, projectId: string): Promise<readonly Recorded[]> {
  const rows = await db
    .selectFrom('project_event')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    key: row.command_key,
    hash: row.hash,
    prevHash: row.prev_hash,
    scheduledAt: row.scheduled_at,
    event: {
      type: row.type,
      data: row.data,
      move: row.move,
      by: row.by,
      occurredOn: row.occurred_on as LocalDate,
      recordedAt: row.recorded_at as Instant,
    } as { readonly type: EventType; readonly data: EventData[EventType] } as ProjectEvent, // type and data are stored together
  }));
}

function* checkChain(
  project: { readonly id: string; readonly last_seq: number; readonly last_hash: string },
  history: readonly Recorded[],
): Generator<Disagreement> {
  let hash = '';
  for (const [index, { seq, event, scheduledAt, ...recorded }] of history.entries()) {
    if (seq !== index + 1)
      yield { check: 'chain', subject: project.id, detail: `event ${index + 1} is missing` };
    const expected = eventHash(hash, seq, hashedOf(event, scheduledAt));
    if (recorded.prevHash !== hash || recorded.hash !== expected) {
      yield { check: 'chain', subject: project.id, detail: `event ${seq} does not fit its hash` };
    }
    hash = recorded.hash;
  }
  if (hash !== project.last_hash || history.length !== project.last_seq) {
    yield { check: 'chain', subject: project.id, detail: 'the row does not end where the events end' };
  }
}

function* checkFold(
  project: { readonly id: string; readonly process: object; readonly file: object },
  history: readonly Recorded[],
): Generator<Disagreement> {
  const folded = fold(history);
  if (!folded) return;
  for (const part of ['process', 'file'] as const) {
    if (canonicalJson(folded[part]) !== canonicalJson(project[part])) {
      yield { check: 'fold', subject: project.id, detail: `folding the events gives another ${part}` };
    }
  }
}

const readOpenTasks = (db: Database, projectId: string) =>
  db
    .selectFrom('task')
    .select(['task_id', 'holder'])
    .where('project_id', '=', projectId)
    .where('status', '=', 'open')
    .execute();

/** Every task that the process waits for stands in somebody's list, once, and nothing else does. */
function* checkTasks(
  { id, process }: { readonly id: string; readonly process: ProjectProcess },
  open: Awaited<ReturnType<typeof readOpenTasks>>,
): Generator<Disagreement> {
  const listed = open.map(({ task_id, holder }) => `${task_id}/${holder ?? ''}`).sort();
  const waited = tasksOf(process)
    .map(({ taskId, holder }) => `${taskId}/${holder ?? ''}`)
    .sort();
  if (canonicalJson(listed) !== canonicalJson(waited)) {
    const detail = `waits for ${waited.join(' ')}, listed are ${listed.join(' ')}`;
    yield { check: 'task', subject: id, detail };
  }
}

/** The state that the events make: one revision for each command among them. */
export function fold(history: readonly Recorded[]): ProjectState | null {
  let state: ProjectState | null = null;
  for (const [index, { event, key }] of history.entries()) {
    const next: ProjectState = evolve(state, event);
    // Of what the system records, only the lapse of a budget is a command; reminders and reviews go beside it.
    const isAside = event.by.userId === 'system' && event.type !== 'BudgetLapsed';
    const endsCommand = !isAside && history[index + 1]?.key !== key;
    state = endsCommand ? { ...next, process: raiseRevision(next.process) } : next;
  }
  return state;
}

/** Compares what belongs together by single statements: ledger, tasks, deadlines, parked cases. */
export async function checkTables(db: Database, now: Date): Promise<readonly Disagreement[]> {
  const late = new Date(now.getTime() - 10 * 60_000).toISOString();
  const { rows } = await sql<Disagreement>`
    with sums as (
      select line_id,
        sum(amount_fen * ((to_bucket = 'available')::int - (from_bucket = 'available')::int)) as available,
        sum(amount_fen * ((to_bucket = 'reserved')::int - (from_bucket = 'reserved')::int)) as reserved,
        sum(amount_fen * ((to_bucket = 'committed')::int - (from_bucket = 'committed')::int)) as committed,
        sum(amount_fen * (to_bucket = 'paid')::int) as paid
      from budget_posting group by line_id
    )
    select 'ledger' as check, line.id as subject, 'the postings do not add up to the balances' as detail
    from budget_line line left join sums on sums.line_id = line.id
    where (coalesce(available, 0), coalesce(reserved, 0), coalesce(committed, 0), coalesce(paid, 0))
      is distinct from (line.available_fen, line.reserved_fen, line.committed_fen, line.paid_fen)
    union all
    select 'task', project.id, 'the open step and the open task differ'
    from project left join task on task.project_id = project.id and task.status = 'open'
    where project.step is distinct from task.step or project.due_on is distinct from task.due_on
    union all
    select 'deadline', project.id, 'a deadline passed and was not recorded: ' || (process #>> '{deadlines,0,at}')
    from project where process #>> '{deadlines,0,at}' < ${late}
      and state not in ('archived', 'rejected', 'withdrawn', 'cancelled', 'terminated')
    union all
    select 'parked', subject_id, command || ': ' || message from parked_case where released_at is null`.execute(
    db,
  );
  return rows;
}
