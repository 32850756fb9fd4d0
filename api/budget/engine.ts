import { WithStartWorkflowOperation } from '@temporalio/client';
import type { BudgetOutcome, BudgetYearRequest } from '../../domain/budget/budget-year.ts';
import { budgetIdOf } from '../../domain/budget/budget-year.ts';
import {
  BUDGET_YEAR,
  type BudgetYearInput,
  budgetWorkflowIdOf,
  EXECUTE,
  type Execute,
} from '../../workflows/messages.ts';
import type { Api } from '../deps.ts';
import { answerOf, type EngineAnswer } from '../project/engine.ts';

interface Sent {
  readonly updateId: string;
  readonly input: Execute<BudgetYearRequest>;
}

/** Sends one step of a compilation to the workflow that leads the budget, which begins with the first of them. */
export const sendToBudget = (api: Api, { updateId, input }: Sent): Promise<EngineAnswer<BudgetOutcome>> =>
  answerOf(api, () => {
    const { orgId, fiscalYear } = input.request;
    const budgetId = budgetIdOf(orgId, fiscalYear);
    const start: BudgetYearInput = { budgetId, orgId, fiscalYear };
    const startWorkflowOperation = new WithStartWorkflowOperation(BUDGET_YEAR, {
      workflowId: budgetWorkflowIdOf(budgetId),
      taskQueue: api.taskQueue,
      args: [start],
      workflowIdConflictPolicy: 'USE_EXISTING',
      // A first step that was refused has ended its workflow; the next one begins another.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return api.temporal.workflow.executeUpdateWithStart<
      () => Promise<unknown>,
      BudgetOutcome,
      [Execute<BudgetYearRequest>]
    >(EXECUTE, { updateId, args: [input], startWorkflowOperation });
  });
