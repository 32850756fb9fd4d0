import { WithStartWorkflowOperation } from '@temporalio/client';
import { findRelease } from '../../db/policy/list-releases.ts';
import { findAnswer } from '../../db/policy/record-release.ts';
import type { Actor } from '../../domain/approval/types.ts';
import type { PolicyRelease, ReleaseCommand } from '../../domain/policy/release.ts';
import type { ReleaseOutcome } from '../../domain/policy/release-outcome.ts';
import { releaseRefusal } from '../../domain/policy/release-refusals.ts';
import {
  EXECUTE,
  POLICY_RELEASE,
  type PolicyReleaseInput,
  type ReleaseExecuteInput,
  type ReleaseExecuteResult,
  releaseWorkflowIdOf,
} from '../../workflows/messages.ts';
import type { Api } from '../deps.ts';
import { notFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest } from '../project/answers.ts';
import { answerOf } from '../project/engine.ts';
import { hashOf, updateIdFor } from '../project/request-hash.ts';

export interface ReleaseAsk {
  readonly releaseId: string;
  readonly key: string;
  readonly actor: Actor;
  readonly command: ReleaseCommand;
}

/** Sends a command to the workflow that leads the release, starting it with its proposal; a refusal is thrown. */
export async function askRelease(
  api: Api,
  { releaseId, key, actor, command }: ReleaseAsk,
): Promise<PolicyRelease | 'pending'> {
  const workflowId = releaseWorkflowIdOf(releaseId);
  const updateId = updateIdFor(actor.userId, key);
  const requestHash = hashOf({ releaseId, command, userId: actor.userId });
  const stored = await findAnswer(api.db, `${workflowId}:${updateId}`);
  if (stored) {
    requireSameRequest(stored.requestHash, requestHash);
    return stored.standing.release;
  }
  const args: [ReleaseExecuteInput] = [{ request: { command, actor }, requestHash }];
  const answer = await answerOf<ReleaseOutcome>(api, () =>
    command.type === 'ProposeRelease'
      ? begin(api, releaseId, { updateId, args })
      : api.temporal.workflow
          .getHandle(workflowId)
          .executeUpdate<ReleaseExecuteResult, [ReleaseExecuteInput]>(EXECUTE, { updateId, args }),
  );
  if (answer.kind === 'pending') return 'pending';
  if (answer.kind === 'noWorkflow') throw await gone(api, releaseId);
  requireSameRequest(answer.outcome.requestHash, requestHash);
  if (!answer.outcome.ok) throw new RefusedError(answer.outcome.refusal);
  return answer.outcome.standing.release;
}

interface Begun {
  readonly updateId: string;
  readonly args: [ReleaseExecuteInput];
}

function begin(api: Api, releaseId: string, { updateId, args }: Begun): Promise<ReleaseExecuteResult> {
  const startWorkflowOperation = new WithStartWorkflowOperation(POLICY_RELEASE, {
    workflowId: releaseWorkflowIdOf(releaseId),
    taskQueue: api.taskQueue,
    args: [{ releaseId }] satisfies [PolicyReleaseInput],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    staticSummary: 'policy release',
  });
  return api.temporal.workflow.executeUpdateWithStart<
    () => Promise<unknown>,
    ReleaseExecuteResult,
    [ReleaseExecuteInput]
  >(EXECUTE, { updateId, args, startWorkflowOperation });
}

/** No workflow leads it: it has ended, or never was. */
async function gone(api: Api, releaseId: string) {
  const found = await findRelease(api.db, releaseId);
  if (found) return new RefusedError(releaseRefusal('NotNow', { status: found.release.status }));
  return notFound(
    '没有这一规则发布，或其提出已被拒绝。',
    'There is no such policy release, or its proposal was refused.',
  );
}
