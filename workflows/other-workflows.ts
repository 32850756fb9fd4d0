import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { getExternalWorkflowHandle, startChild } from '@temporalio/workflow';
import type { CaseOutcome } from '../domain/approval/case-requests.ts';
import { APPROVAL_CASE, type ApprovalCaseInput, approvalWorkflowIdOf, REGION_ATTRIBUTE } from './messages.ts';

/** Starts the workflow of the approval that an extension needs, once; its case has been recorded together with the asking. */
export async function beginExtension(
  outcome: CaseOutcome,
  asker: { readonly caseId: string; readonly taskId: string },
): Promise<void> {
  if (!outcome.ok || !outcome.extension) return;
  const { regionCode, process } = outcome.extension;
  const { caseId } = process;
  const input: ApprovalCaseInput = {
    caseId,
    regionCode,
    hasCallback: false,
    asker: { caseId: asker.caseId, taskId: asker.taskId },
    carried: { v: 1, process, recent: [], parked: false },
  };
  try {
    await startChild(APPROVAL_CASE, {
      workflowId: approvalWorkflowIdOf(caseId),
      args: [input],
      // It is an approval like any other; it outlives the case that asked.
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: [{ key: { name: REGION_ATTRIBUTE, type: 'KEYWORD' }, value: regionCode }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Signals another workflow; one that has ended has nothing left to be told. */
export async function signalIfOpen(workflowId: string, signal: string, args: unknown[] = []): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(signal, ...args);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && /not found/i.test(error.message);
