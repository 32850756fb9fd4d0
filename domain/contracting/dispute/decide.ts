import { addMonths, dateAt, type LocalDate } from '../../kernel/local-date.ts';
import { endOf, isOver } from '../../kernel/period.ts';
import { accept, type Refusal, type Result, refuse } from '../../kernel/refusal.ts';
import { isGiven } from '../../policy/given.ts';
import { PERIODS } from '../procedure/periods.ts';
import { answerEndsOn, disputeClocks } from './clocks.ts';
import type {
  DisputeCommand,
  DisputeCommandData,
  DisputeContext,
  DisputeEvent,
  DisputeOutcome,
  DisputeState,
  DisputeVerb,
} from './dispute.ts';
import { disputeRefusal } from './refusals.ts';
import { type DisputeStatus, disputeTitle } from './states.ts';

/** 操作与状态对照表 where each verb may be used. */
const ALLOWED: Readonly<Record<DisputeVerb, readonly DisputeStatus[]>> = {
  TakeUp: ['received'],
  ReturnChallenge: ['received'],
  AnswerInquiry: ['received'],
  AnswerChallenge: ['answering'],
  EndAnswering: ['answering', 'answered'],
  FileComplaint: ['answered', 'complaintWindow'],
  Lapse: ['complaintWindow'],
  AcceptComplaint: ['filed'],
  ReturnComplaint: ['filed'],
  SendCopies: ['accepted'],
  SuspendProcurement: ['accepted', 'deciding'],
  LiftSuspension: ['accepted', 'deciding', 'decided'],
  BeginExpertise: ['deciding'],
  EndExpertise: ['deciding'],
  Decide: ['deciding'],
  WithdrawComplaint: ['filed', 'accepted', 'deciding'],
  CarryOut: ['decided'],
};

const FOR_INQUIRIES: ReadonlySet<DisputeVerb> = new Set<DisputeVerb>(['AnswerInquiry']);

/** 可办操作 the verbs a dispute allows as it stands; an inquiry is only answered. */
export const disputeVerbs = ({ status, kind }: DisputeState): readonly DisputeVerb[] =>
  // The keys of the table are the verbs.
  (Object.keys(ALLOWED) as DisputeVerb[]).filter(
    (verb) => ALLOWED[verb].includes(status) && FOR_INQUIRIES.has(verb) === (kind === 'inquiry'),
  );

/** 提出询问、质疑: what comes in; `knownOn` is the day from which the seven working days of a challenge run. */
export type NewDispute = Extract<DisputeEvent, { type: 'Received' }>['data'] & {
  readonly knownOn: LocalDate;
};

export function receiveDispute(
  { knownOn, ...data }: NewDispute,
  { now, calendar }: DisputeContext,
): Result<readonly DisputeEvent[]> {
  const on = dateAt(Date.parse(now));
  const last = endOf(PERIODS.challenge, knownOn, calendar).on;
  if (!data.matters.some(isGiven)) return refuse(disputeRefusal('Incomplete', { field: 'matters' }));
  if (data.kind === 'challenge' && on > last) {
    return refuse(disputeRefusal('ChallengeTooLate', { known_on: knownOn, last_day: last }));
  }
  return accept([{ type: 'Received', at: now, data }]);
}

/** Decides one command on a dispute: its event, or why it is refused. */
export function decideDispute(
  state: DisputeState,
  command: DisputeCommand,
  context: DisputeContext,
): Result<readonly DisputeEvent[]> {
  const { verb, data } = command;
  const { status } = state;
  if (!disputeVerbs(state).includes(verb)) {
    return refuse(disputeRefusal('NotNow', { verb, status, stands: disputeTitle(status).zh }));
  }
  if (context.now < state.lastAt) return refuse(disputeRefusal('Incomplete', { field: 'now' }));
  // The table pairs each verb with its own data; the compiler cannot follow that through an index.
  const obstacle = (OBSTACLES[verb] as Obstacle<DisputeVerb>)(state, data, context);
  // An event is the command that was accepted, with its time.
  return obstacle ? refuse(obstacle) : accept([{ type: verb, at: context.now, data } as DisputeEvent]);
}

