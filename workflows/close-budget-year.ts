import { proxyActivities, sleep } from '@temporalio/workflow';
import type { BudgetActivities } from '../activities/budget-activities.ts';
import { dateAt, yearOf } from '../domain/kernel/local-date.ts';
import type { CloseYearInput, YearEndResult } from './messages.ts';
import { RECORDING } from './recording.ts';

const { freezeYear, projectsToMove, closeLines } = proxyActivities<BudgetActivities>({
  ...RECORDING,
  startToCloseTimeout: '2 minutes',
});
/** A project whose worker is away is asked again; one that cannot be asked keeps its line open, and is told. */
const { lapseProject } = proxyActivities<BudgetActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 5 },
});

const ROUNDS = 3;
const BETWEEN = '1 minute';

/**
 * 年终结账 the end of a fiscal year: nothing new is taken from its lines; projects without a contract give back what they had
 * reserved; then what is left is carried over or lapses. Every part finds what is left to do, so that it may be run again.
 */
export async function closeBudgetYear({ fiscalYear }: CloseYearInput): Promise<YearEndResult> {
  // The schedule rings in the first hour of the year after.
  const year = fiscalYear ?? yearOf(dateAt(Date.now())) - 1;
  await freezeYear({ fiscalYear: year });
  let left = await lapseAll(year);
  for (let round = 1; left.length > 0 && round < ROUNDS; round += 1) {
    await sleep(BETWEEN);
    left = await lapseAll(year);
  }
  return { ...(await closeLines({ fiscalYear: year })), projectsLeft: left };
}

/** Asks every project of the year that has no contract; answers those that could not be asked. */
async function lapseAll(fiscalYear: number): Promise<readonly string[]> {
  const left: string[] = [];
  for (const project of await projectsToMove({ fiscalYear })) {
    const done = await lapseProject({ ...project, fiscalYear }).catch(() => false);
    if (!done) left.push(project.projectId);
  }
  return left;
}
