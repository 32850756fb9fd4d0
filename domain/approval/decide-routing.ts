import { invariant } from '../kernel/invariant.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { Facts } from '../policy/types.ts';
import { type Answer, type CaseState, type ComeBack, latestRound, openRounds, type Round } from './case.ts';
import type { CaseCommandData } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { catchUp } from './decide-clock.ts';
import { type CaseDeciders, isBlank, taskOf } from './decision-kit.ts';
import type { Flow, NodeId } from './flow.ts';
import { branchesOf, branchOf, downstream, parallelOf } from './flow-paths.ts';
import { enter } from './open-node.ts';
import { cancelOpen, undoPassed } from './round-end.ts';
import { changesRoute } from './route-facts.ts';
import type { Run } from './run.ts';

/** 流转方向: back, out, in again, to an end and on again. */
export const routingDeciders: CaseDeciders<
  'return' | 'takeBack' | 'withdraw' | 'resubmit' | 'terminate' | 'revive'
> = {
  return: sendBackTo,
  takeBack(run, { taskId }) {
    const { round, seat } = taskOf(run, taskId);
    invariant(seat.answer, 'The gate asks for a word of one’s own');
    const winner = touchedAfter(run.state, { round, answer: seat.answer, flow: run.context.flow });
    if (winner !== null) return caseRefusal('TooLate', { taskId, winningSeq: winner });
    run.emit('TakenBack', { taskId, decisionSeq: seat.answer.seq });
    catchUp(run, round.id, seat.answer.seq);
    return null;
  },
  withdraw(run, { reason }) {
    if (isBlank(reason)) return caseRefusal('OpinionRequired');
    const point = run.context.flow.pointOfNoReturn;
    const isPast = run.state.rounds.some(({ node, status }) => node === point && status === 'passed');
    if (isPast) return caseRefusal('PastNoReturn', { node: point });
    cancelOpen(run, text('发起人撤回', 'Withdrawn by the initiator'));
    undoPassed(run, text('发起人撤回', 'Withdrawn by the initiator'));
    run.emit('Withdrawn', { reason });
    return null;
  },
  resubmit(run, { form, choices }) {
    const refusal = formRefusal(run.context.flow, form);
    if (refusal) return refusal;
    const comeBack = run.state.comeBacks.find((one) => one.after === 'initiator' && one.usedSeq === null);
    const isOther = comeBack !== undefined && changesRoute(run.context.flow, run.state.form, form);
    if (isOther) {
      // What was signed before was signed on other facts: nobody is passed over by a change after the fact.
      undoPassed(run, text('表单已作实质修改，重新审批', 'The form has changed in substance; signed anew'));
      run.emit('Resubmitted', { form, choices, anew: true });
      open(run, [run.context.flow.start]);
      return null;
    }
    run.emit('Resubmitted', { form, choices });
    if (comeBack) run.emit('CameBack', { after: 'initiator' });
    open(run, comeBack?.reopen ?? [run.context.flow.start]);
    return null;
  },
  terminate(run, { reason }) {
    if (isBlank(reason)) return caseRefusal('OpinionRequired');
    const nodes = openRounds(run.state).map(({ node }) => node);
    cancelOpen(run, text('流程负责人终止', 'Ended by the flow owner'));
    run.emit('Terminated', { reason, nodes });
    return null;
  },
  revive(run, { reason }) {
    if (isBlank(reason)) return caseRefusal('OpinionRequired');
    const nodes = run.state.resume?.nodes ?? [];
    run.emit('Revived', { reason });
    open(run, nodes);
    return null;
  },
};

function open(run: Run, nodes: readonly NodeId[]): void {
  for (const id of nodes) if (run.state.status === 'running') enter(run, id);
}

/** The declared fields of the form: all given, each of its type. */
export function formRefusal({ fields }: Flow, form: Facts): Refusal | null {
  const wrong = Object.entries(fields).find(([name, type]) => {
    const value = Object.hasOwn(form, name) ? form[name] : undefined;
    if (type === 'list') return !Array.isArray(value);
    return typeof value !== (type === 'text' ? 'string' : type);
  });
  return wrong ? caseRefusal('FormIncomplete', { field: wrong[0], type: wrong[1] }) : null;
}

/**
 * 退回. What lies behind the target is no longer valid: open nodes are cancelled with a cause, wherever they stand. `goOn` also
 * undoes what has passed there; `straightBack` leaves it and remembers which nodes open again.
 */
