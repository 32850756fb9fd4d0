import { mayBatch } from '../approval/batch.ts';
import type { TaskId } from '../approval/case.ts';
import { caseRefusal } from '../approval/case-refusals.ts';
import type { Flow } from '../approval/flow.ts';
import { openTasks } from '../approval/tally.ts';
import type { UserId } from '../kernel/brand.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { approvalCommandAt } from './approval-commands.ts';
import type { Command } from './commands.ts';
import type { ProjectProcess } from './process.ts';
import { STEPS, type StepId } from './steps.ts';

/** The nodes of a project's approval bear the names of its steps. */
const stepOf = (taskId: TaskId): StepId | null => {
  const node = taskId.split('#')[0] ?? '';
  return Object.hasOwn(STEPS, node) ? (node as StepId) : null; // a key of the table
};

/**
 * 批量办理 the command that approves one task of a project as part of a batch. Only reviews have one: the other approvals decide on
 * money, or ask for more than an opinion.
 */
export function batchCommand(taskId: TaskId, opinion: string): Result<Command> {
  const command = approvalCommandAt(stepOf(taskId));
  switch (command) {
    case 'ReviewDemand':
      return accept({ type: command, data: { decision: 'approve', opinion } });
    case 'ReviewRequirement':
      return accept({ type: command, data: { decision: 'approve', opinion, minutesRef: null } });
    default:
      return refuse(caseRefusal('BatchNotAllowed', { taskId, because: command === null ? 'flow' : 'money' }));
  }
}

interface Batched {
  readonly taskId: TaskId;
  readonly by: UserId;
  /** The flow that the project's approval is pinned to; null when no approval is under way. */
  readonly flow: Flow | null;
}

/** Null when this person may approve the task together with others, otherwise why not. */
export function batchRefusal({ approval }: ProjectProcess, { taskId, by, flow }: Batched): Refusal | null {
  if (approval === null || flow === null) return caseRefusal('NoSuchTask', { taskId });
  const refusal = mayBatch(approval, taskId, flow);
  if (refusal) return refusal;
  const isMine = openTasks(approval).some((task) => task.taskId === taskId && task.userId === by);
  return isMine ? null : caseRefusal('NotYours', { taskId });
}
