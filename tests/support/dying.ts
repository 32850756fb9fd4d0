import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testTemporal, testWorkflowBundle } from './services.ts';
import type { TestStack } from './stack.ts';

/** Runs the worker that dies right after a command is committed; `gone` tells the signal that ended it. */
export async function dyingWorker(
  { databaseUrl, taskQueue }: Pick<TestStack, 'databaseUrl' | 'taskQueue'>,
  command: string,
): Promise<{ gone: Promise<NodeJS.Signals | null> }> {
  const [temporal, bundle] = await Promise.all([testTemporal(), testWorkflowBundle()]);
  const script = fileURLToPath(new URL('./dying-worker.ts', import.meta.url));
  const args = [databaseUrl, temporal.address, temporal.namespace, taskQueue, bundle.codePath, command];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  for await (const chunk of child.stdout) if (String(chunk).includes('worker ready')) break;
  return { gone };
}