function sendBackTo(run: Run, { taskId, to, then, opinion }: CaseCommandData['return']): Refusal | null {
  if (isBlank(opinion.text)) return caseRefusal('OpinionRequired', { taskId });
  const { round } = taskOf(run, taskId);
  const { flow } = run.context;
  if (to !== 'initiator' && !isEarlier(run, to, round.node)) return caseRefusal('NotEarlier', { to });
  const behind = to === 'initiator' ? new Set(Object.keys(flow.nodes)) : downstream(flow, to);
  const inside = openRounds(run.state).filter(({ node }) => behind.has(node));
  const cause = text('因退回而取消', 'Cancelled by a return');
  for (const { id } of inside) {
    const status = id === round.id ? 'returned' : 'cancelled';
    run.emit('RoundClosed', { roundId: id, status, cause, citation: null });
  }
  for (const { id, node, status } of run.state.rounds) {
    const isAgain = node === to || (then === 'goOn' && behind.has(node));
    if (status === 'passed' && isAgain)
      run.emit('RoundClosed', { roundId: id, status: 'undone', cause, citation: null });
  }
  const reopen = [round.node, ...inside.map(({ node }) => node).filter((node) => node !== round.node)];
  run.emit('Returned', {
    taskId,
    to,
    opinion,
    comeBack: then === 'straightBack' ? { after: to, reopen, usedSeq: null } : null,
    cleared: then === 'straightBack' ? [] : branchesBehind(flow, to, behind),
    dropped: then === 'straightBack' ? [] : afterBehind(run.state, to, behind),
  });
  if (to !== 'initiator') enter(run, to);
  return null;
}

const isEarlier = (run: Run, to: NodeId, from: NodeId): boolean =>
  latestRound(run.state, to)?.status === 'passed' &&
  latestRound(run.state, to)?.rules !== null &&
  downstream(run.context.flow, to).has(from);

/** Branches that have to arrive again: those around the target and those that begin behind it. */
function branchesBehind(flow: Flow, to: NodeId, behind: ReadonlySet<NodeId>): readonly string[] {
  const inside = [...behind].flatMap((id) => {
    const node = flow.nodes[id];
    return node?.kind === 'parallel' ? node.branches.map((_, index) => branchOf(id, index)) : [];
  });
  return [...(branchesOf(flow).get(to) ?? []), ...inside];
}

const afterBehind = (
  { comeBacks }: CaseState,
  to: NodeId,
  behind: ReadonlySet<NodeId>,
): readonly ComeBack['after'][] =>
  comeBacks
    .map(({ after }) => after)
    .filter((after) => to === 'initiator' || after === to || behind.has(after));

interface Decided {
  readonly round: Round;
  readonly answer: Answer;
  readonly flow: Flow;
}

/** 拿回: the number of the command that came first, or null when nothing that followed has been touched. */
export function touchedAfter(state: CaseState, { round, answer, flow }: Decided): number | null {
  if (round.status === 'open') return round.touchedSeq === answer.seq ? null : round.touchedSeq;
  if (round.status !== 'passed' || round.closedSeq !== answer.seq) return round.closedSeq;
  const opened = state.rounds.filter(({ openedSeq }) => openedSeq === answer.seq);
  const touched = opened.find(
    ({ status, touchedSeq, closedSeq }) =>
      touchedSeq !== null || (status !== 'open' && !(status === 'passed' && closedSeq === answer.seq)),
  );
  if (touched) return touched.touchedSeq ?? touched.closedSeq;
  return joinedAfter(state, flow, answer.seq);
}

/** Another branch arrived later and the join has opened what follows: that decision came first. */
function joinedAfter(state: CaseState, flow: Flow, seq: number): number | null {
  const mine = state.arrivals.filter((one) => one.seq === seq).map(({ branch }) => branch);
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (node.kind !== 'parallel') continue;
    const all = Array.from({ length: parallelOf(flow, node.join).branches }, (_, index) =>
      branchOf(id, index),
    );
    const arrived = state.arrivals.filter(({ branch }) => all.includes(branch));
    const last = Math.max(...arrived.map((one) => one.seq));
    if (arrived.length === all.length && all.some((one) => mine.includes(one)) && last > seq) return last;
  }
  return null;
}
