import type { FastifyBaseLogger } from 'fastify';
import { type FeedPlace, feedHead, listChangesWithSeats } from '../../db/queries/changes.ts';
import { type Listening, listenForChanges } from '../../db/queries/listen.ts';
import type { Api } from '../deps.ts';

const BATCH = 500;
/** Rows behind an open transaction are not announced again: the hub looks after a moment. */
const WAITING_MS = 150;
/** A look without an announcement, should one have been lost. */
const FALLBACK_MS = 10_000;

export type SeatedChange = Awaited<ReturnType<typeof listChangesWithSeats>>[number];
type Listener = (changes: readonly SeatedChange[]) => void;

/** One reader of the feed for all listeners of this process, woken by one connection. */
export interface ChangeHub {
  /** Calls back with every later batch; the answer ends it. */
  subscribe(listener: Listener): () => void;
  close(): Promise<void>;
}

/** True when `a` comes after `b` in the feed. */
export function isLater(a: FeedPlace, b: FeedPlace): boolean {
  const [txA, txB] = [BigInt(a.txid), BigInt(b.txid)];
  return txA === txB ? BigInt(a.feedId) > BigInt(b.feedId) : txA > txB;
}

export const placeOf = (change: { readonly txid: string; readonly feed_id: string }): FeedPlace => ({
  txid: change.txid,
  feedId: change.feed_id,
});

export function openChangeHub(api: Api, log: FastifyBaseLogger): ChangeHub {
  const listeners = new Set<Listener>();
  let listening: Listening | null = null;
  let place: FeedPlace | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isReading = false;
  let isWoken = false;
  let isClosed = false;

  const lookAgainIn = (ms: number) => {
    if (timer) clearTimeout(timer);
    if (!isClosed && listeners.size > 0) timer = setTimeout(wake, ms).unref();
  };

  function wake(): void {
    isWoken = true;
    if (!isReading && !isClosed && listeners.size > 0) void readAll();
  }

  async function readAll(): Promise<void> {
    isReading = true;
    let waitMs = FALLBACK_MS;
    try {
      while (isWoken && !isClosed) {
        isWoken = false;
        if (await readOnce()) waitMs = WAITING_MS;
        else waitMs = FALLBACK_MS;
      }
    } catch (error) {
      log.warn({ err: error }, 'the change feed could not be read');
      waitMs = 1_000;
    } finally {
      isReading = false;
      lookAgainIn(waitMs);
    }
  }

  /** Reads and hands out what is new; true when rows still wait behind an open transaction. */
  async function readOnce(): Promise<boolean> {
    const head = await feedHead(api.db);
    place ??= head.place;
    for (;;) {
      const changes = await listChangesWithSeats(api.db, place, BATCH);
      const last = changes.at(-1);
      if (!last) return head.waiting;
      place = placeOf(last);
      for (const listener of listeners) listener(changes);
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      listening ??= listenForChanges(api.databaseUrl, wake);
      wake();
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      listeners.clear();
      await listening?.close();
    },
  };
}
