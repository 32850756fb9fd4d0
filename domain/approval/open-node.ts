import { invariant } from '../kernel/invariant.ts';
import { dateAt } from '../kernel/local-date.ts';
import { text } from '../kernel/text.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { type Round, type RoundRules, type Seat } from './case.ts';
import type { NewSeat } from './case-events.ts';
import { startClock } from './clock.ts';
import { holds } from './condition.ts';
import type { ApproveNode, NodeId, PolicyNode } from './flow.ts';
import { branchesOf, branchOf, nodeOf, parallelOf } from './flow-paths.ts';
import { type Question, resolveSigners, type Signer, type Signing } from './resolve.ts';
import { endCase, sendBack } from './round-end.ts';
import type { Run } from './run.ts';

export const questionOf = (run: Run, nodeId: NodeId): Question => ({
  flow: run.context.flow,
  nodeId,
  organisation: run.context.organisation,
  initiator: run.state.initiator,
  form: run.state.form,
  choices: run.state.choices,
  now: run.context.now,
});

/** Steps into a node; what waits for nobody is passed through in the same step. */
export function enter(run: Run, id: NodeId): void {
  const node = nodeOf(run.context.flow, id);
  run.trail.push(id);
  switch (node.kind) {
    case 'approve':
      openRound(run, id, node);
      return;
    case 'carbonCopy': {
      const to = resolveSigners(
        { assignment: node.to, mode: { kind: 'all' }, self: 'allow', money: false },
        questionOf(run, id),
      );
      if (to.length > 0) run.emit('CopySent', { to: to.map(({ userId }) => userId), by: 'system' }, 'system');
      goOn(run, id, node.next);
      return;
    }
    case 'condition': {
      const match = node.cases.find(({ when }) => holds(when, run.state.form));
      const next = match ? match.next : node.otherwise;
      goOn(run, id, run.assumed.has(id) ? (run.assumed.get(id) ?? null) : next);
      return;
    }
    case 'parallel':
      for (const head of node.branches) if (run.state.status === 'running') enter(run, head);
      return;
    case 'join':
      goOn(run, id, node.next);
      return;
    case 'policyCheck':
      checkPolicy(run, id, node);
      return;
    case 'timer': {
      const today = dateAt(Date.parse(run.context.now));
      const { on } = addWorkingDays(run.context.calendar, today, node.workingDays);
      run.emit(
        'RoundOpened',
        { round: { ...numbered(run, id), fallsOn: on }, rules: null, seats: [] },
        'system',
      );
      return;
    }
  }
}

/** Leaves a node: to the next one, into a join that waits for its other branches, or out of the flow. */
function goOn(run: Run, from: NodeId, next: NodeId | null): void {
  const { flow } = run.context;
  if (next === null) {
    endCase(run, 'approved');
    return;
  }
  if (nodeOf(flow, next).kind !== 'join') {
    enter(run, next);
    return;
  }
  const branch = branchesOf(flow).get(from)?.at(-1);
  invariant(branch !== undefined, `Node ${from} leads to the join ${next} from outside`);
  run.emit('BranchArrived', { branch }, 'system');
  const { id, branches } = parallelOf(flow, next);
  const arrived = new Set(run.state.arrivals.map((one) => one.branch));
  const all = Array.from({ length: branches }, (_, index) => branchOf(id, index));
  if (all.every((one) => arrived.has(one))) enter(run, next);
}

/** Leaves a node that has passed: straight back to whoever sent the case here, or on along the flow. */
export function leave(run: Run, id: NodeId): void {
  const comeBack = run.state.comeBacks.find((one) => one.after === id && one.usedSeq === null);
  if (!comeBack) {
    goOn(run, id, nextOf(run, id));
    return;
  }
  run.emit('CameBack', { after: comeBack.after }, 'system');
  for (const one of comeBack.reopen) if (run.state.status === 'running') enter(run, one);
}

/** Where a node leads once it has passed; for nodes that wait. */
function nextOf(run: Run, id: NodeId): NodeId | null {
  const node = nodeOf(run.context.flow, id);
  invariant('next' in node, `Node ${id} has more than one way on`);
  return node.next;
}

function checkPolicy(run: Run, id: NodeId, node: PolicyNode): void {
  const word = run.context.verdicts[node.checkpoint] ?? { outcome: 'block' as const, adds: null };
  if (word.outcome === 'block') {
    sendBack(run, text(`规则核查未通过：${node.checkpoint}`, `Policy blocks at ${node.checkpoint}`));
  } else if (word.outcome === 'require-approval') {
    const assignment = word.adds
      ? ({ by: 'post', role: word.adds.role, orgId: word.adds.orgId } as const)
      : ({ by: 'people', userIds: [] } as const);
    openRound(run, id, { ...node.added, title: node.title, assignment });
  } else {
    leave(run, id);
  }
}

const numbered = (run: Run, node: NodeId) => {
  const no = run.state.rounds.filter((round) => round.node === node).length + 1;
  return { id: `${node}#${no}`, node, no };
};

function openRound(run: Run, id: NodeId, node: RoundRules & Pick<ApproveNode, 'assignment'>): void {
  const { assignment, ...all } = node;
  const signers = resolveSigners({ ...all, assignment } satisfies Signing, questionOf(run, id));
  const round = numbered(run, id);
  const weights = all.mode.kind === 'vote' ? all.mode.rules.weights : {};
  const seats = signers.map((signer, index) => ({
    ...rollSeat(`${round.id}.${index + 1}`, signer),
    weight: weights[signer.principal] ?? 1,
  }));
  run.emit('RoundOpened', { round: { ...round, fallsOn: null }, rules: rulesOf(all), seats }, 'system');
}

const rulesOf = (node: RoundRules): RoundRules => ({
  title: node.title,
  mode: node.mode,
  empty: node.empty,
  self: node.self,
  duplicate: node.duplicate,
  capacity: node.capacity,
  requires: node.requires,
  limit: node.limit,
  verbs: node.verbs,
  money: node.money,
  ...(node.batchAllowed !== undefined && { batchAllowed: node.batchAllowed }),
});

export const rollSeat = (id: string, { userId, principal, reason }: Signer): NewSeat => ({
  id,
  principal,
  holder: userId,
  parent: null,
  position: 'roll',
  addedBy: null,
  weight: 1,
  reason,
});

/** Starts the clock of a task that has come open; signers who are added get a clock of their own. */
export function openTask(run: Run, { rules }: Round, { id }: Seat): void {
  invariant(rules, `Task ${id} opens in a round of people`);
  const openedOn = dateAt(Date.parse(run.context.now));
  const due = startClock(rules.limit, run.context.calendar, openedOn);
  run.emit('TaskOpened', { taskId: id, due }, 'system');
}
