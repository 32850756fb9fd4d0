import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { readHistories, type SavedHistory } from '../../cli/histories.ts';
import { testWorkflowBundle } from '../support/services.ts';

Runtime.install({ logger: new DefaultLogger('ERROR', () => {}) });

let histories: readonly SavedHistory[];
beforeAll(async () => {
  histories = await readHistories();
});

type Bundle = { readonly codePath: string } | { readonly code: string };

/** Names of the histories that this code does not replay. */
async function failures(workflowBundle: Bundle): Promise<readonly string[]> {
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    if (error) failed.push(workflowId);
  }
  return failed;
}

const variant = (name: string) =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });

describe('the saved histories', () => {
  test('cover every stage, a return, each early end, a deadline, the verbs of approvals and each end of a policy release', () => {
    const names = new Set(histories.map(({ workflowId }) => workflowId.replace(/-\d+$/, '')));
    const scenes = [
      'whole-life',
      'returned-and-rectified',
      'failed-and-cancelled',
      'rejected',
      'withdrawn',
      'terminated',
    ];
    for (const scene of [
      ...scenes,
      'suspended',
      'reminded-and-escalated',
      'approval-verbs',
      'approval-returned-and-told',
      'approval-reminded-and-escalated',
      'release-moved-and-activated',
      'release-rejected',
      'release-withdrawn',
      'release-stopped',
      'release-declined',
    ])
      expect(names).toContain(scene);
  });

  test('replay on the workflow as it is', async () => {
    expect(await failures(await testWorkflowBundle())).toEqual([]);
  });

  test('replay on a change behind patched()', async () => {
    expect(await failures(await variant('patched-change'))).toEqual([]);
  });

  test('do not replay on the same change without patched()', async () => {
    expect(await failures(await variant('broken-change'))).toHaveLength(histories.length);
  });
});
