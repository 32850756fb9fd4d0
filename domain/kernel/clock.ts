import type { LocalDate } from './local-date.ts';
import { type Course, courseOf, type Pause, type Period } from './period.ts';
import type { Citation } from './refusal.ts';
import type { Text } from './text.ts';
import type { WorkCalendar } from './working-days.ts';

/** 期限 one clock as it stands on its calendar. */
export interface Clock<What extends string> {
  readonly what: What;
  readonly title: Text;
  /** `atLeast`: nothing may follow before the day; `atMost`: to be done by the day. */
  readonly bound: Period['bound'];
  readonly fromOn: LocalDate;
  /** Null while the clock rests. */
  readonly dueOn: LocalDate | null;
  /** Days left when it rests, in the unit of its period; null while it runs. */
  readonly left: number | null;
  /** False when the day lies in a year whose holidays are not announced. */
  readonly announced: boolean;
  readonly citation: Citation;
  readonly course: Course;
}

/** The clock of a period that started on a day. */
export function clockOf<What extends string>(
  what: What,
  { period, fromOn }: { readonly period: Period; readonly fromOn: LocalDate },
  given: { readonly pauses: readonly Pause[]; readonly calendar: WorkCalendar },
): Clock<What> {
  const { title, bound, citation } = period;
  return { what, title, bound, fromOn, ...shownCourse(courseOf(period, fromOn, given)), citation };
}

/** A course as its clock shows it. */
export const shownCourse = (
  course: Course,
): Pick<Clock<string>, 'dueOn' | 'left' | 'announced' | 'course'> =>
  course.rests
    ? { dueOn: null, left: course.left, announced: true, course }
    : { dueOn: course.on, left: null, announced: course.announced, course };
