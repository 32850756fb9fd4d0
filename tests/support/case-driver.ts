import { createHash } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowUpdateStage } from '@temporalio/client';
import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import type { CaseOutcome, CaseRequest, StartCase } from '../../domain/approval/case-requests.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { approvalCase } from '../../workflows/approval-case.ts';
import {
  APPROVAL_CASE,
  type ApprovalCaseInput,
  approvalWorkflowIdOf,
  EXECUTE,
  type Execute,
} from '../../workflows/messages.ts';
import type { TestStack } from './stack.ts';

export const WORDS = { text: '同意', attachments: [], signature: '签名', seal: null };

const executeOf = (request: CaseRequest): Execute<CaseRequest> => ({
  request,
  requestHash: createHash('sha256').update(canonicalJson(request)).digest('hex'),
});

/** A command without its time. */
type Given = CaseCommand extends infer C ? (C extends CaseCommand ? Omit<C, 'occurredAt'> : never) : never;

/** Speaks to one case's workflow the way the API does, but for the HTTP around it. */
export function driveCase({ client, taskQueue }: Pick<TestStack, 'client' | 'taskQueue'>, caseId: string) {
  const workflowId = approvalWorkflowIdOf(caseId);
  let commands = 0;
  const execute = (command: CaseCommand, updateId = `command-${(commands += 1)}`): Promise<CaseOutcome> =>
    client.workflow.getHandle(workflowId).executeUpdate<CaseOutcome, [Execute<CaseRequest>]>(EXECUTE, {
      updateId,
      args: [executeOf({ command, expectedSeq: null })],
    });
  return {
    caseId,
    workflowId,
    start(by: string, data: Partial<StartCase['data']>, updateId = 'start'): Promise<CaseOutcome> {
      const input: ApprovalCaseInput = {
        caseId,
        regionCode: '519901101',
        hasCallback: typeof data.callbackUrl === 'string',
        carried: null,
      };
      const command: StartCase = {
        verb: 'start',
        by,
        data: {
          flowId: 'leave',
          flowVersion: 1,
          title: '请假',
          form: { days: 2 },
          choices: {},
          callbackUrl: null,
          ...data,
        },
      };
      return client.workflow.executeUpdateWithStart<typeof approvalCase, CaseOutcome, [Execute<CaseRequest>]>(
        EXECUTE,
        {
          startWorkflowOperation: new WithStartWorkflowOperation(APPROVAL_CASE, {
            workflowId,
            taskQueue,
            args: [input],
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
          updateId,
          args: [executeOf({ command, expectedSeq: null })],
        },
      );
    },
    execute,
    /** Hands a command in and waits only until the workflow has taken it. */
    begin(given: Given) {
      const command: CaseCommand = { ...given, occurredAt: null };
      return client.workflow.getHandle(workflowId).startUpdate<CaseOutcome, [Execute<CaseRequest>]>(EXECUTE, {
        waitForStage: WorkflowUpdateStage.ACCEPTED,
        args: [executeOf({ command, expectedSeq: null })],
      });
    },
    give(given: Given, updateId?: string): Promise<CaseOutcome> {
      return execute({ ...given, occurredAt: null }, updateId);
    },
    approve(by: string, taskId: string, updateId?: string): Promise<CaseOutcome> {
      const data = { taskId, opinion: WORDS, choices: {} };
      return this.give({ by, verb: 'approve', data }, updateId);
    },
  };
}
