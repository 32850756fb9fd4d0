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

/** The lamps that a project shows, of those that there are. */
export type LampColour = Extract<AnyLamp, 'red' | 'yellow' | 'green' | 'grey'>;

/**
 * 灯 of the row named `project`, the only place that decides it: red overdue; yellow near due, or past the reminder's
 * date; green otherwise; grey when there is no due date, which is when the project has ended.
 */
export const lampOf = ({ today, nearDue }: LampDates): RawBuilder<LampColour> => sql<LampColour>`(case
  when project.due_on is null then 'grey'
  when project.due_on < ${today}::date then 'red'
  when project.due_on <= ${nearDue}::date then 'yellow'
  when not jsonb_path_exists(project.process,
    '$.deadlines[*] ? (@.kind == "reminder" && @.on > $today)', jsonb_build_object('today', ${today}::text))
    then 'yellow'
  else 'green' end)`;
