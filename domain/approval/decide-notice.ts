import { invariant } from '../kernel/invariant.ts';
import { dateAt, type LocalDate } from '../kernel/local-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { type CaseState, openRounds, type Seat, seatOf } from './case.ts';
import type { CaseCommandData, CaseContext } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { type CaseDeciders, isBlank, personOf, taskOf } from './decision-kit.ts';
import type { TimeLimit } from './flow.ts';
import { isActive } from './organisation.ts';
import type { Run } from './run.ts';
import { pass } from './settle.ts';
import { isOpen, openTasks } from './tally.ts';

const HOUR_MS = 3_600_000;

/** 知会与时钟: what tells people something and decides nothing by itself. */
export const noticeDeciders: CaseDeciders<
  'urge' | 'carbonCopy' | 'readCopy' | 'comment' | 'timeOut' | 'review'
> = {
  urge(run) {
    const { urgedAt } = run.state;
    const { now, flow } = run.context;
    const wait = flow.limits.urgeEveryHours * HOUR_MS;
    if (urgedAt !== null && Date.parse(now) - Date.parse(urgedAt) < wait) {
      return caseRefusal('UrgedTooSoon', { urgedAt });
    }
    run.emit('Urged', { by: personOf(run), taskIds: openTasks(run.state).map(({ taskId }) => taskId) });
    return null;
  },
  carbonCopy(run, { to }) {
    const stranger = to.find((one) => !isActive(run.context.organisation, one));
    if (stranger !== undefined || to.length === 0)
      return caseRefusal('UnknownPerson', { userId: stranger ?? null });
    const fresh = [...new Set(to)].filter((one) => !run.state.copies.some(({ userId }) => userId === one));
    if (fresh.length === 0) return caseRefusal('AlreadyOnRoll', { userId: to[0] ?? null });
    run.emit('CopySent', { to: fresh, by: personOf(run) });
    return null;
  },
  readCopy(run) {
    run.emit('CopyRead', { by: personOf(run) });
    return null;
  },
  comment(run, { text }) {
    if (isBlank(text)) return caseRefusal('OpinionRequired');
    run.emit('Commented', { by: personOf(run), text });
    return null;
  },
  timeOut,
  review: () => null,
};

/** 时钟 the next moment at which the system speaks about a task or a timer; the shell sets its timers by it. */
export interface NextTimeOut {
  readonly target: string;
  readonly on: LocalDate;
}

export function nextTimeOuts(
  state: CaseState,
  context: Pick<CaseContext, 'calendar'>,
): readonly NextTimeOut[] {
  if (state.status !== 'running') return [];
  return openRounds(state).flatMap((round) => {
    if (round.rules === null) return round.fallsOn ? [{ target: round.id, on: round.fallsOn }] : [];
    const { limit } = round.rules;
    return round.seats
      .filter((seat) => isOpen(round, seat))
      .flatMap((seat) => {
        const on = speaksOn(seat, limit, context);
        return on === null ? [] : [{ target: seat.id, on }];
      });
  });
}

/** The reminder before the due date, then each rung one working day after the other; null when all has been said. */
function speaksOn(
  { due, clock }: Seat,
  limit: TimeLimit,
  { calendar }: Pick<CaseContext, 'calendar'>,
): LocalDate | null {
  if (due === null) return null;
  if (clock === 0) return due.remindOn;
  const rungs = limit.escalateTo.length + (limit.decides ? 1 : 0);
  return clock > rungs ? null : addWorkingDays(calendar, due.dueOn, clock).on;
}

/** 到期: remind, then escalate, and decide only by a cited rule. Actor `system`, with rule and clock evidence. */
function timeOut(run: Run, { target }: CaseCommandData['timeOut']): Refusal | null {
  const { context, state } = run;
  const today = dateAt(Date.parse(context.now));
  const timer = openRounds(state).find(({ id, rules }) => id === target && rules === null);
  if (timer) {
    if (timer.fallsOn !== null && today < timer.fallsOn) return caseRefusal('NotDue', { on: timer.fallsOn });
    pass(run, timer.id);
    return null;
  }
  const found = seatOf(state, target);
  if (!found) return caseRefusal('NoSuchTask', { target });
  const { rules, round, seat } = taskOf(run, target);
  if (!isOpen(round, seat)) return caseRefusal('TaskNotOpen', { target });
  const on = speaksOn(seat, rules.limit, context);
  if (on === null) return caseRefusal('LadderEnded', { target });
  if (today < on) return caseRefusal('NotDue', { on });
  invariant(seat.due, `Task ${target} is open without a due date`);
  const tells = seat.clock === 0 ? (seat.helper ?? seat.holder) : rules.limit.escalateTo[seat.clock - 1];
  if (tells === undefined) return decideByRule(run, seat, rules.limit);
  const evidence = { dueOn: seat.due.dueOn, firedAt: context.now };
  run.emit('ClockSpoke', { taskId: seat.id, clock: seat.clock + 1, tells, rule: 'AP-16', evidence });
  return null;
}

function decideByRule(run: Run, { id }: Seat, { decides }: TimeLimit): null {
  invariant(decides, 'Only a cited rule decides by time-out');
  const opinion = { text: '', attachments: [], signature: null, seal: null };
  const { decision, citation } = decides;
  run.emit('Answered', { taskId: id, decision, by: 'system', opinion, linkedTo: null, citation });
  return null;
}
