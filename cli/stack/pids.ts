import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process of this number exists; a zombie that nobody has reaped yet does not count. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const stat = await procFile(pid, 'stat');
  return stat === undefined || !/^\d+ \(.*\) [ZX] /s.test(stat);
}

async function procFile(pid: number, name: string): Promise<string | undefined> {
  return readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => undefined);
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  const answer = await run('ps', ['-o', `${column}=`, '-p', String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}

/** The command line of a process, words apart by blanks; undefined when there is none to read. */
export async function commandLine(pid: number): Promise<string | undefined> {
  const text = await procFile(pid, 'cmdline');
  return text ? text.replaceAll('\0', ' ').trim() : ps(pid, 'command');
}

/** When a process began, as an opaque text: with the number it names one process, numbers alone are used again. */
export async function startMark(pid: number): Promise<string | undefined> {
  const stat = await procFile(pid, 'stat');
  // The 22nd field; the second one is in brackets and may contain blanks.
  const mark = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return mark ?? ps(pid, 'lstart');
}

/** Waits until a process is gone; false when it still lives after the time given. */
export async function isGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Asks a process to stop, and makes it stop when it does not within the grace time. */
export async function stopProcess(
  pid: number,
  how: { signal: NodeJS.Signals; graceMs: number },
): Promise<void> {
  signalProcess(pid, how.signal);
  if (await isGone(pid, how.graceMs)) return;
  signalProcess(pid, 'SIGKILL');
  await isGone(pid, 5_000);
}

/** Sends a signal; a process that is gone already is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

type PidNote = { pid: number; mark?: string };

/** Writes down which process runs, so that the next start finds it if we are killed. */
export async function notePid(file: string, pid: number): Promise<void> {
  const note: PidNote = { pid, mark: (await startMark(pid)) ?? '' };
  await writeFile(file, JSON.stringify(note), { mode: 0o600 });
}

/** The process that a note names, when that very process still lives. */
export async function notedProcess(file: string): Promise<number | undefined> {
  const note = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as PidNote)
    .catch(() => undefined);
  if (!note || !Number.isInteger(note.pid) || note.pid < 2) return undefined;
  if (!(await isAlive(note.pid))) return undefined;
  return note.mark === ((await startMark(note.pid)) ?? '') ? note.pid : undefined;
}

/** Stops what an earlier, killed run left behind under this note; answers whether there was anything. */
export async function stopLeftover(
  file: string,
  how: { signal: NodeJS.Signals; graceMs: number },
): Promise<boolean> {
  const pid = await notedProcess(file);
  if (pid !== undefined) await stopProcess(pid, how);
  await rm(file, { force: true });
  return pid !== undefined;
}
