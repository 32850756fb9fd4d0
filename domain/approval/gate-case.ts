import type { UserId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { type CaseState, type CaseStatus, type Round, type Seat, seatOf, type TaskId } from './case.ts';
import type { CaseContext, Verb } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { OPTIONAL_VERBS } from './flow.ts';
import { isActive, leadersAbove } from './organisation.ts';
import { participants } from './participants.ts';
import { isOpen, isPending, openTasks } from './tally.ts';

const ANYTIME = ['comment', 'readCopy'] as const;

/** The verbs of each state of a case. */
const VERBS: Readonly<Record<CaseStatus, readonly Verb[]>> = {
  running: [
    ...['approve', 'reject', 'abstain', 'recuse', 'return', 'takeBack', 'withdraw', 'addSign'],
    ...['removeSign', 'transfer', 'delegate', 'answer', 'proxy', 'handOver', 'urge', 'carbonCopy'],
    ...['terminate', 'timeOut', 'review', 'upgrade', ...ANYTIME],
  ] as Verb[], // Spread literals widen to text; all are verbs.
  returned: ['withdraw', 'resubmit', 'carbonCopy', 'terminate', 'review', 'upgrade', ...ANYTIME],
  withdrawn: ['resubmit', ...ANYTIME],
  terminated: ['revive', ...ANYTIME],
  approved: ANYTIME,
  rejected: ANYTIME,
};

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
] as const;
const INITIATOR_VERBS: readonly Verb[] = ['withdraw', 'resubmit'];
const OWNER_VERBS: readonly Verb[] = ['terminate', 'revive', 'upgrade'];
const SYSTEM_VERBS: readonly Verb[] = ['timeOut', 'review'];
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
  if (!VERBS[state.status].includes(verb)) return caseRefusal('NotNow', { verb, status: state.status });
  if (by === 'system') return SYSTEM_VERBS.includes(verb) ? null : caseRefusal('NotYours', { verb });
  if (!isActive(context.organisation, by)) return caseRefusal('NotActive', { verb });
  if (!mayEver(state, { verb, by }, context)) return caseRefusal('NotYours', { verb });
  return asked.taskId === null ? null : gateTask(state, { ...asked, by, taskId: asked.taskId });
}

function mayEver(
  state: CaseState,
  { verb, by }: { readonly verb: Verb; readonly by: UserId },
  { flow, organisation }: CaseContext,
): boolean {
  if (SYSTEM_VERBS.includes(verb)) return false;
  if (INITIATOR_VERBS.includes(verb)) return by === state.initiator;
  if (OWNER_VERBS.includes(verb)) return by === flow.owner;
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

/** What a person may do now: about the case, and about each of their tasks. */
export interface AllowedVerbs {
  readonly ofCase: readonly Verb[];
  readonly ofTask: Readonly<Record<TaskId, readonly Verb[]>>;
}

export function allowedVerbs(state: CaseState, by: UserId, context: CaseContext): AllowedVerbs {
  const may = (verb: Verb, taskId: TaskId | null) => gateCase(state, { verb, by, taskId }, context) === null;
  const ofCase: readonly Verb[] = [
    ...INITIATOR_VERBS,
    ...OWNER_VERBS,
    ...PARTICIPANT_VERBS,
    ...(['readCopy', 'urge', 'handOver'] as const),
  ];
  const tasks = openTasks(state).filter(({ userId, taskId }) => userId === by && taskId !== 'initiator');
  const ofTask = tasks.map(({ taskId }) => {
    const verbs = ([...TASK_VERBS, 'answer', 'proxy'] as const).filter((verb) => may(verb, taskId));
    return [taskId, verbs] as const;
  });
  return { ofCase: ofCase.filter((verb) => may(verb, null)), ofTask: Object.fromEntries(ofTask) };
}
