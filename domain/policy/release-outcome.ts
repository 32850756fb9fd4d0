import type { Actor } from '../approval/types.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { PolicyRelease, ReleaseCommand } from './release.ts';

/** A command about a release, with who gives it. */
export interface ReleaseRequest {
  readonly command: ReleaseCommand;
  readonly actor: Actor;
}

/** Where a release stands; `seq` tells an older answer from a newer one. */
export interface ReleaseStanding {
  readonly release: PolicyRelease;
  readonly seq: number;
}

/** The answer to one command, the same for ever under the same key. */
export type ReleaseOutcome =
  | { readonly ok: true; readonly requestHash: string; readonly standing: ReleaseStanding }
  | { readonly ok: false; readonly requestHash: string; readonly refusal: Refusal };
