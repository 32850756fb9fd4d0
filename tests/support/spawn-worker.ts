import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A worker in a process of its own; `gone` tells the signal that ended it. */
export interface SpawnedWorker {
  readonly gone: Promise<NodeJS.Signals | null>;
  readonly child: ChildProcess;
}

/** Runs a worker's script, named from here, and waits until it says that it is ready. */
export async function spawnWorker(script: string, args: readonly string[]): Promise<SpawnedWorker> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  for await (const chunk of child.stdout) if (String(chunk).includes('worker ready')) break;
  return { gone, child };
}
