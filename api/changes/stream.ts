import type { ServerResponse } from 'node:http';
import { type ChangeRow, type FeedPlace, listChanges, seesChange } from '../../db/queries/changes.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import type { Change } from '../contract/supervision.ts';
import type { Api } from '../deps.ts';
import { type ChangeHub, isLater, placeOf, type Subscription } from './hub.ts';
import { toChange } from './wire.ts';

const CATCH_UP = 500;
/** A reader that lets more than this pile up is cut off; it comes back with its last id. */
const MAX_UNSENT_BYTES = 1_000_000;
const MAX_HELD_BACK = 5_000;

export interface Connected {
  readonly api: Api;
  readonly hub: ChangeHub;
  readonly response: ServerResponse;
  /** Asked again at every heartbeat: null when the session has ended or the account is disabled. */
  readonly readViewer: () => Promise<Viewer | null>;
}

export const eventOf = (change: Change): string =>
  `id: ${change.id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;

/** The feed to one reader, until it leaves, its session ends or the server closes. */
export class ChangeStream {
  private readonly connected: Connected;
  private readonly subscription: Subscription;
  private readonly heartbeat: NodeJS.Timeout;
  private viewer: Viewer;
  private place: FeedPlace | null;
  /** What the hub has brought while the reader still catches up; null when it is live. */
  private held: ChangeRow[] | null = [];
  private isEnded = false;

  constructor(connected: Connected, viewer: Viewer, after: FeedPlace | null) {
    this.connected = connected;
    this.viewer = viewer;
    this.place = after;
    this.subscription = connected.hub.subscribe((changes) => this.take(changes));
    this.heartbeat = setInterval(() => void this.beat(), connected.api.limits.heartbeatMs);
    connected.response.on('close', () => this.end());
    this.write('retry: 3000\n\n');
    this.begin().catch(() => this.end());
  }

  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    clearInterval(this.heartbeat);
    this.subscription.end();
    this.connected.response.end();
  }

  private async begin(): Promise<void> {
    // Only from here on the hub misses nothing; what is older the reader fetches itself.
    await this.subscription.started;
    await this.catchUp();
    const waiting = this.held ?? [];
    this.held = null;
    for (const change of waiting) this.show(change);
  }

  private async catchUp(): Promise<void> {
    const { db } = this.connected.api;
    while (this.place && !this.isEnded) {
      const changes = await listChanges(db, this.viewer, { after: this.place, limit: CATCH_UP });
      for (const change of changes) {
        this.place = placeOf(change);
        this.write(eventOf(toChange(change)));
      }
      if (changes.length < CATCH_UP) return;
    }
  }

  private take(changes: readonly ChangeRow[]): void {
    if (!this.held) {
      for (const change of changes) this.show(change);
      return;
    }
    this.held.push(...changes);
    if (this.held.length > MAX_HELD_BACK) this.end();
  }

  private show(change: ChangeRow): void {
    const at = placeOf(change);
    if (this.place && !isLater(at, this.place)) return;
    this.place = at;
    if (!seesChange(this.viewer, change)) return;
    this.write(eventOf(toChange(change)));
  }

  private async beat(): Promise<void> {
    // The database may be away for a moment; the next heartbeat asks again.
    const viewer = await this.connected.readViewer().catch(() => this.viewer);
    if (!viewer) return this.end();
    this.viewer = viewer;
    this.write(': still here\n\n');
  }

  private write(text: string): void {
    if (this.isEnded) return;
    this.connected.response.write(text);
    if (this.connected.response.writableLength > MAX_UNSENT_BYTES) this.end();
  }
}
