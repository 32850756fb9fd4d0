import { addDays, type LocalDate } from '../../../domain/kernel/local-date.ts';
import { addWorkingDays, rollForward, type WorkCalendar } from '../../../domain/kernel/working-days.ts';

/** The day of the story. A live story stays on one day; a late one moves on with every act. */
export interface StoryClock {
  readonly live: boolean;
  readonly calendar: WorkCalendar;
  on(): LocalDate;
  /** So many working days later. */
  pass(workingDays: number): void;
  /** Not before a date that the law sets; a live story cannot get there. */
  waitFor(date: LocalDate): void;
  /** On to a planned date; a live story is ahead of its plan. */
  goTo(date: LocalDate): void;
  /** The story has taken one more act. */
  acted(): void;
}

/** Keeps one act of the story, by its number, from coming before a date. */
export interface Hold {
  readonly act: number;
  readonly until: LocalDate;
}

interface Start {
  readonly on: LocalDate;
  readonly live: boolean;
  readonly hold: Hold | null;
}

export function storyClock(calendar: WorkCalendar, start: Start): StoryClock {
  const { live, hold } = start;
  let on = live ? start.on : rollForward(calendar, start.on).on;
  let acts = 0;
  const notBefore = (date: LocalDate): void => {
    if (date > on) on = rollForward(calendar, date).on;
  };
  const held = (): void => {
    if (hold && acts === hold.act) notBefore(hold.until);
  };
  return {
    live,
    calendar,
    on: () => on,
    pass: (workingDays) => {
      if (live) return;
      if (workingDays > 0) on = addWorkingDays(calendar, on, workingDays).on;
      held();
    },
    waitFor: (date) => {
      if (live && date > on) throw new Error(`A live story cannot wait until ${date}`);
      notBefore(date);
      held();
    },
    goTo: (date) => {
      if (live) return;
      notBefore(date);
      held();
    },
    acted: () => {
      acts += 1;
    },
  };
}

/** The working day so many working days back; 0 is the latest one that is not after today. */
export const workingDayAgo = (calendar: WorkCalendar, today: LocalDate, count: number): LocalDate =>
  addWorkingDays(calendar, addDays(today, 1), -(count + 1)).on;
