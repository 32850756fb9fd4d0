import {
  ApplicationFailure,
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { type Refusal, refuse } from '../../domain/kernel/refusal.ts';
import { text } from '../../domain/kernel/text.ts';
import { type CommandOutcome, PARKED, type Refused } from '../../domain/project/outcome.ts';
import {
  EXECUTE,
  type ExecuteInput,
  type ExecuteResult,
  PURCHASE_PROJECT,
  type PurchaseProjectInput,
  REFUSED,
  REGION_ATTRIBUTE,
  RELEASE,
  STAGE_ATTRIBUTE,
  workflowIdOf,
} from '../../workflows/messages.ts';
import type { Api } from '../deps.ts';
import { ProblemError, unavailable } from '../problem/problem-error.ts';

/** What the engine says to a command within the deadline. */
export type EngineAnswer<Outcome = CommandOutcome> =
  | { readonly kind: 'answered'; readonly outcome: Outcome | Refused }
  /** Not decided yet; the same key asks again. */
  | { readonly kind: 'pending' }
  /** No workflow leads this project (any more). */
  | { readonly kind: 'noWorkflow' };

export interface Sent {
  readonly projectId: string;
  readonly updateId: string;
  readonly input: ExecuteInput;
}

/** Workflow starts need the name for the operator's page and the region for its filters. */
export interface Begun extends Sent {
  readonly projectName: string;
  readonly regionCode: string;
}

const STAGE = defineSearchAttributeKey(STAGE_ATTRIBUTE, SearchAttributeType.KEYWORD);
const REGION = defineSearchAttributeKey(REGION_ATTRIBUTE, SearchAttributeType.KEYWORD);
const PROBE_MS = 1_000;

const withDeadline = <T>(api: Api, ms: number, work: () => Promise<T>): Promise<T> =>
  api.temporal.connection.withDeadline(Date.now() + ms, work);

/** Sends a command to the workflow that leads the project and waits for its answer. */
export const sendCommand = (api: Api, { projectId, updateId, input }: Sent): Promise<EngineAnswer> =>
  answerOf(api, () =>
    api.temporal.workflow
      .getHandle(workflowIdOf(projectId))
      .executeUpdate<ExecuteResult, [ExecuteInput]>(EXECUTE, { updateId, args: [input] }),
  );

/** Starts the workflow of a new project together with its first command; a repeated request finds the same one. */
export const beginProject = (api: Api, begun: Begun): Promise<EngineAnswer> =>
  answerOf(api, async () => {
    const start: PurchaseProjectInput = {
      projectId: begun.projectId,
      regionCode: begun.regionCode,
      carried: null,
    };
    const startWorkflowOperation = new WithStartWorkflowOperation(PURCHASE_PROJECT, {
      workflowId: workflowIdOf(begun.projectId),
      taskQueue: api.taskQueue,
      args: [start],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: begun.projectName,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: STAGE, value: 'catalog' },
        { key: REGION, value: begun.regionCode },
      ]),
    });
    return api.temporal.workflow.executeUpdateWithStart<
      () => Promise<unknown>,
      ExecuteResult,
      [ExecuteInput]
    >(EXECUTE, { updateId: begun.updateId, args: [begun.input], startWorkflowOperation });
  });

/** Asks for the answer to a command that was sent earlier; null when the engine does not know it. */
export async function askAgain(
  api: Api,
  sent: Omit<Sent, 'input'>,
): Promise<CommandOutcome | 'pending' | null> {
  const ask = () =>
    api.temporal.workflow
      .getHandle(workflowIdOf(sent.projectId))
      .getUpdateHandle<ExecuteResult>(sent.updateId)
      .result();
  const answer = await answerOf(api, ask, PROBE_MS);
  if (answer.kind === 'noWorkflow') return null;
  return answer.kind === 'pending' ? 'pending' : answer.outcome;
}

/** Lets a parked case go on. */
export async function releaseCase(api: Api, projectId: string, by: { userId: string; updateId: string }) {
  const { userId, updateId } = by;
  const release = async (): Promise<CommandOutcome | null> => {
    await api.temporal.workflow
      .getHandle(workflowIdOf(projectId))
      .executeUpdate<void, [string]>(RELEASE, { updateId, args: [userId] });
    return null;
  };
  const answer = await answerOf(api, release);
  if (answer.kind === 'noWorkflow') throw caseParked();
  return answer.kind !== 'pending';
}

/** Asks the engine within the deadline; what it says comes as an answer, a fault of ours or an absence as a problem. */
export async function answerOf<Outcome = CommandOutcome>(
  api: Api,
  ask: () => Promise<Outcome | null>,
  deadlineMs = api.limits.commandDeadlineMs,
): Promise<EngineAnswer<Outcome>> {
  try {
    const outcome = await withDeadline(api, deadlineMs, ask);
    // Only the release of a parked case answers without an outcome, and it does not look at it.
    return { kind: 'answered', outcome: outcome as Outcome };
  } catch (error) {
    return answerFrom(api, error);
  }
}

async function answerFrom(api: Api, error: unknown): Promise<EngineAnswer<never>> {
  if (error instanceof WorkflowUpdateFailedError) return refusalFrom(error);
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) {
    return { kind: 'noWorkflow' };
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isSlow(error)) {
    // The client retries a server that is away until the deadline; only asking tells slow from away.
    if (await isEngineThere(api)) return { kind: 'pending' };
    throw unavailable('temporal');
  }
  if (error instanceof ServiceError || isGrpcServiceError(error)) throw unavailable('temporal');
  throw error;
}

/** gRPC's numbers for DEADLINE_EXCEEDED and RESOURCE_EXHAUSTED. */
const SLOW: ReadonlySet<number> = new Set([4, 8]);

function isSlow(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && SLOW.has(cause.code);
}

/** True when the Temporal server answers. */
export async function isEngineThere(api: Api): Promise<boolean> {
  try {
    const namespace = api.temporal.options.namespace;
    await withDeadline(api, PROBE_MS, () => api.temporal.workflowService.describeNamespace({ namespace }));
    return true;
  } catch {
    return false;
  }
}

function refusalFrom(error: WorkflowUpdateFailedError): EngineAnswer<never> {
  const { cause } = error;
  if (cause instanceof ApplicationFailure) {
    const refusal = cause.details?.[0];
    // The workflow's validator puts the refusal there, as JSON it wrote itself.
    if (cause.type === REFUSED && refusal) {
      return { kind: 'answered', outcome: { ...refuse(refusal as Refusal), requestHash: '' } };
    }
    if (cause.type === PARKED) throw caseParked();
    // The run ended between acceptance and answer; the next one knows the key.
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'pending' };
  }
  throw error;
}

export const caseParked = (): ProblemError =>
  new ProblemError('CaseParked', {
    detail: text(
      '系统在办理此项目时出错，案件已挂起，内容未丢失；运维人员处理后可继续办理。',
      'A fault stopped this case; it is parked and nothing is lost. It goes on when an operator has dealt with it.',
    ),
    remedy: text(
      '请联系运维人员；解除挂起后用新的幂等键重新办理。',
      'Tell the operator; when the case is released, ask again with a new key.',
    ),
    headers: { 'retry-after': '60' },
  });
