import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { findImport } from '../../db/import/record-projects.ts';
import type { ImportOutcome, ProjectImport } from '../../domain/project/import.ts';
import { IMPORT_PROJECTS, importWorkflowIdOf } from '../../workflows/messages.ts';
import type { Api } from '../deps.ts';
import { requireSameRequest } from '../project/answers.ts';
import { answerOf } from '../project/engine.ts';

/** What an import under this key has recorded already; another file under the same key is refused. */
export async function storedImport(
  api: Api,
  { importId, fileSha256 }: Pick<ProjectImport, 'importId' | 'fileSha256'>,
): Promise<ImportOutcome | null> {
  const stored = await findImport(api.db, importId);
  if (!stored) return null;
  requireSameRequest(stored.fileSha256, fileSha256);
  return stored;
}

/** Starts the workflow that records the file, or finds the one that does, and waits for what it says. */
export async function runImport(api: Api, input: ProjectImport): Promise<ImportOutcome | 'pending'> {
  const workflowId = importWorkflowIdOf(input.importId);
  const answer = await answerOf<ImportOutcome>(api, async () => {
    await api.temporal.workflow
      .start(IMPORT_PROJECTS, {
        workflowId,
        taskQueue: api.taskQueue,
        args: [input],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        staticSummary: `${input.rows.length} projects`,
      })
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      });
    return (await api.temporal.workflow.getHandle(workflowId).result()) as ImportOutcome;
  });
  if (answer.kind !== 'answered') return 'pending';
  // No update is sent, so the engine's own refusals cannot come here.
  const outcome = answer.outcome as ImportOutcome;
  requireSameRequest(outcome.fileSha256, input.fileSha256);
  return outcome;
}
