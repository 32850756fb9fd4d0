import { testTemporal, testWorkflowBundle } from './services.ts';
import { spawnWorker } from './spawn-worker.ts';
import type { TestStack } from './stack.ts';

/** Runs the worker that dies right after a command is committed; `gone` tells the signal that ended it. */
export async function dyingWorker(
  { databaseUrl, taskQueue }: Pick<TestStack, 'databaseUrl' | 'taskQueue'>,
  command: string,
): Promise<{ gone: Promise<NodeJS.Signals | null> }> {
  const [temporal, bundle] = await Promise.all([testTemporal(), testWorkflowBundle()]);
  const args = [databaseUrl, temporal.address, temporal.namespace, taskQueue, bundle.codePath, command];
  return spawnWorker('./dying-worker.ts', args);
}
