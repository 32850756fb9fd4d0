import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { BudgetTools } from '../activities/budget-activities.ts';
import { EXECUTE, type ExecuteInput, type ExecuteResult, workflowIdOf } from '../workflows/messages.ts';

/** How the end of a year speaks to a project: as the API does, by an update of the workflow that leads it. */
export function askProjectOver({ workflow }: Pick<Client, 'workflow'>): BudgetTools['askProject'] {
  return async (projectId, { updateId, request }) => {
    try {
      return await workflow
        .getHandle(workflowIdOf(projectId))
        .executeUpdate<ExecuteResult, [ExecuteInput]>(EXECUTE, {
          updateId,
          args: [{ request, requestHash: updateId }],
        });
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  };
}
