import { findCaseReceipt } from '../../db/queries/approvals.ts';
import { readBatchScenes } from '../../db/queries/batch.ts';
import { findProcess, findReceipt } from '../../db/queries/commands.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { mayBatch } from '../../domain/approval/batch.ts';
import { batchCommand, batchRefusal } from '../../domain/project/batch.ts';
import { approvalWorkflowIdOf, workflowIdOf } from '../../workflows/messages.ts';
import { requireCase } from '../approval/answers.ts';
import { performVerb } from '../approval/verb-routes.ts';
import type { BatchItem } from '../contract/batch.ts';
import type { Api } from '../deps.ts';
import { projectNotFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { performCommand } from '../project/command-routes.ts';
import { updateIdFor } from '../project/request-hash.ts';

export interface ToApprove {
  readonly viewer: Viewer;
  readonly item: BatchItem;
  /** Of this item alone, made from the batch's. */
  readonly key: string;
  readonly opinion: string;
}

/** Where a matter stands after its task was approved. */
export interface Approved {
  readonly revision: number;
  readonly state: string;
}

/** Approves one task of a batch the way its own command would; a refusal is thrown as a problem. */
export const approveItem = (api: Api, asked: ToApprove): Promise<Approved | 'pending'> =>
  asked.item.kind === 'approval' ? approveCaseTask(api, asked) : approveProjectTask(api, asked);

async function approveCaseTask(api: Api, { viewer, item, key, opinion }: ToApprove) {
  const { subjectId: caseId, taskId, expectedRevision } = item;
  const { userId } = viewer.actor;
  const given = await findCaseReceipt(api.db, `${approvalWorkflowIdOf(caseId)}:${updateIdFor(userId, key)}`);
  // What was given before gets its answer from the receipt, though its task is closed by now.
  if (!given) {
    const { state, flow } = await requireCase(api, userId, caseId);
    const refusal = mayBatch(state, taskId, flow);
    if (refusal) throw new RefusedError(refusal);
  }
  const data = {
    taskId,
    opinion: { text: opinion, attachments: [], signature: null, seal: null },
    choices: {},
  };
  const performed = await performVerb(api, {
    caseId,
    userId,
    key,
    asked: {
      command: { verb: 'approve', by: userId, occurredAt: null, data },
      expectedSeq: expectedRevision,
    },
  });
  if (performed === 'pending') return performed;
  return { revision: performed.result.seq, state: performed.result.status };
}

async function approveProjectTask(api: Api, { viewer, item, key, opinion }: ToApprove) {
  const { subjectId: projectId, taskId, expectedRevision } = item;
  const { userId } = viewer.actor;
  const command = batchCommand(taskId, opinion);
  if (!command.ok) throw new RefusedError(command.refusal);
  const given = await findReceipt(api.db, `${workflowIdOf(projectId)}:${updateIdFor(userId, key)}`);
  if (!given) {
    const [row, scenes] = await Promise.all([
      findProcess(api.db, viewer, projectId),
      readBatchScenes(api.db, [item]),
    ]);
    if (!row) throw projectNotFound();
    const flow = scenes.get(`project/${projectId}`)?.flow ?? null;
    const refusal = batchRefusal(row.process, { taskId, by: userId, flow });
    if (refusal) throw new RefusedError(refusal);
  }
  const performed = await performCommand(api, viewer, {
    projectId,
    key,
    asked: { command: command.value, actor: viewer.actor, expectedRevision, occurredOn: null },
  });
  if (performed === 'pending') return performed;
  return { revision: performed.result.revision, state: performed.result.state };
}
