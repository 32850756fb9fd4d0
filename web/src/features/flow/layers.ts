import type { FlowDetail } from './flow-detail.ts';

/** Where a node is drawn: in which column, the longest way from the start, and in which row of it. */
export interface Placed {
  readonly node: string;
  readonly column: number;
  readonly row: number;
}

/** 布局 of a flow from left to right: every node to the right of all that lead to it; a circle in a draft is cut. */
export function layersOf(steps: FlowDetail['steps'], start: string): readonly Placed[] {
  const nexts = new Map(steps.map(({ node, next }) => [node, next]));
  const columns = new Map<string, number>();
  const visit = (node: string, column: number, trail: readonly string[]) => {
    if (trail.includes(node) || (columns.get(node) ?? -1) >= column) return;
    columns.set(node, column);
    for (const next of nexts.get(node) ?? [])
      if (next !== null && nexts.has(next)) visit(next, column + 1, [...trail, node]);
  };
  visit(start, 0, []);
  // What cannot be reached stands at the left, where the proofs name it.
  for (const { node } of steps) if (!columns.has(node)) columns.set(node, 0);
  const filled = new Map<number, number>();
  return [...columns].map(([node, column]) => {
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { node, column, row };
  });
}
