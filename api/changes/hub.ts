import type { FastifyBaseLogger } from 'fastify';
import {
  type ChangeRow,
  type FeedPlace,
  feedHead,
  listChangesWithAudience,
} from '../../db/queries/changes.ts';
import { type Listening, listenForChanges } from '../../db/queries/listen.ts';
import type { Api } from '../deps.ts';

const BATCH = 500;
/** Rows behind an open transaction are not announced again: the hub looks after a moment. */
const WAITING_MS = 150;
/** A look without an announcement, should one have been lost. */
const FALLBACK_MS = 10_000;
const AFTER_FAILURE_MS = 1_000;

export type Listener = (changes: readonly ChangeRow[]) => void;

export interface Subscription {
  /** Settles when the hub knows where it starts: what is settled later reaches the listener, what came before does not. */
  readonly started: Promise<void>;
  readonly end: () => void;
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

/** One reader of the feed for all listeners of this process, woken by one connection; it rests while nobody listens. */
export class ChangeHub {
  private readonly api: Api;
  private readonly log: FastifyBaseLogger;
  private readonly listeners = new Set<Listener>();
  private listening: Listening | null = null;
  private place: FeedPlace | null = null;
  private started: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private isReading = false;
  private isWoken = false;
  private isClosed = false;

  constructor(api: Api, log: FastifyBaseLogger) {
    this.api = api;
    this.log = log;
  }

  subscribe(listener: Listener): Subscription {
    if (this.listeners.size === 0) this.started = this.startAtHead();
    this.listeners.add(listener);
    this.listening ??= listenForChanges(this.api.databaseUrl, () => this.wake());
    this.lookAgainIn(FALLBACK_MS);
    return { started: this.started, end: () => void this.listeners.delete(listener) };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    this.listeners.clear();
    await this.listening?.close();
  }

  private async startAtHead(): Promise<void> {
    this.place = null;
    const { place } = await feedHead(this.api.db);
    this.place = place;
  }

  private wake(): void {
    this.isWoken = true;
    if (!this.isReading && !this.isClosed && this.listeners.size > 0) void this.readAll();
  }

  private lookAgainIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (!this.isClosed && this.listeners.size > 0) this.timer = setTimeout(() => this.wake(), ms).unref();
  }

  private async readAll(): Promise<void> {
    this.isReading = true;
    let waitMs = FALLBACK_MS;
    try {
      await this.started;
      while (this.isWoken && !this.isClosed) {
        this.isWoken = false;
        waitMs = (await this.readOnce()) ? WAITING_MS : FALLBACK_MS;
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the change feed could not be read');
      waitMs = AFTER_FAILURE_MS;
    } finally {
      this.isReading = false;
      this.lookAgainIn(waitMs);
    }
  }

  /** Hands out what is new; true when rows still wait behind an open transaction. */
  private async readOnce(): Promise<boolean> {
    const { waiting } = await feedHead(this.api.db);
    while (this.place) {
      const changes = await listChangesWithAudience(this.api.db, this.place, BATCH);
      const last = changes.at(-1);
      if (!last) break;
      this.place = placeOf(last);
      for (const listener of this.listeners) listener(changes);
    }
    return waiting;
  }
}
