import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSABLE } from './paths.ts';
import { notedProcess, notePid, stopLeftover } from './pids.ts';
import { stopLeftoverServer } from './postgres.ts';

const PREFIX = 'goufu-throw-away-';
const OWNER = 'owner.pid';
const HOUR_MS = 3_600_000;

/**
 * Makes a folder for a stack that is thrown away. What killed runs left behind, servers included, is cleared first.
 * As root the server of PostgreSQL runs under another account, so others may pass through the folder.
 */
export async function makeThrowAwayFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const base = await passableTemp();
  await sweep(base);
  const folder = await mkdtemp(join(base, PREFIX));
  await chmod(folder, PASSABLE);
  await notePid(join(folder, OWNER), process.pid);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

async function passableTemp(): Promise<string> {
  if (process.getuid?.() !== 0) return tmpdir();
  return (await passable(tmpdir())) ? tmpdir() : '/tmp';
}

async function passable(path: string): Promise<boolean> {
  const parts = path.split('/').filter(Boolean);
  const parents = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  const modes = await Promise.all(parents.map((parent) => stat(parent).then((found) => found.mode)));
  return modes.every((mode) => (mode & 0o001) !== 0);
}

async function sweep(base: string): Promise<void> {
  const names = (await readdir(base)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    // Another user's folder, or one that is just being removed, is none of our business.
    await clearLeftover(join(base, name)).catch(() => undefined);
  }
}

async function clearLeftover(folder: string): Promise<void> {
  const { uid, mtimeMs } = await stat(folder);
  if (uid !== process.getuid?.()) return;
  if ((await notedProcess(join(folder, OWNER))) !== undefined) return;
  const hasOwnerNote = await stat(join(folder, OWNER)).then(
    () => true,
    () => false,
  );
  if (!hasOwnerNote && Date.now() - mtimeMs < HOUR_MS) return;
  for (const part of ['worker', 'api'])
    await stopLeftover(join(folder, 'run', `${part}.pid`), { signal: 'SIGKILL', graceMs: 0 });
  await stopLeftover(join(folder, 'temporal', 'server.pid'), { signal: 'SIGKILL', graceMs: 0 });
  await stopLeftoverServer(join(folder, 'postgres', 'cluster'));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
