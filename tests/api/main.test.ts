import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { textLike } from '../support/matchers.ts';
import { testTemporal } from '../support/services.ts';

const MAIN = new URL('../../api/main.ts', import.meta.url).pathname;
const TSX = new URL('../../node_modules/.bin/tsx', import.meta.url).pathname;

let database: TestDatabase;
let there: Record<string, string>;
const started: ChildProcess[] = [];
let busy: Server;
let busyPort: number;

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
};

async function listenSomewhere(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  const [made, temporal] = await Promise.all([createTestDatabase(), testTemporal()]);
  database = made;
  there = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    LOG_LEVEL: 'info',
  };
  busy = await listenSomewhere();
  busyPort = portOf(busy);
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  busy.close();
  await database.drop();
});

function start(env: Record<string, string>) {
  const unset = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', PORT: '', GOUFU_SESSION_SECRET: '' };
  const child = spawn(TSX, [MAIN], { env: { ...process.env, ...unset, ...env } });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null); // of Node's event
  return { child, said, ended };
}

describe('the API as a process', () => {
  test.each<readonly [string, number, RegExp, () => Record<string, string>]>([
    ['no database is named', 2, /DATABASE_URL is not set/, () => ({ ...there, DATABASE_URL: '' })],
    [
      'the database is away',
      3,
      /The database cannot be reached/,
      () => ({ ...there, DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }),
    ],
    [
      'Temporal is away',
      3,
      /Temporal cannot be reached/,
      () => ({ ...there, TEMPORAL_ADDRESS: '127.0.0.1:1' }),
    ],
    [
      'the port is in use',
      3,
      /the port is in use, set another PORT/,
      () => ({ ...there, PORT: String(busyPort) }),
    ],
  ])('ends with one clear sentence when %s', async (...[, code, sentence, env]) => {
    const { said, ended } = start(env());
    expect(await ended).toBe(code);
    expect(said.err.trim().split('\n')).toEqual([textLike(sentence)]);
    expect(said.err).toMatch(/\p{Script=Han}/u);
  });

  test('takes requests, and on a signal stops at once with a good conscience', async () => {
    const free = await listenSomewhere();
    const port = portOf(free);
    free.close();
    await once(free, 'close');
    const { child, said, ended } = start({ ...there, PORT: String(port) });
    const answer = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status;
    await expect.poll(answer, { timeout: 30_000 }).toBe(200);
    expect(said.out).toContain('the API takes requests');
    const asked = Date.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(said.err).toBe('');
  });
});
