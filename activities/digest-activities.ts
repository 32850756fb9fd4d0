import { ApplicationFailure, heartbeat, log } from '@temporalio/activity';
import type { Database } from '../db/connection.ts';
import { type DigestRun, makeDigests } from '../db/digest/make-digests.ts';
import { isTransient } from '../db/transient.ts';

export interface DigestActivities {
  /** `nowMs` is the morning that is told of. */
  makeDigests(input: { readonly nowMs: number }): Promise<DigestRun>;
}

/** The hands of the daily digest. What passes by itself is retried; a bug ends the run, and what was made stays. */
export const createDigestActivities = ({ db }: { readonly db: Database }): DigestActivities => ({
  async makeDigests({ nowMs }) {
    try {
      return await makeDigests(db, { nowMs, onPerson: () => heartbeat() });
    } catch (error) {
      if (isTransient(error)) throw error;
      const message = error instanceof Error ? error.message : String(error);
      log.error('Digests failed', { message });
      throw ApplicationFailure.nonRetryable(message, 'DigestsFailed');
    }
  },
});
