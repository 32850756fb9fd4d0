import { clocksOf, type ProcedureClock } from '../contracting/procedure/clocks.ts';
import { METHOD_RULES } from '../contracting/procedure/methods.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import type { ProcedureStatus } from '../contracting/procedure/states.ts';
import { dateAt, type LocalDate } from '../kernel/local-date.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import type { Target } from './deadlines.ts';
import { to } from './decision.ts';
import type { ProjectProcess } from './process.ts';
import type { StepId } from './steps.ts';

/** The step that a statutory procedure waits at, and the clock of law that is its due date where there is one. */
const STEPS_OF_STATUS: Readonly<
  Partial<Record<ProcedureStatus, readonly [StepId, ProcedureClock['what'] | null]>>
> = {
  documentsIssued: ['bidding', 'closing'],
  clarifying: ['clarification', null],
  closed: ['evaluation', null],
  evaluating: ['evaluation', null],
  suspended: ['suspensionLifting', 'suspension'],
};

/** From the award notice on the project goes its own way: the contract, whose signature the procedure still watches. */
const isAwarded = ({ status, resumeTo }: ProcedureState): boolean =>
  ['awardNotified', 'challengeWindow', 'signed', 'cancelled'].includes(resumeTo ?? status);

/**
 * 程序所处环节 where a project goes with its procedure: state, step and, where law sets one, the due date. Null where the
 * procedure leaves it where it is.
 */
export function placeOf(procedure: ProcedureState, calendar: WorkCalendar): Target | null {
  if (isAwarded(procedure)) return null;
  if (procedure.status === 'failed') return to('failed');
  const closesAt = procedure.documents?.closesAt ?? null;
  if (!METHOD_RULES[procedure.plan.method].statutory) {
    return to('internalSelection', closesAt === null ? {} : { countFrom: dateAt(Date.parse(closesAt)) });
  }
  const clocks = clocksOf(procedure, { calendar });
  if (closesAt === null) {
    const intent = clocks.find(({ what }) => what === 'intent');
    return to('planFiled', intent?.dueOn ? { countFrom: intent.dueOn } : {});
  }
  const [step, clock] = STEPS_OF_STATUS[procedure.status] ?? recommendedStep(procedure);
  const dueOn = clocks.find(({ what }) => what === clock)?.dueOn;
  return to('procuring', { step, ...(dueOn && { dueOn }) });
}

function recommendedStep({ recommendation }: ProcedureState): readonly [StepId, ProcedureClock['what']] {
  if (recommendation?.reportedOn === null) return ['reporting', 'report'];
  return recommendation?.chosenOn === null ? ['winnerChoice', 'choice'] : ['awardNotice', 'awardNotice'];
}

/** 签订期限 the last day of the statutory time to sign; null where no law sets one, or it rests. */
export const signatureDue = (procedure: ProcedureState, calendar: WorkCalendar): LocalDate | null =>
  clocksOf(procedure, { calendar }).find(({ what }) => what === 'signature')?.dueOn ?? null;

/** Steps whose due date the procedure may move while they stay open. */
const MOVING: ReadonlySet<StepId> = new Set<StepId>(['noticeIssue', 'bidding', 'selection']);

/** A step that goes on is not opened anew, unless its due date has moved. */
export const goesElsewhere = (
  { state, step }: ProjectProcess,
  target: Target,
  datesMoved: boolean,
): boolean =>
  state !== target.state ||
  step !== target.step ||
  (datesMoved && target.step !== null && MOVING.has(target.step));
