import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { StackFailure } from './failure.ts';
import { isAlive, startMark } from './pids.ts';

type Holder = { pid: number; mark: string; what: string };

/**
 * Takes a data folder for this process alone. A lock left by a killed run is taken over.
 *
 * @returns a function that gives the folder back
 * @throws StackFailure when another running process holds it
 */
export async function lockFolder(file: string, what: string): Promise<() => Promise<void>> {
  const mine: Holder = { pid: process.pid, mark: (await startMark(process.pid)) ?? '', what };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if (await createWhole(file, JSON.stringify(mine))) return () => rm(file, { force: true });
    const holder = await readHolder(file);
    if (holder && (await holds(holder))) throw busy(file, holder);
    await rm(file, { force: true });
  }
  throw busy(file, { ...mine, pid: 0 });
}

/** A link appears with its whole content or not at all, so nobody reads half a lock. */
async function createWhole(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  return readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Holder)
    .catch(() => undefined);
}

/** Whether a running process holds the folder of this lock. */
export async function isHeld(file: string): Promise<boolean> {
  const holder = await readHolder(file);
  return holder !== undefined && (await holds(holder));
}

async function holds(holder: Holder): Promise<boolean> {
  if (!(await isAlive(holder.pid))) return false;
  return holder.mark === ((await startMark(holder.pid)) ?? '');
}

function busy(file: string, holder: Holder): StackFailure {
  return new StackFailure({
    zh: `购服已在使用这个数据目录（进程 ${holder.pid}，${holder.what}，锁文件 ${file}）：请先停止它，或用 GOUFU_DATA 指定另一个目录并用 PORT 指定另一个端口。`,
    en: `Goufu already runs on this data folder (process ${holder.pid}, ${holder.what}, lock ${file}): stop it first, or name another folder with GOUFU_DATA and another port with PORT.`,
  });
}
