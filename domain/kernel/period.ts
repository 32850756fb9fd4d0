import { addDays, daysBetween, type LocalDate } from './local-date.ts';
import type { Citation } from './refusal.ts';
import type { Text } from './text.ts';
import {
  addWorkingDays,
  type CountedDate,
  rollForward,
  type WorkCalendar,
  workingDaysBetween,
} from './working-days.ts';

/**
 * 期间 a period of law. The start day is not counted (民法典 §201). One that may at most last so long and ends on a rest
 * day ends on the next working day (§203; 87号令 §85); one that must at least last so long is neither shortened nor moved.
 */
export interface Period {
  readonly title: Text;
  readonly bound: 'atLeast' | 'atMost';
  readonly length: number;
  readonly unit: 'days' | 'workingDays';
  readonly citation: Citation;
}

/** 暂停 a pause: from the day on which it is ordered to the day on which it is lifted; null while it lasts. */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** What has become of a period: it ends on a day, or it rests with so many days left. */
export type Course =
  | ({ readonly rests: false } & CountedDate)
  | { readonly rests: true; readonly left: number };

/** Days of the period's unit after `from` up to and including `to`; 0 when `to` is not later. */
export const spanOf = (
  unit: Period['unit'],
  [from, to]: readonly [LocalDate, LocalDate],
  calendar: WorkCalendar,
): number =>
  unit === 'workingDays' ? workingDaysBetween(calendar, from, to) : Math.max(0, daysBetween(from, to));

/** The day a period that starts on a day ends, or (at least) the first day on which the next act may be done. */
export function endOf(period: Period, from: LocalDate, calendar: WorkCalendar): CountedDate {
  if (period.unit === 'workingDays') return addWorkingDays(calendar, from, period.length);
  const end = addDays(from, period.length);
  return period.bound === 'atMost' ? rollForward(calendar, end) : { on: end, announced: true };
}

/**
 * The course of a period with pauses, in the order of time. The day of the order still counts; the day on which the pause
 * is lifted is a start day and does not. What was left before goes on after it: no day is lost and none is won.
 */
export function courseOf(
  period: Period,
  from: LocalDate,
  { pauses, calendar }: { readonly pauses: readonly Pause[]; readonly calendar: WorkCalendar },
): Course {
  let start = from;
  let left = period;
  for (const pause of pauses) {
    if (pause.to !== null && pause.to <= start) continue;
    const end = endOf(left, start, calendar);
    if (end.on <= pause.from) break;
    const used = spanOf(period.unit, [start, pause.from], calendar);
    left = { ...left, length: Math.max(0, left.length - used) };
    if (pause.to === null) return { rests: true, left: left.length };
    start = pause.to;
  }
  return { rests: false, ...endOf(left, start, calendar) };
}

/** Has a period that must at least last so long passed on a day? False while it rests. */
export const hasPassed = (course: Course, on: LocalDate): boolean => !course.rests && course.on <= on;

/** Is a period that may at most last so long over before a day? False while it rests. */
export const isOver = (course: Course, on: LocalDate): boolean => !course.rests && course.on < on;
