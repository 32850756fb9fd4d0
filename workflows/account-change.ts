import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { ApprovalActivities } from '../activities/approval-activities.ts';
import type { AccountOutcome, AskedChange } from '../domain/approval/account.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import { approvalWorkflowIdOf, EXECUTE, REVIEW, workflowIdOf } from './messages.ts';
import { signalIfOpen } from './other-workflows.ts';
import { RECORDING } from './recording.ts';

const activities = proxyActivities<ApprovalActivities>(RECORDING);
/** By then every transaction is over that began before the account was disabled. */
const SECOND_LOOK = '1 minute';

/**
 * 账号变动 one account shut out or let in again. Whoever asks is answered as soon as it is recorded; then every approval that
 * waits for a disabled person is asked to look at its holders, and once more for those that opened at that very moment.
 */
export async function accountChange(input: AskedChange): Promise<AccountOutcome['ok']> {
  let outcome: AccountOutcome | null = null;
  setHandler(defineUpdate<AccountOutcome>(EXECUTE), async () => {
    await condition(() => outcome !== null);
    invariant(outcome, 'It is recorded');
    return outcome;
  });
  outcome = await activities.changeAccount(input);
  if (outcome.ok && input.change.disabled) {
    await reviewHeld(input.change.userId);
    await sleep(SECOND_LOOK);
    await reviewHeld(input.change.userId);
  }
  await condition(allHandlersFinished);
  return outcome.ok;
}

/** Asks every approval that waits for this person to look at its holders. */
async function reviewHeld(userId: string): Promise<void> {
  let page = await activities.listHeld({ userId, after: null });
  while (page.length > 0) {
    const ids = page.map(({ kind, id }) => (kind === 'case' ? approvalWorkflowIdOf(id) : workflowIdOf(id)));
    await Promise.all(ids.map((workflowId) => signalIfOpen(workflowId, REVIEW)));
    page = await activities.listHeld({ userId, after: page.at(-1) ?? null });
  }
}
