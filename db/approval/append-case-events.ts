import type { CaseEvent } from '../../domain/approval/case-events.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { eventHash, hashedOf } from '../transition/append-events.ts';
import type { Chain } from '../transition/lock-project.ts';
import type { Trx } from '../transition/read-settings.ts';

interface Place {
  readonly caseId: string;
  readonly key: string;
  readonly chain: Chain;
  /** Of a time-out: the moment it was set for. */
  readonly scheduledAt: Instant | null;
}

/** Appends the events of one command without a gap and answers the new end of the chain. */
export async function appendCaseEvents(
  trx: Trx,
  { caseId, key, chain, scheduledAt }: Place,
  events: readonly CaseEvent[],
): Promise<Chain> {
  let { seq: no, hash } = chain;
  const rows = events.map((event, index) => {
    const prevHash = hash;
    no += 1;
    hash = eventHash(prevHash, no, hashedOf(event, scheduledAt));
    return {
      case_id: caseId,
      no,
      seq: event.seq,
      ordinal: index + 1,
      type: event.type,
      data: JSON.stringify(event.data),
      actor: event.actor,
      occurred_at: event.occurredAt,
      recorded_at: event.recordedAt,
      scheduled_at: scheduledAt,
      command_key: key,
      prev_hash: prevHash,
      hash,
    };
  });
  await trx.insertInto('approval_event').values(rows).execute();
  return { seq: no, hash };
}
