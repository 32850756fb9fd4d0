import { ApplicationFailure, log } from '@temporalio/activity';
import type { Database } from '../db/connection.ts';
import { isTransient } from '../db/transient.ts';
import { type ParkedCase, parkCase } from '../db/transition/parked-cases.ts';
import { PARKED } from '../domain/project/outcome.ts';

/** Does a piece of work: what passes by itself is retried by Temporal; a bug parks the case and is not retried. */
export async function orPark<T>(
  db: Database,
  subject: Omit<ParkedCase, 'message'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTransient(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const { subjectId, command } = subject;
    log.error('Case parked', { subjectId, command, message });
    await parkCase(db, { ...subject, message });
    throw ApplicationFailure.nonRetryable(message, PARKED);
  }
}
