import { type Text, text } from '../kernel/text.ts';
import { standsAlone } from './batch.ts';
import type { Flow, FlowNode, NodeId } from './flow.ts';
import type { Fault } from './flow-proofs.ts';

/** Limits that can be kept, and no batch where each case is decided by itself. */
export function provableClocks(flow: Flow): readonly Fault[] {
  const { extensions } = flow.limits;
  const own = extensions !== undefined && !isCount(extensions, 0) ? [unkept('(limits)', 'extensions')] : [];
  return [...own, ...Object.entries(flow.nodes).flatMap(([id, node]) => faultsOf(id, node, flow))];
}

const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

const fault = (proof: Fault['proof'], path: readonly string[], words: Text): Fault => ({
  proof,
  path,
  words,
});

const unkept = (id: NodeId, field: string): Fault =>
  fault('clock', [id, field], text('时限无法执行', 'A limit that cannot be kept'));

function faultsOf(id: NodeId, node: FlowNode, flow: Flow): readonly Fault[] {
  if (node.kind === 'timer') return isCount(node.workingDays, 0) ? [] : [unkept(id, 'workingDays')];
  const rules = node.kind === 'approve' ? node : node.kind === 'policyCheck' ? node.added : null;
  if (rules === null) return [];
  const { dueWorkingDays: due, reminderWorkingDays: remind, workWorkingDays: work = 0 } = rules.limit;
  const within = (days: number) => isCount(days, 0) && days <= due;
  const reason = rules.batchAllowed === true ? standsAlone(rules, flow) : null;
  return [
    ...(isCount(due, 1) ? [] : [unkept(id, 'dueWorkingDays')]),
    ...(within(remind) ? [] : [unkept(id, 'reminderWorkingDays')]),
    ...(within(work) ? [] : [unkept(id, 'workWorkingDays')]),
    ...(reason === null
      ? []
      : [fault('batch', [id, reason], text('该环节须逐件办理', 'The node is decided one by one'))]),
  ];
}
