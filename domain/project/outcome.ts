import type { Citation, Refusal } from '../kernel/refusal.ts';
import type { Text } from '../kernel/text.ts';
import type { Outcome } from '../policy/types.ts';
import type { EventType } from './events.ts';
import type { ProjectProcess } from './process.ts';

/** 受理结果 the answer to one command, the same for ever under the same key. */
export type CommandOutcome = Recorded | Refused;

export interface Recorded {
  readonly ok: true;
  readonly requestHash: string;
  readonly process: ProjectProcess;
  readonly events: readonly EventType[];
  readonly notes: readonly Note[];
}

/** 提示 a warning or note of the policy check that did not stand in the way, with the article it rests on. */
interface Note {
  readonly rule: string;
  readonly citation: Citation;
  readonly outcome: Outcome;
  readonly message: Text;
}

export interface Refused {
  readonly ok: false;
  readonly requestHash: string;
  readonly refusal: Refusal;
}

/** Failure type of a bug that parked the case; activity, workflow and API know it by this word. */
export const PARKED = 'Parked';
