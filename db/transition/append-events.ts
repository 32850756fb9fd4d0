import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { ProjectEvent } from '../../domain/project/events.ts';
import type { Chain } from './lock-project.ts';
import type { Trx } from './read-settings.ts';

/** 审计链: the hash of an event covers its content and the hash before it, so nothing can be changed or left out. */
export const eventHash = (prevHash: string, seq: number, event: object): string =>
  createHash('sha256')
    .update(`${prevHash}\n${seq}\n${canonicalJson(event)}`)
    .digest('hex');

interface Place {
  readonly projectId: string;
  readonly key: string;
  readonly chain: Chain;
}

/** Appends events without a gap and answers the new end of the chain. */
export async function appendEvents(trx: Trx, place: Place, events: readonly ProjectEvent[]): Promise<Chain> {
  let { seq, hash } = place.chain;
  const rows = events.map((event) => {
    const prevHash = hash;
    seq += 1;
    hash = eventHash(prevHash, seq, event);
    return {
      project_id: place.projectId,
      seq,
      type: event.type,
      data: JSON.stringify(event.data),
      move: event.move && JSON.stringify(event.move),
      by: JSON.stringify(event.by),
      occurred_on: event.occurredOn,
      recorded_at: event.recordedAt,
      command_key: place.key,
      prev_hash: prevHash,
      hash,
    };
  });
  await trx.insertInto('project_event').values(rows).execute();
  return { seq, hash };
}
