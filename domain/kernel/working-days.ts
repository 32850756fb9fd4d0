import { addDays, type LocalDate, weekday, yearOf } from './local-date.ts';

/** One year of the State Council's holiday notice (国务院办公厅节假日安排), MM-DD each. */
export interface CalendarYear {
  readonly notice: string;
  /** Weekdays that are off. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly makeUpDays: readonly string[];
}

/** The working-day calendar (工作日历) as versioned data. A year not listed is not announced yet. */
export interface WorkCalendar {
  readonly version: string;
  readonly years: Readonly<Record<number, CalendarYear>>;
}

export type DayKind = 'working' | 'rest' | 'notAnnounced';

/** A date counted on the calendar; `announced` is false when the count ran into a year without notice. */
export interface CountedDate {
  readonly on: LocalDate;
  readonly announced: boolean;
}

export function dayKind(calendar: WorkCalendar, date: LocalDate): DayKind {
  const year = calendar.years[yearOf(date)];
  if (!year) return 'notAnnounced';
  const monthDay = date.slice(5);
  const isWeekend = weekday(date) % 6 === 0;
  const works = isWeekend ? year.makeUpDays.includes(monthDay) : !year.holidays.includes(monthDay);
  return works ? 'working' : 'rest';
}

/** Plain Monday to Friday stands in for a year without notice; the caller shows the date as provisional. */
function works(calendar: WorkCalendar, date: LocalDate): boolean {
  const kind = dayKind(calendar, date);
  return kind === 'notAnnounced' ? weekday(date) % 6 !== 0 : kind === 'working';
}

/**
 * The date `count` working days after (or, negative, before) a date. The start day is not counted (民法典 §201).
 * Zero gives the date itself, rolled to a working day (§203).
 */
export function addWorkingDays(calendar: WorkCalendar, from: LocalDate, count: number): CountedDate {
  const step = count < 0 ? -1 : 1;
  let on = from;
  let announced = isAnnounced(calendar, on);
  for (let left = Math.abs(count); left > 0; ) {
    on = addDays(on, step);
    announced &&= isAnnounced(calendar, on);
    if (works(calendar, on)) left -= 1;
  }
  return count === 0 ? rollForward(calendar, on) : { on, announced };
}

/** A maximum period ending on a rest day ends on the next working day (民法典 §203; 87号令 §85). */
export function rollForward(calendar: WorkCalendar, date: LocalDate): CountedDate {
  let on = date;
  while (!works(calendar, on)) on = addDays(on, 1);
  return { on, announced: isAnnounced(calendar, on) };
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number {
  let days = 0;
  for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) if (works(calendar, on)) days += 1;
  return days;
}

export const isAnnounced = (calendar: WorkCalendar, date: LocalDate): boolean =>
  calendar.years[yearOf(date)] !== undefined;
