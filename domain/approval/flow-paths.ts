import { invariant } from '../kernel/invariant.ts';
import type { Flow, FlowNode, NodeId } from './flow.ts';

/** One branch of a parallel node, `parallel/0`, `parallel/1` and so on. */
export type BranchId = string;

export function nodeOf(flow: Flow, id: NodeId): FlowNode {
  const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;
  invariant(node, `Flow ${flow.id} v${flow.version} has no node ${id}`);
  return node;
}

/** Where a node may lead to; null is the end of the flow. */
export function successors(node: FlowNode): readonly (NodeId | null)[] {
  switch (node.kind) {
    case 'condition':
      return [...node.cases.map(({ next }) => next), node.otherwise];
    case 'parallel':
      return node.branches;
    case 'approve':
    case 'carbonCopy':
    case 'join':
    case 'policyCheck':
    case 'timer':
      return [node.next];
  }
}

/** Every node that can be reached from here, the node itself left out. */
export function downstream(flow: Flow, from: NodeId): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>();
  const visit = (id: NodeId) => {
    for (const next of successors(nodeOf(flow, id))) {
      if (next === null || seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(from);
  return seen;
}

export const branchOf = (parallel: NodeId, index: number): BranchId => `${parallel}/${index}`;

/** The parallel node that a branch belongs to. */
export const parallelIn = (branch: BranchId): NodeId => branch.slice(0, branch.lastIndexOf('/'));

/** The branches each node lies in, outermost first. Meant for flows whose proofs hold. */
export function branchesOf(flow: Flow): ReadonlyMap<NodeId, readonly BranchId[]> {
  const scopes = new Map<NodeId, readonly BranchId[]>();
  const visit = (id: NodeId, scope: readonly BranchId[]) => {
    if (scopes.has(id)) return;
    scopes.set(id, scope);
    const node = nodeOf(flow, id);
    if (node.kind === 'parallel') {
      scopes.set(node.join, scope);
      node.branches.forEach((head, index) => visit(head, [...scope, branchOf(id, index)]));
      for (const next of successors(nodeOf(flow, node.join))) if (next !== null) visit(next, scope);
      return;
    }
    for (const next of successors(node)) if (next !== null) visit(next, scope);
  };
  visit(flow.start, []);
  return scopes;
}

/** The parallel node that a join closes. */
export function parallelOf(flow: Flow, join: NodeId): { readonly id: NodeId; readonly branches: number } {
  const found = Object.entries(flow.nodes).find(([, node]) => node.kind === 'parallel' && node.join === join);
  invariant(found?.[1].kind === 'parallel', `No parallel node leads to the join ${join}`);
  return { id: found[0], branches: found[1].branches.length };
}
