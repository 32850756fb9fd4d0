import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { soak } from '../../bench/soak/soak.ts';
import { dateAt, yearOf } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let apiUrl: string;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  apiUrl = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

test('clients on the same lines while workers come and go: exact to the fen (npm run soak:ledger for longer)', async () => {
  const seed = 7;
  const { tally, faults, workersReplaced } = await soak({
    ...{ apiUrl, db: stack.db, world: stack.world, fiscalYear: yearOf(dateAt(Date.now())) },
    ...{ seconds: 5, clients: 6, seed },
    replaceWorker: async () => {
      await sleep(1_500);
      await stack.restartWorker();
    },
  });
  expect({ seed, faults, unexpected: tally.unexpected }).toEqual({ seed, faults: [], unexpected: [] });
  expect(tally.reserved + tally.transfers).toBeGreaterThan(0);
  expect(tally.paid).toBeGreaterThan(0);
  expect(workersReplaced).toBeGreaterThan(0);
}, 60_000);
