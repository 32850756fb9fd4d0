import { WithStartWorkflowOperation } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { CaseOutcome, CaseRequest } from '../../domain/approval/case-requests.ts';
import {
  APPROVAL_CASE,
  type ApprovalCaseInput,
  approvalWorkflowIdOf,
  EXECUTE,
  type Execute,
  REGION_ATTRIBUTE,
  RELEASE,
} from '../../workflows/messages.ts';
import type { Api } from '../deps.ts';
import { answerOf, caseParked, type EngineAnswer } from '../project/engine.ts';

interface Sent {
  readonly caseId: string;
  readonly updateId: string;
  readonly input: Execute<CaseRequest>;
}

const REGION = defineSearchAttributeKey(REGION_ATTRIBUTE, SearchAttributeType.KEYWORD);
const PROBE_MS = 1_000;

const handleOf = (api: Api, caseId: string) => api.temporal.workflow.getHandle(approvalWorkflowIdOf(caseId));

/** Sends a request to the workflow that leads the case and waits for its answer. */
export const sendToCase = (api: Api, { caseId, updateId, input }: Sent): Promise<EngineAnswer<CaseOutcome>> =>
  answerOf(api, () =>
    handleOf(api, caseId).executeUpdate<CaseOutcome, [Execute<CaseRequest>]>(EXECUTE, {
      updateId,
      args: [input],
    }),
  );

/** Starts the workflow of a new case together with its first request; a repeated one finds the same workflow. */
export const beginCase = (
  api: Api,
  { caseId, updateId, input, ...more }: Sent & { readonly regionCode: string; readonly hasCallback: boolean },
): Promise<EngineAnswer<CaseOutcome>> =>
  answerOf(api, () => {
    const start: ApprovalCaseInput = { caseId, ...more, carried: null };
    const startWorkflowOperation = new WithStartWorkflowOperation(APPROVAL_CASE, {
      workflowId: approvalWorkflowIdOf(caseId),
      taskQueue: api.taskQueue,
      args: [start],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: new TypedSearchAttributes([{ key: REGION, value: more.regionCode }]),
    });
    return api.temporal.workflow.executeUpdateWithStart<
      () => Promise<unknown>,
      CaseOutcome,
      [Execute<CaseRequest>]
    >(EXECUTE, { updateId, args: [input], startWorkflowOperation });
  });

/** Asks for the answer to a request that was sent earlier; null when the engine does not know it. */
export async function askCaseAgain(
  api: Api,
  { caseId, updateId }: Omit<Sent, 'input'>,
): Promise<CaseOutcome | 'pending' | null> {
  const ask = () => handleOf(api, caseId).getUpdateHandle<CaseOutcome>(updateId).result();
  const answer = await answerOf(api, ask, PROBE_MS);
  if (answer.kind === 'noWorkflow') return null;
  return answer.kind === 'pending' ? 'pending' : answer.outcome;
}

/** Lets a parked case go on; false while the engine has not answered. */
export async function releaseApproval(api: Api, caseId: string, by: { userId: string; updateId: string }) {
  const { userId, updateId } = by;
  const answer = await answerOf(api, async () => {
    await handleOf(api, caseId).executeUpdate<void, [string]>(RELEASE, { updateId, args: [userId] });
    return null;
  });
  if (answer.kind === 'noWorkflow') throw caseParked();
  return answer.kind !== 'pending';
}
