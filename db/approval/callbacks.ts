import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** What is told about the end of a case, and where; null when nothing is left to tell. */
export async function findPendingCallback(db: Database, caseId: string) {
  const row = await db
    .selectFrom('approval_callback as callback')
    .innerJoin('approval_case', 'approval_case.id', 'callback.case_id')
    .where('callback.case_id', '=', caseId)
    .where('callback.status', '=', 'pending')
    .select([
      'callback.event_id',
      'callback.url',
      'approval_case.case_no',
      'approval_case.flow_id',
      'approval_case.flow_version',
      'approval_case.status',
      'approval_case.ended_at',
    ])
    .executeTakeFirst();
  return row ?? null;
}

interface Attempt {
  readonly status: 'pending' | 'delivered' | 'failed';
  /** What the receiver answered, or why it could not be reached. */
  readonly answer: string;
  readonly at: Date;
}

/** Keeps what became of one attempt. */
export async function keepAttempt(
  db: Database,
  caseId: string,
  { status, answer, at }: Attempt,
): Promise<void> {
  await db
    .updateTable('approval_callback')
    .set({
      status,
      last_answer: answer.slice(0, 500),
      attempts: sql`attempts + 1`,
      settled_at: status === 'pending' ? null : at.toISOString(),
    })
    .where('case_id', '=', caseId)
    .where('status', '=', 'pending')
    .execute();
}

/** 放弃: nobody answered in the time there was. The case's end stands. */
export async function giveUpCallback(db: Database, caseId: string, at: Date): Promise<void> {
  await db
    .updateTable('approval_callback')
    .set({ status: 'failed', settled_at: at.toISOString() })
    .where('case_id', '=', caseId)
    .where('status', '=', 'pending')
    .execute();
}
