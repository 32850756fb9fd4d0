import type { ProcedureCommand, ProcedureContext } from '../contracting/procedure/commands.ts';
import { decideProcedure } from '../contracting/procedure/decide.ts';
import type { ProcedureEvent } from '../contracting/procedure/events.ts';
import { evolveProcedure } from '../contracting/procedure/evolve.ts';
import { DEFAULT_REGION } from '../contracting/procedure/region.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import { dateAt, type Instant, instantOn } from '../kernel/local-date.ts';
import { accept, type Result } from '../kernel/refusal.ts';
import type { CommandType } from './commands.ts';
import type { Case } from './decision.ts';

/** A procedure as one command leaves it. */
export interface ProcedureRun {
  readonly state: ProcedureState;
  readonly events: readonly ProcedureEvent[];
}

type Stage = Pick<Case<CommandType>, 'today' | 'recordedAt' | 'references' | 'file'>;

/** The hour at which something is taken to have happened that is entered on a later day. */
const NOON = 12;

/**
 * 发生时刻 the moment that counts in the procedure: now, or, in a project that is entered late, noon of the day it
 * happened. An offer of the closing day that is entered late came in by the closing.
 */
export function momentOf({ today, recordedAt, file }: Stage, handsIn: boolean): Instant {
  const last = file.procedure?.lastAt ?? '';
  if (file.lateEntry === null) return recordedAt;
  const noon = instantOn(today, NOON);
  const closesAt = file.procedure?.documents?.closesAt ?? null;
  const closesToday = closesAt !== null && dateAt(Date.parse(closesAt)) === today;
  const moment = handsIn && closesToday && closesAt < noon ? closesAt : noon;
  return moment > last ? moment : last;
}

export const procedureContext = (stage: Stage, handsIn = false): ProcedureContext => ({
  now: momentOf(stage, handsIn),
  calendar: stage.references.calendar,
  region: DEFAULT_REGION,
});

/** Plays commands one after the other; the first that is refused refuses them all. */
export function playProcedure(
  before: ProcedureState,
  commands: readonly ProcedureCommand[],
  context: ProcedureContext,
): Result<ProcedureRun> {
  let run: ProcedureRun = { state: before, events: [] };
  for (const command of commands) {
    // What has failed on the way has failed; the rest of the sheet has lost its object.
    if (run.state.status === 'failed' && run.events.length > 0) break;
    const decided = decideProcedure(run.state, command, context);
    if (!decided.ok) return decided;
    run = {
      state: decided.value.reduce<ProcedureState>(evolveProcedure, run.state),
      events: [...run.events, ...decided.value],
    };
  }
  return accept(run);
}
