import { WithStartWorkflowOperation } from '@temporalio/client';
import { findAccountChange } from '../../db/approval/accounts.ts';
import type { AccountOutcome, AskedChange } from '../../domain/approval/account.ts';
import { ACCOUNT_CHANGE, accountWorkflowIdOf, EXECUTE } from '../../workflows/messages.ts';
import {
  accountBody,
  accountParams,
  accountPendingSchema,
  accountResultSchema,
} from '../contract/account.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { unavailable } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest } from '../project/answers.ts';
import { answerOf } from '../project/engine.ts';
import { hashOf, updateIdFor } from '../project/request-hash.ts';

const ACTS = [
  {
    path: 'disable',
    disabled: true,
    summary: '停用账号 Disable an account; its open approval tasks are put to review',
  },
  { path: 'enable', disabled: false, summary: '启用账号 Let a disabled account in again' },
] as const;

/** 账号: an administrator of the organisation shuts somebody out, or lets them in again. */
export function accountRoutes(app: App, api: Api): void {
  for (const act of ACTS) accountRoute(app, api, act);
}

function accountRoute(app: App, api: Api, { path, disabled, summary }: (typeof ACTS)[number]): void {
  app.post(
    `/api/v1/accounts/:userId/${path}`,
    {
      schema: {
        tags: ['approval'],
        summary,
        params: accountParams,
        headers: keyHeader,
        body: accountBody,
        response: answers({ 200: accountResultSchema, 202: accountPendingSchema }),
      },
    },
    async (request, reply) => {
      const by = viewerOf(request).actor.userId;
      const { userId } = request.params;
      const change = { userId, disabled, reason: request.body.reason, by };
      const asked: AskedChange = {
        change,
        key: updateIdFor(by, request.headers['idempotency-key']),
        requestHash: hashOf(change),
      };
      const outcome = (await findAccountChange(api.db, asked.key)) ?? (await ask(api, asked));
      if (outcome === 'pending') {
        return reply.status(202).header('retry-after', '2').send({ status: 'pending', userId });
      }
      requireSameRequest(outcome.requestHash, asked.requestHash);
      if (!outcome.ok) throw new RefusedError(outcome.refusal);
      return { userId, disabled, heldTasks: outcome.heldTasks };
    },
  );
}

/** Starts the workflow of the change, or finds the one that was started with this key, and waits for what it records. */
async function ask(api: Api, asked: AskedChange): Promise<AccountOutcome | 'pending'> {
  const answer = await answerOf<AccountOutcome>(api, () => {
    const startWorkflowOperation = new WithStartWorkflowOperation(ACCOUNT_CHANGE, {
      workflowId: accountWorkflowIdOf(asked.key),
      taskQueue: api.taskQueue,
      args: [asked],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return api.temporal.workflow.executeUpdateWithStart<
      (asked: AskedChange) => Promise<unknown>,
      AccountOutcome,
      []
    >(EXECUTE, { updateId: 'recorded', args: [], startWorkflowOperation });
  });
  if (answer.kind === 'pending') return 'pending';
  // Each refused change may be asked again with its key, so a workflow is always there.
  if (answer.kind === 'noWorkflow') throw unavailable('temporal');
  return answer.outcome;
}
