import { ParentClosePolicy, proxyActivities, startChild } from '@temporalio/workflow';
import type { ImportActivities } from '../activities/import-activities.ts';
import type { ImportOutcome, ProjectImport } from '../domain/project/import.ts';
import {
  PURCHASE_PROJECT,
  type PurchaseProjectInput,
  REGION_ATTRIBUTE,
  STAGE_ATTRIBUTE,
  workflowIdOf,
} from './messages.ts';

const { recordProjectImport } = proxyActivities<ImportActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});
const { readImported } = proxyActivities<ImportActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/**
 * 批量申报 a file of projects: recorded as one, then each project is led by a workflow of its own. Whoever dies in between,
 * the projects that are recorded get their workflows.
 */
export async function importProjects(input: ProjectImport): Promise<ImportOutcome> {
  const outcome = await recordProjectImport(input);
  if (outcome.ok) for (const { projectId } of outcome.created) await begin(projectId);
  return outcome;
}

async function begin(projectId: string): Promise<void> {
  const { projectName, regionCode, process } = await readImported({ projectId });
  const carried = { v: 1, process, recent: [], parked: false } as const;
  await startChild<(input: PurchaseProjectInput) => Promise<unknown>>(PURCHASE_PROJECT, {
    workflowId: workflowIdOf(projectId),
    args: [{ projectId, regionCode, carried }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: projectName,
    typedSearchAttributes: [
      { key: { name: STAGE_ATTRIBUTE, type: 'KEYWORD' }, value: process.stage },
      { key: { name: REGION_ATTRIBUTE, type: 'KEYWORD' }, value: regionCode },
    ],
  });
}
