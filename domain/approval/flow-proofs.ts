import type { UserId } from '../kernel/brand.ts';
import { type Text, text } from '../kernel/text.ts';
import { factsAsked } from './condition.ts';
import type { ApproveNode, Assignment, Flow, FlowNode, NodeId, Threshold, VoteRules } from './flow.ts';
import { provableClocks } from './flow-clock-proofs.ts';
import { downstream, nodeOf, successors } from './flow-paths.ts';
import { isActive, type Organisation } from './organisation.ts';
import { resolveSigners } from './resolve.ts';
import { asked } from './route-facts.ts';

export type Proof =
  | 'structure'
  | 'reachable'
  | 'ends'
  | 'mandatory'
  | 'segregation'
  | 'emptyPolicy'
  | 'thresholds'
  | 'facts'
  | 'clock'
  | 'batch';

/** 反例 a proof that failed, with the path that shows it. */
export interface Fault {
  readonly proof: Proof;
  readonly path: readonly string[];
  readonly words: Text;
}

const fault = (proof: Proof, path: readonly string[], words: Text): Fault => ({ proof, path, words });

/** 发布校验: what keeps a flow from being published in this organisation; empty when every proof holds. */
export function provePublishable(flow: Flow, organisation: Organisation): readonly Fault[] {
  // The later proofs walk the flow and need it whole and without circles.
  const broken = structure(flow);
  if (broken.length > 0) return broken;
  const circles = ends(flow);
  if (circles.length > 0) return circles;
  return [
    ...branches(flow),
    ...reachable(flow),
    ...mandatory(flow),
    ...signing(flow, organisation),
    ...facts(flow),
    ...provableClocks(flow),
    ...segregation(flow, organisation),
  ];
}

const nodesOf = (flow: Flow): readonly (readonly [NodeId, FlowNode])[] => Object.entries(flow.nodes);

function structure(flow: Flow): readonly Fault[] {
  const known = (id: NodeId | null) => id === null || Object.hasOwn(flow.nodes, id);
  const named = [
    ['(start)', flow.start] as const,
    ...(flow.pointOfNoReturn === null ? [] : [['(point of no return)', flow.pointOfNoReturn] as const]),
    ...nodesOf(flow).flatMap(([id, node]) => [
      ...successors(node).map((next) => [id, next] as const),
      ...(node.kind === 'parallel' ? [[id, node.join] as const] : []),
    ]),
  ];
  return named
    .filter(([, next]) => !known(next))
    .map(([id, next]) =>
      fault('structure', [id, next ?? ''], text('指向不存在的节点', 'Leads to a node that is not there')),
    );
}

