import type { WaitingRow } from '../../db/queries/supervision.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { type WorkCalendar, workingDaysBetween } from '../../domain/kernel/working-days.ts';
import { STEPS } from '../../domain/project/steps.ts';
import type { Waiting } from '../contract/overview.ts';
import { stageSchema, stepSchema } from '../contract/process.ts';

/** What the rows are told with: the calendar, the day, and the names of the organisations in their seats. */
interface Telling {
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  readonly names: Readonly<Record<string, string>>;
}

const seatOf = ({ step, parties }: WaitingRow): string | null =>
  parties[STEPS[stepSchema.parse(step)].party] ?? null;

/** The organisations that the rows wait for. */
export const seatsOf = (rows: readonly WaitingRow[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => seatOf(row) ?? [])),
];

export function toWaiting(row: WaitingRow, { calendar, today, names }: Telling): Waiting {
  const step = stepSchema.parse(row.step);
  const { title, role } = STEPS[step];
  const seat = seatOf(row);
  return {
    projectId: row.id,
    projectNo: row.project_no,
    projectName: row.name,
    buyerOrgName: row.buyer_name,
    regionName: row.region_name,
    stage: stageSchema.parse(row.stage),
    step,
    stepTitle: title,
    roleTitle: ROLE_TITLES[role],
    orgName: seat === null ? null : (names[seat] ?? null),
    amountFen: row.amount_fen,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    dueAnnounced: row.due_announced,
    workingDaysLate: workingDaysBetween(calendar, row.due_on, today),
    lamp: row.lamp,
    urges: row.urges,
    lastUrgedAt: row.last_urged_at,
  };
}
