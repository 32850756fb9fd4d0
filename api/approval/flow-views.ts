import type { z } from 'zod';
import type { FlowVersionRow } from '../../db/approval/flow-store.ts';
import { describeFlow } from '../../domain/approval/describe-flow.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { successors } from '../../domain/approval/flow-paths.ts';
import type { chosenSigners, FlowRow, flowDetailSchema } from '../contract/approval-flow.ts';
import { plain } from '../contract/matching.ts';

export const toFlowRow = (row: FlowVersionRow): FlowRow => ({
  flowId: row.id,
  version: row.version,
  orgId: row.org_id,
  status: row.status,
  title: row.document.title,
  owner: row.document.owner,
  draftedBy: row.drafted_by,
  draftedAt: row.drafted_at,
  publishedAt: row.published_at,
  retiredAt: row.retired_at,
});

export const toFlowDetail = (row: FlowVersionRow, mayWrite: boolean): z.output<typeof flowDetailSchema> => ({
  ...toFlowRow(row),
  document: { ...row.document },
  formSchema: plain(row.form_schema),
  choices: choicesOf(row.document),
  steps: stepsOf(row.document),
  mayWrite,
});

/** Of every node that leaves its signers to somebody's choice, whose choice it is. */
export const choicesOf = ({ nodes }: Pick<Flow, 'nodes'>): z.output<typeof chosenSigners> =>
  Object.entries(nodes).flatMap(([node, one]): z.output<typeof chosenSigners> => {
    if (one.kind !== 'approve') return [];
    const { title, assignment } = one;
    if (assignment.by === 'initiatorChoice') return [{ node, title, by: 'initiator' }];
    return assignment.by === 'previousSignerChoice' ? [{ node, title, by: 'signer' }] : [];
  });

/** A draft may name nodes that are not there yet; then it is drawn and not told in words. */
function stepsOf(flow: Flow): z.output<typeof flowDetailSchema>['steps'] {
  const nodes = Object.entries(flow.nodes);
  const named = [flow.start, ...nodes.flatMap(([, node]) => successors(node))];
  const isWhole = named.every((id) => id === null || Object.hasOwn(flow.nodes, id));
  const words = new Map(isWhole ? describeFlow(flow).map(({ node, sentences }) => [node, sentences]) : []);
  // Those on a path first, in its order; what is stored has forgotten the order in which it was written.
  const places = [...words.keys()];
  const placeOf = (node: string) => (words.has(node) ? places.indexOf(node) : places.length);
  const inOrder = nodes.toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return inOrder.map(([node, one]) => ({
    node,
    kind: one.kind,
    title: one.title,
    next: [...successors(one)],
    sentences: [...(words.get(node) ?? [])],
  }));
}
