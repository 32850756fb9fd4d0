import { type RawBuilder, sql } from 'kysely';
import { type LampColour as AnyLamp, NEAR_DUE_WORKING_DAYS } from '../../domain/approval/lamp.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { addWorkingDays, type WorkCalendar } from '../../domain/kernel/working-days.ts';

/** The dates that part the lamps today. */
export interface LampDates {
  readonly today: LocalDate;
  readonly nearDue: LocalDate;
}

export const lampDates = (calendar: WorkCalendar, today: LocalDate): LampDates => ({
  today,
  nearDue: addWorkingDays(calendar, today, NEAR_DUE_WORKING_DAYS).on,
});

/** The lamps that a list shows, of those that there are. */
export type LampColour = Extract<AnyLamp, 'red' | 'yellow' | 'green' | 'grey'>;

interface Dated {
  /** A date; null where no clock runs. */
  readonly due: RawBuilder<unknown>;
  /** Has the reminder's day come? */
  readonly reminded: RawBuilder<unknown>;
}

/**
 * 灯 the only place that decides it: red overdue; yellow near due, or past the reminder's date; green otherwise; grey when
 * there is no due date, which is when the matter has ended or its clock stands still.
 */
const lampWhere = ({ due, reminded }: Dated, { today, nearDue }: LampDates) => sql<LampColour>`(case
  when ${due} is null then 'grey'
  when ${due} < ${today}::date then 'red'
  when ${due} <= ${nearDue}::date then 'yellow'
  when ${reminded} then 'yellow'
  else 'green' end)`;

/** 灯 of the row named `project`. */
export const lampOf = (dates: LampDates): RawBuilder<LampColour> =>
  lampWhere(
    {
      due: sql`project.due_on`,
      reminded: sql`not jsonb_path_exists(project.process,
        '$.deadlines[*] ? (@.kind == "reminder" && @.on > $today)',
        jsonb_build_object('today', ${dates.today}::text))`,
    },
    dates,
  );

/** 灯 of the approval task named `task` of the row named `approval_case`; while the case is paused no clock runs. */
export const lampOfTask = (dates: LampDates): RawBuilder<LampColour> =>
  lampWhere(
    {
      due: sql`(case when approval_case.status <> 'paused' then task.due_on end)`,
      reminded: sql`coalesce(task.remind_on <= ${dates.today}::date, false)`,
    },
    dates,
  );
