import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The processes of a stack whose CPU time is told apart. */
export const KINDS = ['api', 'worker', 'temporal', 'postgres'] as const;
export type Kind = (typeof KINDS)[number];

const TICK_MS = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly cpuMs: number;
}

function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return {
      pid,
      parent: Number(fields[1]),
      command,
      cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    };
  } catch {
    return null; // It ended while we looked.
  }
}

function kindOf({ command }: Process, dataDir: string): Kind | null {
  if (command.includes('api/main.ts')) return 'api';
  if (command.includes('worker/main.ts')) return 'worker';
  if (!command.includes(dataDir)) return null;
  return command.includes('server start-dev') ? 'temporal' : 'postgres';
}

/** CPU milliseconds used so far by each kind of process that descends from this one, Linux only. */
export function cpuByKind(dataDir: string): Readonly<Record<Kind, number>> {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const byPid = new Map(all.map((one) => [one.pid, one]));
  const used = { api: 0, worker: 0, temporal: 0, postgres: 0 };
  for (const one of all) {
    const kind = firstKind(one, byPid, dataDir);
    if (kind) used[kind] += one.cpuMs;
  }
  return used;
}

/** A process belongs to the nearest of its parents that is of a kind, if the line of parents leads to us. */
function firstKind(start: Process, byPid: ReadonlyMap<number, Process>, dataDir: string): Kind | null {
  let kind: Kind | null = null;
  for (let one: Process | undefined = start; one; one = byPid.get(one.parent)) {
    if (one.pid === process.pid) return kind;
    kind ??= kindOf(one, dataDir);
  }
  // PostgreSQL may be started by another user's shell; its data folder tells that it is ours.
  return kind === 'postgres' || kind === 'temporal' ? kind : null;
}
