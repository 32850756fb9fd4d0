import type { ServerResponse } from 'node:http';
import { type FeedPlace, listChanges } from '../../db/queries/changes.ts';
import { sees, type Viewer } from '../../db/queries/viewer.ts';
import type { Change } from '../contract/supervision.ts';
import type { Api } from '../deps.ts';
import { type ChangeHub, isLater, placeOf, type SeatedChange } from './hub.ts';
import { toChange } from './wire.ts';

const CATCH_UP = 500;
/** A reader that lets more than this pile up is cut off; it comes back with its last id. */
const MAX_UNSENT_BYTES = 1_000_000;
const MAX_HELD_BACK = 5_000;

export interface Stream {
  readonly api: Api;
  readonly hub: ChangeHub;
  readonly response: ServerResponse;
  /** Asked again at every heartbeat: null when the session has ended or the account is disabled. */
  readonly readViewer: () => Promise<Viewer | null>;
}

/** Writes the feed to one reader until it leaves, its session ends or the server closes. Answers how to end it. */
export function openStream(stream: Stream, first: Viewer, after: FeedPlace | null): () => void {
  const { api, hub, response } = stream;
  let viewer = first;
  let place = after;
  let held: SeatedChange[] | null = [];
  let isEnded = false;

  const end = () => {
    if (isEnded) return;
    isEnded = true;
    clearInterval(heartbeat);
    unsubscribe();
    response.end();
  };

  const write = (text: string) => {
    if (isEnded) return;
    response.write(text);
    if (response.writableLength > MAX_UNSENT_BYTES) end();
  };

  const show = (change: SeatedChange) => {
    const at = placeOf(change);
    if (place && !isLater(at, place)) return;
    place = at;
    if (sees(viewer, { regionCode: change.region_code, orgIds: change.org_ids }))
      write(eventOf(toChange(change)));
  };

  const unsubscribe = hub.subscribe((changes) => {
    if (!held) return changes.forEach(show);
    held.push(...changes);
    if (held.length > MAX_HELD_BACK) end();
  });

  const heartbeat = setInterval(() => {
    void stream
      .readViewer()
      .then((now) => {
        if (!now) return end();
        viewer = now;
        write(': still here\n\n');
      })
      // The database may be away for a moment; the next heartbeat asks again.
      .catch(() => write(': still here\n\n'));
  }, api.limits.heartbeatMs);

  const goLive = () => {
    const waiting = held ?? [];
    held = null;
    waiting.forEach(show);
  };

  response.on('close', end);
  write('retry: 3000\n\n');
  void catchUp()
    .then(goLive)
    .catch(() => end());
  return end;

  /** What happened since the reader's last id, before the live feed goes on from there. */
  async function catchUp(): Promise<void> {
    while (place && !isEnded) {
      const changes = await listChanges(api.db, viewer, { after: place, limit: CATCH_UP });
      for (const change of changes) {
        place = placeOf(change);
        write(eventOf(toChange(change)));
      }
      if (changes.length < CATCH_UP) return;
    }
  }
}

export const eventOf = (change: Change): string =>
  `id: ${change.id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
