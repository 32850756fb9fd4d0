import type { Refusal } from '../kernel/refusal.ts';
import { type CaseState, type RoundRules, seatOf, type TaskId } from './case.ts';
import { caseRefusal } from './case-refusals.ts';
import type { Flow } from './flow.ts';
import { isOpen } from './tally.ts';

/**
 * 批量办理: null when the task may be approved together with others, otherwise why it is decided by itself. Never in a batch, whatever
 * the flow says: money, votes, a capacity of one's own, and whatever asks a signature, a seal or an attachment. Where an opinion is
 * asked, the node itself has to allow it.
 */
export function mayBatch(state: CaseState, taskId: TaskId, flow: Flow): Refusal | null {
  const found = seatOf(state, taskId);
  if (!found?.round.rules) return caseRefusal('NoSuchTask', { taskId });
  const { round, seat } = found;
  if (state.status !== 'running' || !isOpen(round, seat)) return caseRefusal('TaskNotOpen', { taskId });
  const because = standsAlone(found.round.rules, flow);
  return because === null ? null : caseRefusal('BatchNotAllowed', { taskId, because });
}

/** What makes a node one to be decided by itself; null when it may be part of a batch. */
export function standsAlone(
  rules: Pick<RoundRules, 'money' | 'mode' | 'capacity' | 'requires' | 'batchAllowed'>,
  flow: Pick<Flow, 'batchAllowed'>,
): 'money' | 'vote' | 'capacity' | 'signature' | 'seal' | 'attachment' | 'opinion' | 'flow' | null {
  const { money, mode, capacity, requires, batchAllowed } = rules;
  if (money) return 'money';
  if (mode.kind === 'vote') return 'vote';
  if (capacity !== null) return 'capacity';
  if (requires.signature) return 'signature';
  if (requires.seal) return 'seal';
  if (requires.attachment) return 'attachment';
  if (batchAllowed === undefined && requires.opinion) return 'opinion';
  return (batchAllowed ?? flow.batchAllowed ?? false) ? null : 'flow';
}
