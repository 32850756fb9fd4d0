import type { UserId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { type CaseState, openRounds, type Round, type Seat, seatOf, type TaskId } from './case.ts';
import type { CaseContext, Verb } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { statusRefusal } from './case-verbs.ts';
import { touchedAfter } from './decide-routing.ts';
import { type Flow, OPTIONAL_VERBS } from './flow.ts';
import { isActive, leadersAbove } from './organisation.ts';
import { participants } from './participants.ts';
import { isOpen, isPending, openTasks } from './tally.ts';

/** Verbs of whoever holds the open task. */
const TASK_VERBS = [
  'approve',
  'reject',
  'abstain',
  'recuse',
  'return',
  'addSign',
  'transfer',
  'delegate',
  'askExtension',
] as const;
const INITIATOR_VERBS: readonly Verb[] = ['withdraw', 'resubmit'];
const OWNER_VERBS: readonly Verb[] = ['terminate', 'revive', 'upgrade'];
const CLOCK_VERBS: readonly Verb[] = ['pause', 'resume'];
const SYSTEM_VERBS: readonly Verb[] = ['timeOut', 'review', 'extend'];
const PARTICIPANT_VERBS: readonly Verb[] = ['carbonCopy', 'comment'];

/** Who asks for what, on which task if it is about one. */
export interface Asked {
  readonly verb: Verb;
  readonly by: UserId | 'system';
  readonly taskId: TaskId | null;
}

/** The gate before every verb: the right state, the right person, the right task; null when it is open. */
export function gateCase(state: CaseState, asked: Asked, context: CaseContext): Refusal | null {
  const { verb, by } = asked;
  const untimely = statusRefusal(state.status, verb);
  if (untimely) return untimely;
  if (context.flow.endsForGood && (verb === 'revive' || isTakingUpAgain(state, verb)))
    return caseRefusal('EndedForGood', { verb });
  if (by === 'system') return gateSystem(state, asked);
  if (!isActive(context.organisation, by)) return caseRefusal('NotActive', { verb });
  if (!mayEver(state, { verb, by }, context)) return caseRefusal('NotYours', { verb });
  return asked.taskId === null ? null : gateTask(state, { ...asked, by, taskId: asked.taskId });
}

const isTakingUpAgain = ({ status }: CaseState, verb: Verb): boolean =>
  status === 'withdrawn' && verb === 'resubmit';

function gateSystem(state: CaseState, { verb, taskId }: Asked): Refusal | null {
  if (!SYSTEM_VERBS.includes(verb)) return caseRefusal('NotYours', { verb });
  return taskId !== null && !seatOf(state, taskId) ? caseRefusal('NoSuchTask', { taskId }) : null;
}

/** 督办人: whom the open nodes name as their supervisor. */
const supervisorsOf = (state: CaseState): readonly UserId[] =>
  openRounds(state).flatMap(({ rules }) => (rules?.empty?.to === 'supervisor' ? [rules.empty.userId] : []));

function mayEver(
  state: CaseState,
  { verb, by }: { readonly verb: Verb; readonly by: UserId },
  { flow, organisation }: CaseContext,
): boolean {
  if (SYSTEM_VERBS.includes(verb)) return false;
  if (INITIATOR_VERBS.includes(verb)) return by === state.initiator;
  if (OWNER_VERBS.includes(verb)) return by === flow.owner;
  if (CLOCK_VERBS.includes(verb)) return by === flow.owner || supervisorsOf(state).includes(by);
  if (verb === 'handOver') return organisation.admins.includes(by);
  if (PARTICIPANT_VERBS.includes(verb)) return by === flow.owner || participants(state).has(by);
  if (verb === 'readCopy') return state.copies.some(({ userId }) => userId === by);
  if (verb === 'urge') {
    const waiting = openTasks(state).map(({ userId }) => userId);
    return by === state.initiator || waiting.some((one) => leadersAbove(organisation, one).includes(by));
  }
  if (verb === 'removeSign')
    return by === flow.owner || state.rounds.some(({ seats }) => seats.some(({ addedBy }) => addedBy === by));
  return true;
}

interface AskedOfTask {
  readonly verb: Verb;
  readonly by: UserId;
  readonly taskId: TaskId;
}

function gateTask(state: CaseState, { verb, by, taskId }: AskedOfTask): Refusal | null {
  const found = seatOf(state, taskId);
  if (!found) return caseRefusal('NoSuchTask', { taskId });
  const { round, seat } = found;
  if (verb === 'removeSign') return null;
  if (verb === 'takeBack') {
    if (seat.answer?.by !== by) return caseRefusal('NotYours', { verb, taskId });
    return allowedByFlow(round, verb);
  }
  if (!isOpen(round, seat)) return caseRefusal('TaskNotOpen', closedFacts(round, seat));
  if ((seat.helper ?? seat.holder) !== by) return caseRefusal('NotYours', { verb, taskId });
  if ((verb === 'answer') !== (seat.helper !== null)) return caseRefusal('NotNow', { verb, taskId });
  if (verb === 'abstain' && (round.rules?.mode.kind !== 'vote' || seat.parent !== null))
    return caseRefusal('VerbNotAllowed', { verb, node: round.node });
  return allowedByFlow(round, verb);
}

/** What the loser of a race is told: what became of the task, and when. */
const closedFacts = (round: Round, seat: Seat): Refusal['facts'] => ({
  taskId: seat.id,
  round: round.status,
  answer: seat.answer?.decision ?? null,
  standing: seat.standing,
  pending: isPending(round, seat),
  decidedSeq: round.closedSeq ?? round.touchedSeq,
});

function allowedByFlow(round: Round, verb: Verb): Refusal | null {
  const optional: readonly Verb[] = OPTIONAL_VERBS;
  const allowed: readonly Verb[] = round.rules?.verbs ?? [];
  if (!optional.includes(verb) || allowed.includes(verb)) return null;
  return caseRefusal('VerbNotAllowed', { verb, node: round.node });
}

/** 可办操作 one verb a person might give, about the case or about one of its tasks, and why not; null when they may. */
export interface VerbReason {
  readonly verb: Verb;
  readonly taskId: TaskId | null;
  readonly reason: Refusal | null;
}

const CASE_VERBS: readonly Verb[] = [
  ...INITIATOR_VERBS,
  ...OWNER_VERBS,
  ...CLOCK_VERBS,
  ...PARTICIPANT_VERBS,
  ...(['readCopy', 'urge', 'handOver'] as const),
];
const HOLDER_VERBS: readonly Verb[] = [...TASK_VERBS, 'answer', 'proxy'];

interface Said {
  readonly round: Round;
  readonly seat: Seat;
  readonly flow: Flow;
}

/** Why a word is not taken back any more, when the next node has been touched. */
function tooLate(state: CaseState, { round, seat, flow }: Said): Partial<VerbReason> {
  const winningSeq = seat.answer && touchedAfter(state, { round, answer: seat.answer, flow });
  return winningSeq === null ? {} : { reason: caseRefusal('TooLate', { taskId: seat.id, winningSeq }) };
}

/** Every verb that could be a person's here: of the case, of the tasks they hold, of what they said or added before. */
export function verbReasons(state: CaseState, by: UserId, context: CaseContext): readonly VerbReason[] {
  const ask = (verb: Verb, taskId: TaskId | null): VerbReason => ({
    verb,
    taskId,
    reason: gateCase(state, { verb, by, taskId }, context),
  });
  const held = openTasks(state).filter(({ userId, taskId }) => userId === by && taskId !== 'initiator');
  const seats = state.rounds.flatMap((round) => round.seats.map((seat) => ({ round, seat })));
  const said = seats.filter(({ seat }) => seat.answer?.by === by);
  const removable = seats.filter(
    ({ round, seat }) => isPending(round, seat) && (by === context.flow.owner || seat.addedBy === by),
  );
  return [
    ...CASE_VERBS.map((verb) => ask(verb, null)),
    ...held.flatMap(({ taskId }) => HOLDER_VERBS.map((verb) => ask(verb, taskId))),
    ...said.map(({ round, seat }) => ({
      ...ask('takeBack', seat.id),
      ...tooLate(state, { round, seat, flow: context.flow }),
    })),
    ...removable.map(({ seat }) => ask('removeSign', seat.id)),
  ];
}
