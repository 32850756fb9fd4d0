import type { ProjectFlowKind } from '../approval/flows/purchase-project.ts';
import type { Parties } from '../approval/types.ts';
import { type Instant, instantOn, type LocalDate } from '../kernel/local-date.ts';
import { addWorkingDays, type CountedDate, rollForward } from '../kernel/working-days.ts';
import { ESCALATIONS } from './escalations.ts';
import type { Move } from './events.ts';
import type { Deadline } from './process.ts';
import type { References } from './references.ts';
import type { State } from './states.ts';
import { STEPS, type StepId } from './steps.ts';

/** The hour in Asia/Shanghai at which reminders and escalations go out: the start of the office day. */
const OFFICE_HOUR = 9;

/** Where a decision sends the project; `dueOn` replaces the step's own limit by a date that law or contract fixes. */
export interface Target {
  readonly state: State;
  readonly step: StepId | null;
  readonly route?: readonly StepId[];
  readonly parties?: Partial<Parties>;
  readonly dueOn?: LocalDate;
  /** A later day from which the step's own limit counts, such as the closing of bids. */
  readonly countFrom?: LocalDate;
  /** The approval that opens here; step and route then follow its case. */
  readonly approval?: ApprovalRoute;
}

/** 审批路线 the steps that sign one after the other, and the steps that follow in the same state. */
export interface ApprovalRoute {
  readonly kind: ProjectFlowKind;
  readonly steps: readonly StepId[];
  readonly then?: readonly StepId[];
}

/** When a step opens: the day it happened, and the moment it is recorded. */
export interface Opening {
  readonly openedOn: LocalDate;
  readonly recordedAt: Instant;
  readonly references: References;
}

/** Completes a target with its due date, reminder and escalation ladder, counted on the recorded calendar. */
export function openStep(target: Target, { openedOn, recordedAt, references }: Opening): Move {
  const { step, state, parties } = target;
  const rest = { state, step, route: target.route ?? [], ...(parties && { parties }) };
  if (step === null) return { ...rest, dueOn: null, dueAnnounced: true, deadlines: [] };
  const { calendar, limits } = references;
  const limit = limits[step] ?? STEPS[step];
  const due = target.dueOn
    ? rollForward(calendar, target.dueOn)
    : addWorkingDays(calendar, later(target.countFrom ?? openedOn, openedOn), limit.due);
  return {
    ...rest,
    dueOn: due.on,
    dueAnnounced: due.announced,
    // Of a step that is entered late only what is still to come has a meaning.
    deadlines: ladder({ step, openedOn, due, remind: limit.remind, references }).filter(
      ({ at }) => at > recordedAt,
    ),
  };
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

interface Ladder {
  readonly step: StepId;
  readonly openedOn: LocalDate;
  readonly due: CountedDate;
  readonly remind: number;
  readonly references: References;
}

function ladder({ step, openedOn, due, remind, references }: Ladder): readonly Deadline[] {
  const { role, party } = STEPS[step];
  const reminder = addWorkingDays(references.calendar, due.on, -remind).on;
  const first = deadline(
    { kind: 'reminder', level: 0, role, party },
    reminder > openedOn ? reminder : due.on,
  );
  const rungs = ESCALATIONS.map(({ after, role: told, party: seat }, index) =>
    deadline(
      { kind: 'escalation', level: index + 1, role: told, party: seat },
      addWorkingDays(references.calendar, due.on, after).on,
    ),
  );
  return [first, ...rungs];
}

const deadline = (to: Omit<Deadline, 'on' | 'at'>, on: LocalDate): Deadline => ({
  ...to,
  on,
  at: instantOn(on, OFFICE_HOUR),
});
