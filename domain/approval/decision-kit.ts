import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { type Round, type RoundRules, type Seat, seatOf, type TaskId } from './case.ts';
import type { CaseCommandData, Verb } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { isActive } from './organisation.ts';
import { mayNotSign } from './resolve.ts';
import type { Run } from './run.ts';

/** Decides one verb that has passed the gate: emits into the run, or refuses before anything is emitted. */
export type CaseDecider<V extends Verb> = (run: Run, data: CaseCommandData[V]) => Refusal | null;
export type CaseDeciders<V extends Verb> = { readonly [One in V]: CaseDecider<One> };

/** The task a verb is about, after the gate has found it. */
export function taskOf(
  run: Run,
  taskId: TaskId,
): { readonly round: Round; readonly seat: Seat; readonly rules: RoundRules } {
  const found = seatOf(run.state, taskId);
  invariant(found?.round.rules, `The gate let an unknown task ${taskId} through`);
  return { ...found, rules: found.round.rules };
}

/** The person who acts; the gate keeps the system to its own verbs. */
export function personOf(run: Run): UserId {
  invariant(run.actor !== 'system', 'The system acts only by the clock');
  return run.actor;
}

/** Is this person on the roll of the round, in whatever part? */
export const isOnRoll = (round: Round, userId: UserId): boolean =>
  round.seats.some(
    ({ standing, holder, principal, helper }) =>
      standing === 'sits' && [holder, principal, helper].includes(userId),
  );

/** May this person be given a task of the round? */
export function newcomer(run: Run, round: Round, userId: UserId): Refusal | null {
  if (!isActive(run.context.organisation, userId)) return caseRefusal('UnknownPerson', { userId });
  if (round.rules && mayNotSign(round.rules, run.state.initiator, userId)) {
    return caseRefusal('SegregationOfDuties', { userId, node: round.node });
  }
  return isOnRoll(round, userId) ? caseRefusal('AlreadyOnRoll', { userId }) : null;
}

export const isBlank = (words: string): boolean => words.trim() === '';
