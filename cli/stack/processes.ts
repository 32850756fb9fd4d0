import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asRunning, type Running } from './children.ts';
import { StackFailure } from './failure.ts';
import { keepSmall, lastLines, readFrom, sizeOf } from './logs.ts';
import { ROOT } from './paths.ts';
import { notePid, stopLeftover } from './pids.ts';
import { RUN_TYPESCRIPT } from './typescript.ts';

const READY_WITHIN_MS = 90_000;
const GRACE_MS = 40_000;

/** One of our own programs: what to run and how to know that it serves. */
export type ProgramOptions = {
  name: string;
  /** Path below the root of the checkout. */
  entry: string;
  env: NodeJS.ProcessEnv;
  /** Where the log goes. */
  logDir: string;
  /** Where the process is noted, so that the next start finds it if we are killed. */
  runDir: string;
  ready: Ready;
};

/** Ready when a page answers 200, or when a line appears in the log. */
export type Ready = { page: string } | { line: string };

/** A running program of ours. */
export type Program = Running & { log: string };

/** Starts one of our programs as a child and waits until it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const note = join(options.runDir, `${options.name}.pid`);
  await stopLeftover(note, { signal: 'SIGTERM', graceMs: GRACE_MS });
  const log = join(options.logDir, `${options.name}.log`);
  await keepSmall(log);
  const offset = await sizeOf(log);
  const child = launch(options, log);
  if (child.pid !== undefined) await notePid(note, child.pid);
  const program = { ...asRunning(child, { signal: 'SIGTERM', graceMs: GRACE_MS }), log };
  if (!(await untilReady(child, { ready: options.ready, log, offset }))) {
    await program.stop();
    throw await didNotStart(options.name, log);
  }
  return program;
}

function launch(options: ProgramOptions, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const args = ['--import', './cli/stack/leash.mjs', ...RUN_TYPESCRIPT, options.entry];
  // Detached: a Ctrl-C at the terminal must reach us first, so that the parts stop in order. The channel is the leash.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  child.once('exit', () => closeSync(log));
  child.once('error', () => undefined);
  return child;
}

async function untilReady(
  child: ChildProcess,
  at: { ready: Ready; log: string; offset: number },
): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await isReady(at)) return true;
    await sleep(50);
  }
  return false;
}

async function isReady(at: { ready: Ready; log: string; offset: number }): Promise<boolean> {
  if ('line' in at.ready) return (await readFrom(at.log, at.offset)).includes(at.ready.line);
  try {
    const answer = await fetch(at.ready.page, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function didNotStart(name: string, log: string): Promise<StackFailure> {
  const tail = await lastLines(log, 12);
  return new StackFailure({
    zh: `${name} 未能启动，日志在 ${log}，最后几行：\n${tail}`,
    en: `${name} did not start, its log is ${log}, the last lines:\n${tail}`,
  });
}
