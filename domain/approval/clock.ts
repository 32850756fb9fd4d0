import type { LocalDate } from '../kernel/local-date.ts';
import type { Citation } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';
import { addWorkingDays, type WorkCalendar } from '../kernel/working-days.ts';
import { type CaseState, type Due, type Extension, type Pause, seatOf, type TaskId } from './case.ts';
import type { TimeLimit } from './flow.ts';
import { isPending } from './tally.ts';

/** 暂停事由 a lawful reason for a clock to stand still; without one no clock is paused. */
export interface PauseCause {
  readonly id: string;
  readonly title: Text;
  readonly citation: Citation;
}

/** The causes a flow has that names none of its own; marked M until somebody has read them in the source. */
export const PAUSE_CAUSES: readonly PauseCause[] = [
  {
    id: 'forceMajeure',
    title: text('不可抗力', 'Force majeure'),
    citation: { document: '中华人民共和国民法典', article: '第一百八十条', confidence: 'M' },
  },
  {
    id: 'complaint',
    title: text('投诉处理期间书面通知暂停采购活动', 'Procurement suspended while a complaint is handled'),
    citation: { document: '中华人民共和国政府采购法', article: '第五十七条', confidence: 'M' },
  },
];

/**
 * 时钟 of one task, from its start to its stop.
 *
 * running    Started when the task came open. Taken back (拿回), a stopped clock runs on with its old dates.
 * paused     The case is paused with legal cause; resumed, every date moves by the paused working days.
 * stopped    The holder has spoken.
 * cancelled  The round closed, or the signer left it, before they had spoken.
 *
 * Reset happens in two ways only: the node opens again, which is a new task with a clock of its own, or an extension is granted, after
 * which reminder and escalation speak anew.
 */
export interface Clock {
  readonly status: 'notStarted' | 'running' | 'paused' | 'stopped' | 'cancelled';
  readonly due: Due | null;
  /** The pauses that this clock has gone through, the present one included. */
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
}

/** The clock of a task as it stands; null for a task that is not there. */
export function clockOf(state: CaseState, taskId: TaskId): Clock | null {
  const found = seatOf(state, taskId);
  if (!found) return null;
  const { round, seat } = found;
  const pauses = state.pauses.filter(
    ({ fromSeq }) => fromSeq > round.openedSeq && fromSeq < (seat.answer?.seq ?? round.closedSeq ?? Infinity),
  );
  const rest = { due: seat.due, pauses, extensions: seat.extensions };
  if (seat.answer !== null) return { status: 'stopped', ...rest };
  if (!isPending(round, seat)) return { status: 'cancelled', ...rest };
  if (state.status === 'paused') return { status: 'paused', ...rest };
  return { status: seat.due === null ? 'notStarted' : 'running', ...rest };
}

/** Due date, latest start and reminder of a task that opens on a day; the day itself is not counted. */
export function startClock(limit: TimeLimit, calendar: WorkCalendar, openedOn: LocalDate): Due {
  const { on, announced } = addWorkingDays(calendar, openedOn, limit.dueWorkingDays);
  return dated(limit, calendar, { openedOn, dueOn: on, announced });
}

function dated(
  { reminderWorkingDays, workWorkingDays }: TimeLimit,
  calendar: WorkCalendar,
  { openedOn, dueOn, announced }: Pick<Due, 'openedOn' | 'dueOn' | 'announced'>,
): Due {
  const before = (days: number) => addWorkingDays(calendar, dueOn, -days).on;
  const remind = before(reminderWorkingDays);
  const start = workWorkingDays === undefined ? null : before(workWorkingDays);
  return {
    openedOn,
    remindOn: reminderWorkingDays === 0 || remind < openedOn ? dueOn : remind,
    latestStartOn: start !== null && start < openedOn ? openedOn : start,
    dueOn,
    announced,
  };
}

/** Moves every date of a clock that stood still for so many working days. */
export function moveClock(due: Due, workingDays: number, calendar: WorkCalendar): Due {
  if (workingDays === 0) return due;
  const later = (on: LocalDate) => addWorkingDays(calendar, on, workingDays);
  const { on, announced } = later(due.dueOn);
  return {
    openedOn: due.openedOn,
    remindOn: later(due.remindOn).on,
    latestStartOn: due.latestStartOn === null ? null : later(due.latestStartOn).on,
    dueOn: on,
    announced,
  };
}

/** Gives a task so many working days more; reminder and latest start are counted from the new date. */
export function extendClock(
  due: Due,
  workingDays: number,
  { limit, calendar }: { readonly limit: TimeLimit; readonly calendar: WorkCalendar },
): Due {
  const { on, announced } = addWorkingDays(calendar, due.dueOn, workingDays);
  return dated(limit, calendar, { openedOn: due.openedOn, dueOn: on, announced });
}
