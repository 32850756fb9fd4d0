import type { UserId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';

/** 账号变动 an account shut out or let in again, with the reason and who did it. */
export interface AccountChange {
  readonly userId: UserId;
  readonly disabled: boolean;
  readonly reason: string;
  readonly by: UserId;
}

/** A change as it is asked for, under the key of its request. */
export interface AskedChange {
  readonly change: AccountChange;
  readonly key: string;
  readonly requestHash: string;
}

/** What became of a request to change an account, the same for ever under the same key. */
export type AccountOutcome =
  | {
      readonly ok: true;
      readonly requestHash: string;
      /** Approval tasks that are in this person's hands: each waits for a supervised hand-over. */
      readonly heldTasks: number;
    }
  | { readonly ok: false; readonly requestHash: string; readonly refusal: Refusal };
