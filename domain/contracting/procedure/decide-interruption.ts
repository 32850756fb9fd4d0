import { addDays, daysBetween, type Instant } from '../../kernel/local-date.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import {
  addWorkingDays,
  rollForward,
  type WorkCalendar,
  workingDaysBetween,
} from '../../kernel/working-days.ts';
import { isGiven } from '../../policy/given.ts';
import type { ProcedureCommandData, ProcedureContext } from './commands.ts';
import { candidates } from './decide-award.ts';
import { type Deciders, dayOf, fewestSuppliers, missing, unless } from './decision-kit.ts';
import type { ProcedureEventData } from './events.ts';
import { procedureRefusal } from './refusals.ts';
import type { ProcedureState } from './state.ts';

const referenceMissing = ({ reference }: { readonly reference: string }): Refusal | null =>
  isGiven(reference) ? null : missing('reference');

export const interruptionDeciders: Deciders<
  'Suspend' | 'Resume' | 'RedoEvaluation' | 'VoidAward' | 'DeclareFailure'
> = {
  Suspend: (_state, data, context) => unless([referenceMissing(data)], context, ['ProcedureSuspended', data]),
  Resume: (state, data, context) =>
    unless([referenceMissing(data)], context, [
      'ProcedureResumed',
      { ...data, ...movedDates(state, context) },
    ]),
  RedoEvaluation: (state, data, context) =>
    unless([referenceMissing(data), evaluationBehind(state)], context, ['EvaluationReopened', data]),
  VoidAward: (state, data, context) => {
    const { ground, reference, next } = data;
    const winners = state.recommendation?.winners ?? [];
    const obstacles = [referenceMissing(data), winners.length > 0 ? null : procedureRefusal('NothingToDo')];
    return next === 'rerun'
      ? unless(obstacles, context, [
          'ProcedureFailed',
          { reason: 'resultVoid', suppliers: state.recommendation?.ranking.length ?? 0, reference },
        ])
      : unless([...obstacles, tooFewLeft(state, data)], context, [
          'AwardVoided',
          { ground, reference, winners },
        ]);
  },
  DeclareFailure: (state, data, context) =>
    unless([referenceMissing(data)], context, [
      'ProcedureFailed',
      { reason: 'irregularities', suppliers: state.bids.length, reference: data.reference },
    ]),
};

/** An evaluation is done again only where one has ended. */
const evaluationBehind = ({ recommendation }: ProcedureState): Refusal | null =>
  recommendation === null ? procedureRefusal('NothingToDo') : null;

/**
 * 另行确定 where a complaint was upheld, another candidate is taken only while the suppliers that stay reach the number the
 * method needs (94号令 §32 M); where a winner gave the award up, the next one follows (条例 §49).
 */
function tooFewLeft(state: ProcedureState, { ground }: ProcedureCommandData['VoidAward']): Refusal | null {
  const { recommendation } = state;
  if (recommendation === null) return null;
  const left = candidates(recommendation).filter((id) => !recommendation.winners.includes(id)).length;
  const least = ground === 'upheld' ? fewestSuppliers(state) : 1;
  return left < least ? procedureRefusal('TooFewLeft', { left, least }) : null;
}

/** What was left of the time to bid on the day of the order goes on after the day on which it is lifted. */
function movedDates(
  { documents, pauses, resumeTo }: ProcedureState,
  { now, calendar }: ProcedureContext,
): Pick<ProcedureEventData['ProcedureResumed'], 'closesAt' | 'documentsUntil'> {
  const pause = pauses.at(-1);
  const isOpen = resumeTo === 'documentsIssued' || resumeTo === 'clarifying';
  if (!isOpen || documents === null || !pause) return { closesAt: null, documentsUntil: null };
  const { closesAt, documentsUntil } = documents;
  const on = dayOf(now);
  const workingLeft = workingDaysBetween(calendar, pause.from, documentsUntil);
  return {
    closesAt: movedClosing(closesAt, daysBetween(pause.from, on), calendar),
    // Documents that were no longer given out on the day of the order stay closed.
    documentsUntil:
      documentsUntil > pause.from ? addWorkingDays(calendar, on, workingLeft).on : documentsUntil,
  };
}

/** The same hour so many days later, on a working day. */
function movedClosing(closesAt: Instant, days: number, calendar: WorkCalendar): Instant {
  const from = dayOf(closesAt);
  const to = rollForward(calendar, addDays(from, days)).on;
  return new Date(Date.parse(closesAt) + daysBetween(from, to) * 86_400_000).toISOString();
}
