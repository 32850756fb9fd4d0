import { invariant } from '../kernel/invariant.ts';
import { dateAt, isLocalDate } from '../kernel/local-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { addWorkingDays, rollForward, workingDaysBetween } from '../kernel/working-days.ts';
import { openRounds, type Round } from './case.ts';
import type { CaseCommandData } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { extendClock, moveClock, PAUSE_CAUSES } from './clock.ts';
import { type CaseDeciders, isBlank, personOf, taskOf } from './decision-kit.ts';
import type { Run } from './run.ts';
import { isPending } from './tally.ts';

/** 时限: clocks stand still and go on, and a task is given more time. */
export const clockDeciders: CaseDeciders<'pause' | 'resume' | 'askExtension' | 'extend'> = {
  pause(run, { cause, reason }) {
    const known = run.context.flow.pauseCauses ?? PAUSE_CAUSES;
    const found = known.find(({ id }) => id === cause);
    if (!found) return caseRefusal('PauseCauseUnknown', { cause });
    if (isBlank(reason)) return caseRefusal('OpinionRequired');
    run.emit('Paused', { cause: found, reason, by: personOf(run) });
    return null;
  },
  resume(run, { reason }) {
    if (isBlank(reason)) return caseRefusal('OpinionRequired');
    resumeCase(run, reason);
    return null;
  },
  askExtension,
  extend,
};

/** Lets every clock go on; due dates and timers move by the working days that the case stood still. */
export function resumeCase(run: Run, reason: string): void {
  const pause = run.state.pauses.at(-1);
  invariant(pause?.until === null, 'Only a paused case is resumed');
  const { calendar, now } = run.context;
  const workingDays = workingDaysBetween(calendar, dateAt(Date.parse(pause.from)), dateAt(Date.parse(now)));
  run.emit('Resumed', { by: run.actor, reason, workingDays });
  for (const round of openRounds(run.state)) moveRound(run, round, workingDays);
}

/** Moves the clocks of a round that are still running. */
function moveRound(run: Run, round: Round, workingDays: number): void {
  if (workingDays === 0) return;
  const { calendar } = run.context;
  if (round.fallsOn !== null) {
    const { on } = addWorkingDays(calendar, round.fallsOn, workingDays);
    run.emit('TimerMoved', { roundId: round.id, fallsOn: on });
  }
  for (const { id, due, answer } of round.seats) {
    if (due === null || answer !== null) continue;
    run.emit('ClockMoved', { taskId: id, due: moveClock(due, workingDays, calendar), why: 'pause' });
  }
}

/** A round that is open again has missed the pauses since it closed. */
export function catchUp(run: Run, roundId: string, sinceSeq: number): void {
  const missed = run.state.pauses.filter(({ fromSeq }) => fromSeq > sinceSeq);
  const round = openRounds(run.state).find(({ id }) => id === roundId);
  invariant(round, `Round ${roundId} is open again`);
  moveRound(
    run,
    round,
    missed.reduce((days, { workingDays }) => days + (workingDays ?? 0), 0),
  );
}

/** 申请延期: by the holder, before the due date has passed, with a cause and a new date. */
function askExtension(run: Run, { taskId, to, cause }: CaseCommandData['askExtension']): Refusal | null {
  const { seat } = taskOf(run, taskId);
  const { calendar, now, flow } = run.context;
  if (isBlank(cause)) return caseRefusal('OpinionRequired', { taskId });
  invariant(seat.due, `Task ${taskId} is open without a due date`);
  const { dueOn } = seat.due;
  const today = dateAt(Date.parse(now));
  if (today > dueOn) return caseRefusal('DueDatePassed', { taskId, dueOn });
  if (!isLocalDate(to) || to <= dueOn) return caseRefusal('NotLater', { taskId, dueOn, to });
  const counted = seat.extensions.filter(({ outcome }) => outcome === null || outcome.granted);
  const limit = flow.limits.extensions ?? 0;
  const pending = counted.some(({ outcome }) => outcome === null);
  if (pending || counted.length >= limit) {
    return caseRefusal('ExtensionsUsedUp', { taskId, limit, pending });
  }
  const { on } = rollForward(calendar, to);
  run.emit('ExtensionAsked', { taskId, from: dueOn, to: on, cause, by: personOf(run), askedOn: today });
  return null;
}

/** 延期结论: what the approval of the extension has come to. The working days asked for are added to the date as it stands now. */
function extend(run: Run, { taskId, granted, approval }: CaseCommandData['extend']): Refusal | null {
  const { calendar } = run.context;
  const { round, seat, rules } = taskOf(run, taskId);
  if (!isPending(round, seat) || seat.due === null) return caseRefusal('TaskNotOpen', { taskId });
  const asked = seat.extensions.find(({ outcome }) => outcome === null);
  if (!asked) return caseRefusal('NoExtension', { taskId });
  run.emit('ExtensionDecided', { taskId, granted, approval });
  if (granted) {
    const days = workingDaysBetween(calendar, asked.from, asked.to);
    const due = extendClock(seat.due, days, { limit: rules.limit, calendar });
    run.emit('ClockMoved', { taskId, due, why: 'extension' });
  }
  return null;
}
