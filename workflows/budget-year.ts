import { allHandlersFinished, condition, proxyActivities } from '@temporalio/workflow';
import type { BudgetActivities } from '../activities/budget-activities.ts';
import type { BudgetOutcome, BudgetProcess, BudgetYearRequest } from '../domain/budget/budget-year.ts';
import type { CompilationStatus } from '../domain/budget/compilation.ts';
import { budgetParked } from '../domain/budget/parked.ts';
import { watchDeadlines } from './clock.ts';
import { alone, answerMessages, begun, current, running } from './desk.ts';
import type { BudgetYearInput } from './messages.ts';
import { RECORDING } from './recording.ts';

const activities = proxyActivities<BudgetActivities>(RECORDING);

/**
 * 预算编制「两上两下」 the budget of one unit in one year, from its suggestion to its publication. People act through updates, the
 * statutory days ring the clock; a budget that is public has nothing more to wait for.
 */
export async function budgetYear(input: BudgetYearInput): Promise<CompilationStatus | 'declined'> {
  const { budgetId, orgId, fiscalYear } = input;
  const state = running<BudgetProcess>(null);
  answerMessages<BudgetProcess, BudgetYearRequest, BudgetOutcome>(state, {
    refusalToAsk: ({ parked }) => (parked ? budgetParked(budgetId) : null),
    record: (given) => activities.recordCompilation(given),
    release: (by) => activities.releaseBudget({ budgetId, by }),
  });
  if (!(await begun(state))) return 'declined';
  await watchDeadlines({
    deadlines: () => current(state).deadlines,
    finished: () => current(state).status === 'published',
    record: (fired) =>
      alone(state, async () => {
        state.process = await activities.recordBudgetDeadlines({ orgId, fiscalYear, fired });
      }),
    halted: () => state.parked,
    onBug: () => {
      state.parked = true;
    },
  });
  await condition(allHandlersFinished);
  return current(state).status;
}
