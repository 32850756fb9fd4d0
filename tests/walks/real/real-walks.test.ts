import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { testTemporal, testWorkflowBundle } from '../../support/services.ts';
import { tellReal } from './real-walk.ts';
import { openRealGround, type RealGround, runReal } from './run.ts';

let ground: RealGround;
beforeAll(async () => {
  const [database, temporal, bundle] = await Promise.all([
    createTestDatabase(),
    testTemporal(),
    testWorkflowBundle(),
  ]);
  ground = await openRealGround({ database, temporal, bundle });
});
afterAll(() => ground.stack.stop());

test('8 walks on the real workflow, with lost completions and restarts: it never parts from the reference model', async () => {
  const report = await runReal(ground, {
    ...{ runs: 8, first: 1, together: 8, every: 40, kill: null },
    told: () => undefined,
  });
  expect(report.found.map(tellReal)).toEqual([]);
  expect(report.walked).toHaveLength(8);
  expect(report.hazards.restarts).toBeGreaterThan(0);
  expect(report.walked.reduce((sum, { rung }) => sum + rung, 0)).toBeGreaterThan(0);
}, 60_000);