type Obstacle<V extends DisputeVerb> = (
  state: DisputeState,
  data: DisputeCommandData[V],
  context: DisputeContext,
) => Refusal | null;

const missing = (field: string): Refusal => disputeRefusal('Incomplete', { field });
const needs =
  <Field extends string>(field: Field) =>
  (_state: DisputeState, data: Readonly<Record<Field, string>>): Refusal | null =>
    isGiven(data[field]) ? null : missing(field);
const nothing = (): null => null;
const dayOf = ({ now }: DisputeContext): LocalDate => dateAt(Date.parse(now));

const OBSTACLES: { readonly [V in DisputeVerb]: Obstacle<V> } = {
  TakeUp: nothing,
  ReturnChallenge: needs('reason'),
  AnswerInquiry: needs('answer'),
  AnswerChallenge: (_state, { outcome }) => (outcome.result === 'falseComplaint' ? missing('outcome') : null),
  EndAnswering: (state, _data, context) => afterThe(answerEndsOn(state, context.calendar), context),
  FileComplaint: complaintObstacle,
  Lapse: (state, _data, context) => {
    const [window] = disputeClocks(state, context);
    return afterThe(window?.dueOn ?? dayOf(context), context);
  },
  AcceptComplaint: nothing,
  ReturnComplaint: needs('reason'),
  SendCopies: nothing,
  SuspendProcurement: (state, data) =>
    state.suspension ? disputeRefusal('SuspendedBefore') : needs('reference')(state, data),
  LiftSuspension: ({ suspension }) => (suspension?.to === null ? null : missing('suspension')),
  BeginExpertise: (state, data) =>
    inExpertise(state) ? missing('expertise') : needs('subject')(state, data),
  EndExpertise: (state) => (inExpertise(state) ? null : missing('expertise')),
  Decide: (state, { outcome, lateReason }, context) => {
    const decision = disputeClocks(state, context).find(({ what }) => what === 'decision');
    const isLate = decision !== undefined && isOver(decision.course, dayOf(context));
    if (inExpertise(state)) return missing('expertise');
    if (isLate && !isGiven(lateReason)) return disputeRefusal('DecidedTooLate', { due_on: decision.dueOn });
    return banObstacle(outcome);
  },
  WithdrawComplaint: needs('reason'),
  CarryOut: needs('reference'),
};

const inExpertise = ({ expertise }: DisputeState): boolean => expertise.at(-1)?.to === null;

const afterThe = (last: LocalDate, context: DisputeContext): Refusal | null =>
  dayOf(context) > last ? null : disputeRefusal('TooEarly', { last_day: last });

function complaintObstacle(
  state: DisputeState,
  { matters }: DisputeCommandData['FileComplaint'],
  context: DisputeContext,
): Refusal | null {
  const [window] = disputeClocks(state, context);
  const beyond = matters.find((matter) => !state.matters.includes(matter));
  if (matters.length === 0) return missing('matters');
  if (window && isOver(window.course, dayOf(context))) {
    return disputeRefusal('ComplaintTooLate', { last_day: window.dueOn });
  }
  return beyond === undefined ? null : disputeRefusal('BeyondTheChallenge', { matter: beyond });
}

function banObstacle(outcome: DisputeOutcome): Refusal | null {
  if (outcome.result !== 'falseComplaint') return null;
  const { banMonths } = outcome;
  return banMonths >= 12 && banMonths <= 36 ? null : disputeRefusal('BanOutOfRange', { months: banMonths });
}

/** 三次查无实据 three or more complaints of one supplier, this one among them, that proved unfounded within twelve months (94号令 §37 M). */
export function vexatiousRefusal(unprovenOn: readonly LocalDate[], on: LocalDate): Refusal | null {
  const recent = unprovenOn.filter((day) => day > addMonths(on, -12) && day <= on).length;
  return recent >= 3 ? null : disputeRefusal('NotVexatious', { unproven: recent });
}
