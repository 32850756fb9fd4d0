import type { ChildProcess } from 'node:child_process';
import { signalProcess, stopProcess } from './pids.ts';

/** What all running parts of a stack have in common. */
export type Running = {
  pid: number;
  /** Fulfilled when the process has ended, for whatever reason. */
  exited: Promise<void>;
  /** Asks it to stop, waits, and makes it stop when it does not. */
  stop(): Promise<void>;
  /** Asks it to stop without waiting: for the last moment of our own process. */
  quit(): void;
  /** Kills it as a power cut would. */
  kill(): void;
};

/** Wraps a child process that outlives a Ctrl-C at the terminal and does not keep us alive. */
export function asRunning(child: ChildProcess, how: { signal: NodeJS.Signals; graceMs: number }): Running {
  const { pid } = child;
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.unref();
  child.channel?.unref();
  return {
    pid: pid ?? 0,
    exited,
    stop: async () => {
      if (pid !== undefined) await stopProcess(pid, how);
    },
    quit: () => {
      if (pid !== undefined) signalProcess(pid, how.signal);
    },
    kill: () => {
      if (pid !== undefined) signalProcess(pid, 'SIGKILL');
    },
  };
}
