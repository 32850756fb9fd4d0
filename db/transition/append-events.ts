import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { ProjectEvent } from '../../domain/project/events.ts';
import type { Chain } from './lock-project.ts';
import type { Trx } from './read-settings.ts';

/** 审计链: the hash of an event covers its content and the hash before it, so nothing can be changed or left out. */
export const eventHash = (prevHash: string, seq: number, event: object): string =>
  createHash('sha256')
    .update(`${prevHash}\n${seq}\n${canonicalJson(event)}`)
    .digest('hex');

/** What the hash of a line covers: the event, and for one of the clock's the moment it was set for. */
export const hashedOf = (event: object, scheduledAt: Instant | null): object =>
  scheduledAt === null ? event : { ...event, scheduledAt };

interface Place {
  readonly projectId: string;
  readonly key: string;
  readonly chain: Chain;
  /** Of events of the clock: the moment each was set for, in the order of the events. */
  readonly scheduledAt?: readonly Instant[];
}

/** Appends events without a gap and answers the new end of the chain. */
export async function appendEvents(trx: Trx, place: Place, events: readonly ProjectEvent[]): Promise<Chain> {
  let { seq, hash } = place.chain;
  const rows = events.map((event, index) => {
    const prevHash = hash;
    const scheduledAt = place.scheduledAt?.[index] ?? null;
    seq += 1;
    hash = eventHash(prevHash, seq, hashedOf(event, scheduledAt));
    return {
      project_id: place.projectId,
      seq,
      type: event.type,
      data: JSON.stringify(event.data),
      move: event.move && JSON.stringify(event.move),
      by: JSON.stringify(event.by),
      occurred_on: event.occurredOn,
      recorded_at: event.recordedAt,
      scheduled_at: scheduledAt,
      command_key: place.key,
      prev_hash: prevHash,
      hash,
    };
  });
  await trx.insertInto('project_event').values(rows).execute();
  return { seq, hash };
}
