import type { Selectable } from 'kysely';
import type { CaseState } from '../domain/approval/case.ts';
import type { CaseEvent } from '../domain/approval/case-events.ts';
import { evolveCase } from '../domain/approval/evolve-case.ts';
import { openTasks } from '../domain/approval/tally.ts';
import { canonicalJson } from '../domain/kernel/canonical.ts';
import type { Instant } from '../domain/kernel/local-date.ts';
import type { Database } from './connection.ts';
import type { Disagreement } from './doctor.ts';
import type { Tables } from './tables.ts';
import { eventHash, hashedOf } from './transition/append-events.ts';

const PAGE = 200;

/** Folds every approval case from its events and compares chain, row and open tasks; page by page. */
export async function* checkCases(db: Database): AsyncGenerator<Disagreement> {
  let after = '';
  for (;;) {
    const cases = await db
      .selectFrom('approval_case')
      .select(['id', 'state', 'last_no', 'last_hash'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (cases.length === 0) return;
    for (const one of cases) {
      yield* checkCase(db, one);
      after = one.id;
    }
  }
}

type CaseRow = Pick<Selectable<Tables['approval_case']>, 'id' | 'state' | 'last_no' | 'last_hash'>;

/** Folds one case from its events and compares chain, row and open tasks. */
export async function* checkCase(db: Database, row: CaseRow): AsyncGenerator<Disagreement> {
  const events = await readEvents(db, row.id);
  yield* checkChain(row, events);
  const folded = events.reduce<CaseState | null>((state, { event }) => evolveCase(state, event), null);
  if (canonicalJson(folded) !== canonicalJson(row.state)) {
    yield { check: 'fold', subject: row.id, detail: 'folding the events gives another state' };
  }
  if (folded) yield* checkTasks(db, folded);
}

async function readEvents(db: Database, caseId: string) {
  const rows = await db
    .selectFrom('approval_event')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('no')
    .execute();
  return rows.map((row) => {
    const event = {
      type: row.type,
      data: row.data,
      seq: row.seq,
      actor: row.actor,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
    } as CaseEvent; // type and data are stored together
    const scheduledAt: Instant | null = row.scheduled_at;
    return { no: row.no, hash: row.hash, prevHash: row.prev_hash, scheduledAt, event };
  });
}

type Recorded = Awaited<ReturnType<typeof readEvents>>[number];

function* checkChain(row: CaseRow, events: readonly Recorded[]): Generator<Disagreement> {
  let hash = '';
  for (const [index, { no, event, scheduledAt, ...recorded }] of events.entries()) {
    if (no !== index + 1) yield { check: 'chain', subject: row.id, detail: `event ${index + 1} is missing` };
    const expected = eventHash(hash, no, hashedOf(event, scheduledAt));
    if (recorded.prevHash !== hash || recorded.hash !== expected) {
      yield { check: 'chain', subject: row.id, detail: `event ${no} does not fit its hash` };
    }
    hash = recorded.hash;
  }
  if (hash !== row.last_hash || events.length !== row.last_no) {
    yield { check: 'chain', subject: row.id, detail: 'the row does not end where the events end' };
  }
}

async function* checkTasks(db: Database, state: CaseState): AsyncGenerator<Disagreement> {
  const rows = await db
    .selectFrom('approval_task')
    .select(['task_id', 'holder_id'])
    .where('case_id', '=', state.caseId)
    .where('status', '=', 'open')
    .execute();
  const open = rows.map(({ task_id, holder_id }) => `${task_id}:${holder_id}`).toSorted();
  const owed = openTasks(state)
    .map(({ taskId, userId }) => `${taskId}:${userId}`)
    .toSorted();
  if (canonicalJson(open) !== canonicalJson(owed)) {
    yield { check: 'task', subject: state.caseId, detail: 'the open tasks and their rows differ' };
  }
}
