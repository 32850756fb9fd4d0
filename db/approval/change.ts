import type { CaseState } from '../../domain/approval/case.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { processOf } from '../../domain/approval/case-process.ts';
import type { CaseProcess } from '../../domain/approval/case-requests.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';

/** A command that may be recorded: what it makes of the case. */
export interface Change {
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly events: readonly CaseEvent[];
  readonly by: UserId | 'system';
  /** The task the command was about. */
  readonly taskId: string | null;
  readonly verb: string;
  readonly at: Instant;
  readonly process: CaseProcess;
}

interface Decided {
  readonly before: CaseState | null;
  readonly events: readonly CaseEvent[];
  readonly command: { readonly verb: string; readonly by: UserId | 'system'; readonly data: object };
  readonly touchedSeq: number;
  readonly calendar: WorkCalendar;
}

/** Folds the events of one command into the case; without events it stays as it is. */
export function changeOf({ before, events, command, touchedSeq, calendar }: Decided): Change {
  const after = events.reduce<CaseState | null>(evolveCase, before);
  const [first] = events;
  const { verb, by, data } = command;
  // The system may look and find everything in order; what a person does is always something.
  invariant(after && (first || by === 'system'), `${verb} was accepted and made no event`);
  const taskId = 'taskId' in data && typeof data.taskId === 'string' ? data.taskId : null;
  const process = processOf(after, { calendar, touchedSeq: by === 'system' ? touchedSeq : after.seq });
  return { before, after, events, by, taskId, verb, at: first?.recordedAt ?? after.lastAt, process };
}
