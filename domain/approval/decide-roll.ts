import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { type CaseState, type Hop, openRounds, type Round, type Seat } from './case.ts';
import type { CaseCommandData } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { type CaseDeciders, isBlank, isOnRoll, newcomer, personOf, taskOf } from './decision-kit.ts';
import { questionOf } from './open-node.ts';
import { isActive } from './organisation.ts';
import { mayNotSign, proxyFor } from './resolve.ts';
import type { Run } from './run.ts';
import { isPending } from './tally.ts';

/** 名单与持有人: who is on the roll and who holds a task. */
export const rollDeciders: CaseDeciders<
  'addSign' | 'removeSign' | 'transfer' | 'delegate' | 'proxy' | 'handOver'
> = {
  addSign,
  removeSign(run, { taskId, reason }) {
    const { round, seat } = taskOf(run, taskId);
    const by = personOf(run);
    if (by !== run.context.flow.owner && seat.addedBy !== by) return caseRefusal('NotYours', { taskId });
    if (round.status !== 'open' || seat.standing !== 'sits') return caseRefusal('TaskNotOpen', { taskId });
    if (!isPending(round, seat)) return caseRefusal('AlreadyAnswered', { taskId });
    if (isBlank(reason)) return caseRefusal('OpinionRequired', { taskId });
    run.emit('SeatLeft', { taskId, as: 'removed', by, reason });
    return null;
  },
  transfer: (run, data) => pass(run, 'transfer', data),
  delegate: (run, data) => pass(run, 'delegate', data),
  proxy(run, { taskId }) {
    const { round, seat } = taskOf(run, taskId);
    const to = proxyFor(seat.holder, questionOf(run, round.node));
    if (to === null) return caseRefusal('NoProxy', { taskId });
    const refusal = newcomer(run, round, to);
    if (refusal) return refusal;
    const hop = hopOf(run, 'proxy', { from: seat.holder, to, reason: '' });
    run.emit('TaskMoved', { taskId, hop });
    return null;
  },
  handOver,
};

const hopOf = (run: Run, kind: Hop['kind'], move: Pick<Hop, 'from' | 'to' | 'reason'>): Hop => ({
  ...move,
  kind,
  by: personOf(run),
  at: run.context.now,
});

function pass(
  run: Run,
  kind: 'transfer' | 'delegate',
  { taskId, to, reason }: CaseCommandData['transfer'],
): Refusal | null {
  const { round, seat } = taskOf(run, taskId);
  const held = [seat.principal, seat.holder, ...seat.chain.flatMap((hop) => [hop.from, hop.to])];
  if (held.includes(to)) return caseRefusal('Loop', { taskId, userId: to });
  const moves = seat.chain.filter((hop) => hop.kind === 'transfer' || hop.kind === 'delegate').length;
  if (moves >= run.context.flow.limits.chain) return caseRefusal('ChainTooLong', { taskId, moves });
  const refusal = newcomer(run, round, to);
  if (refusal) return refusal;
  run.emit('TaskMoved', { taskId, hop: hopOf(run, kind, { from: seat.holder, to, reason }) });
  return null;
}

function addSign(run: Run, { taskId, position, people }: CaseCommandData['addSign']): Refusal | null {
  const { round, seat } = taskOf(run, taskId);
  const { limits } = run.context.flow;
  const repeated = people.find((one, index) => people.indexOf(one) !== index);
  if (people.length === 0) return caseRefusal('UnknownPerson', { taskId });
  if (repeated !== undefined) return caseRefusal('AlreadyOnRoll', { userId: repeated });
  for (const one of people) {
    const refusal = newcomer(run, round, one);
    if (refusal) return refusal;
  }
  const added = round.seats.filter(({ addedBy }) => addedBy !== null).length;
  if (added + people.length > limits.added || depthOf(round, seat) >= limits.nesting) {
    return caseRefusal('ChainTooLong', { taskId, added });
  }
  const seats = people.map((userId, index) => ({
    id: `${round.id}.${round.seats.length + index + 1}`,
    principal: userId,
    holder: userId,
    parent: taskId,
    position,
    addedBy: personOf(run),
    weight: 0,
    reason: text('加签', 'added by a signer'),
  }));
  run.emit('SeatsAdded', { roundId: round.id, seats });
  return null;
}

function depthOf(round: Round, seat: Seat): number {
  const above = round.seats.find(({ id }) => id === seat.parent);
  return above ? depthOf(round, above) + 1 : 0;
}

/** 离职交接预览: the tasks that would change hands, those waiting for their turn included. */
export const tasksHeldBy = (
  state: CaseState,
  userId: string,
): readonly { readonly round: Round; readonly seat: Seat }[] =>
  openRounds(state).flatMap((round) =>
    round.seats
      .filter((seat) => isPending(round, seat) && (seat.holder === userId || seat.helper === userId))
      .map((seat) => ({ round, seat })),
  );

/** One event a task; where the heir is on the roll already, or may not sign, the seat is recused. */
function handOver(run: Run, { from, to, reason }: CaseCommandData['handOver']): Refusal | null {
  if (isBlank(reason)) return caseRefusal('OpinionRequired');
  if (from === to) return caseRefusal('Loop', { userId: to });
  if (!isActive(run.context.organisation, to)) return caseRefusal('UnknownPerson', { userId: to });
  const tasks = tasksHeldBy(run.state, from);
  if (tasks.length === 0) return caseRefusal('NoSuchTask', { userId: from });
  for (const { seat } of tasks) {
    const taskId = seat.id;
    const { round, rules } = taskOf(run, taskId);
    const mayHold = !isOnRoll(round, to) && !mayNotSign(rules, run.state.initiator, to);
    if (mayHold) run.emit('TaskMoved', { taskId, hop: hopOf(run, 'handOver', { from, to, reason }) });
    else if (seat.helper === from)
      run.emit('TaskMoved', { taskId, hop: hopOf(run, 'helped', { from, to: seat.holder, reason }) });
    else run.emit('SeatLeft', { taskId, as: 'recused', by: personOf(run), reason });
  }
  return null;
}