function ends(flow: Flow): readonly Fault[] {
  const done = new Set<NodeId>();
  const circleFrom = (id: NodeId, path: readonly NodeId[]): readonly NodeId[] | null => {
    if (path.includes(id)) return [...path, id];
    if (done.has(id)) return null;
    for (const next of successors(nodeOf(flow, id))) {
      const circle = next === null ? null : circleFrom(next, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return null;
  };
  const circle = circleFrom(flow.start, []);
  return circle ? [fault('ends', circle, text('流程有环，无法结束', 'The path runs in a circle'))] : [];
}

/** Every branch arrives at its own join, and nobody else does. */
function branches(flow: Flow): readonly Fault[] {
  const faults: Fault[] = [];
  const joins = new Map<NodeId, NodeId>();
  /** Walks to the joins that a path arrives at first, stepping over parallels inside. */
  const arrivals = (
    id: NodeId | null,
    path: readonly string[],
  ): readonly (readonly [NodeId | null, readonly string[]])[] => {
    if (id === null) return [[null, path]];
    const node = nodeOf(flow, id);
    if (node.kind === 'join') return [[id, [...path, id]]];
    if (node.kind === 'parallel') return arrivals(afterJoin(flow, node.join), [...path, id, node.join]);
    return successors(node).flatMap((next) => arrivals(next, [...path, id]));
  };
  for (const [id, node] of nodesOf(flow)) {
    if (node.kind !== 'parallel') continue;
    if (joins.has(node.join) || node.branches.length < 2) {
      faults.push(
        fault('structure', [id, node.join], text('并行与汇合不成对', 'Parallel and join do not pair')),
      );
    }
    joins.set(node.join, id);
    for (const head of node.branches) {
      const stray = arrivals(head, [id]).find(([at, path]) => at !== node.join || path.length < 3);
      if (stray)
        faults.push(fault('structure', stray[1], text('分支未到达汇合', 'A branch misses its join')));
    }
  }
  const loose = arrivals(flow.start, []).find(([at]) => at !== null);
  if (loose) faults.push(fault('structure', loose[1], text('汇合不属于任何并行', 'A join without parallel')));
  return faults;
}

function afterJoin(flow: Flow, join: NodeId): NodeId | null {
  const node = nodeOf(flow, join);
  return node.kind === 'join' ? node.next : join;
}

function reachable(flow: Flow): readonly Fault[] {
  const reached = downstream(flow, flow.start);
  return Object.keys(flow.nodes)
    .filter((id) => id !== flow.start && !reached.has(id))
    .map((id) => fault('reachable', [id], text('节点不可达', 'No path leads to the node')));
}

function mandatory(flow: Flow): readonly Fault[] {
  return nodesOf(flow).flatMap(([id, node]) => {
    const path = node.kind === 'approve' && node.mandatory ? wayRound(flow, flow.start, id) : null;
    return path ? [fault('mandatory', path, text(`可绕过必经环节 ${id}`, `The path goes round ${id}`))] : [];
  });
}

/** A path to the end that avoids a node; of parallel branches all have to avoid it. */
function wayRound(flow: Flow, from: NodeId | null, avoided: NodeId): readonly NodeId[] | null {
  if (from === null) return [];
  if (from === avoided) return null;
  const node = nodeOf(flow, from);
  if (node.kind === 'join') return [from];
  if (node.kind !== 'parallel') {
    for (const next of successors(node)) {
      const path = wayRound(flow, next, avoided);
      if (path) return [from, ...path];
    }
    return null;
  }
  const inside = node.branches.map((head) => wayRound(flow, head, avoided));
  const after = wayRound(flow, afterJoin(flow, node.join), avoided);
  if (after === null || inside.some((path) => path === null)) return null;
  return [from, ...inside.flatMap((path) => path ?? []), ...after];
}

type SigningNode = Pick<ApproveNode, 'empty' | 'mode' | 'self' | 'money'>;

const signingOf = (node: FlowNode): SigningNode | null => {
  if (node.kind === 'approve') return node;
  return node.kind === 'policyCheck' ? node.added : null;
};

function signing(flow: Flow, organisation: Organisation): readonly Fault[] {
  return nodesOf(flow).flatMap(([id, node]) => {
    const rules = signingOf(node);
    if (!rules) return [];
    const found: Fault[] = [];
    const { empty, mode } = rules;
    if (empty === null || (empty.to === 'supervisor' && !isActive(organisation, empty.userId)))
      found.push(
        fault(
          'emptyPolicy',
          [id],
          text('未指定无人可签时的处理', 'Nobody is named to sign when nobody is left'),
        ),
      );
    const example = mode.kind === 'vote' ? ambiguous(mode.rules) : null;
    if (example)
      found.push(fault('thresholds', [id, example], text('票数规则自相矛盾', 'The thresholds contradict')));
    return found;
  });
}

/** A count of votes that would pass and fail at once, or a threshold nobody can read; null when coherent. */
function ambiguous({ pass, fail, weights, stop }: VoteRules): string | null {
  const whole = [pass, fail].flatMap((one) => (one.kind === 'ratio' ? [one.part, one.of] : [one.count]));
  if ([...whole, ...Object.values(weights)].some((one) => !Number.isSafeInteger(one) || one < 1))
    return 'thresholds and weights are whole numbers from 1';
  if ([pass, fail].some((one) => one.kind === 'ratio' && one.part > one.of)) return 'a share above one';
  if (pass.kind !== fail.kind) return 'pass and fail are both shares or both counts';
  if (pass.kind === 'count' || fail.kind === 'count') {
    // Counted as they come, the first threshold reached decides; counted at the end, both may be.
    return stop === 'early' ? null : `${share(pass)} yes and ${share(fail)} no pass and fail at once`;
  }
  const together = pass.part * fail.of + fail.part * pass.of - pass.of * fail.of;
  const isOver = together > 0 || (together === 0 && (pass.over || fail.over));
  return isOver ? null : `${share(pass)} yes and ${share(fail)} no pass and fail at once`;
}

const share = (one: Threshold): string =>
  one.kind === 'ratio' ? `${one.part}/${one.of}` : String(one.count);

function facts(flow: Flow): readonly Fault[] {
  return nodesOf(flow).flatMap(([id, node]) => {
    const names =
      node.kind === 'condition'
        ? node.cases.flatMap(({ when }) => factsAsked(when))
        : node.kind === 'approve'
          ? asked(node.assignment)
          : [];
    return names
      .filter((name) => !Object.hasOwn(flow.fields, name))
      .map((name) =>
        fault('facts', [id, name], text('使用了表单没有的字段', 'Asks for a field the form lacks')),
      );
  });
}

/** 不相容职责: everybody of the organisation starts the flow, and names nobody but themselves wherever they may. */
function segregation(flow: Flow, organisation: Organisation): readonly Fault[] {
  const found: Fault[] = [];
  for (const initiator of Object.keys(organisation.people)) {
    for (const [id, node] of nodesOf(flow)) {
      const rules = signingOf(node);
      if (rules?.money && (rules.self === 'allow' || signsOwn({ flow, organisation, initiator }, id, node)))
        found.push(
          fault(
            'segregation',
            [initiator, id],
            text('发起人可审批本人的资金事项', 'The initiator decides on their own money'),
          ),
        );
    }
  }
  return found;
}

interface Try {
  readonly flow: Flow;
  readonly organisation: Organisation;
  readonly initiator: UserId;
}

function signsOwn({ flow, organisation, initiator }: Try, nodeId: NodeId, node: FlowNode): boolean {
  if (node.kind !== 'approve') return false;
  const fields = Object.keys(flow.fields).map((name) => [name, initiator] as const);
  const ways = alternatives(node.assignment).map((assignment) =>
    resolveSigners(
      { ...node, assignment },
      {
        flow,
        nodeId,
        organisation,
        initiator,
        form: Object.fromEntries(fields),
        choices: { [nodeId]: [initiator] },
        now: '9999-01-01T00:00:00.000Z',
      },
    ),
  );
  const supervisor = node.empty?.to === 'supervisor' ? node.empty.userId : null;
  // A supervisor who asks for the money is passed over at run time; then somebody else has to be there.
  const nobodyElse = supervisor === initiator && flow.owner === initiator;
  return nobodyElse || ways.some((signers) => signers.some(({ userId }) => userId === initiator));
}

const alternatives = (assignment: Assignment): readonly Assignment[] =>
  assignment.by === 'expression'
    ? [...assignment.cases.map(({ then }) => then), assignment.otherwise].flatMap(alternatives)
    : [assignment];
