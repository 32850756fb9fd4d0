import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { testWorkflowBundle } from '../support/services.ts';

/** The SDK alone makes 1.6 MB; each cached workflow holds what its code loads, so ours stays small. */
const LIMIT_BYTES = 2_100_000;

test('the workflow bundle is small and has no schema or rule library in it', async () => {
  const { codePath } = await testWorkflowBundle();
  const code = await readFile(codePath, 'utf8');
  expect(code.length).toBeLessThan(LIMIT_BYTES);
  for (const stranger of [
    'node_modules/zod',
    'json-rules-engine',
    'node_modules/kysely',
    'node_modules/pg/',
  ]) {
    expect(code.includes(stranger), stranger).toBe(false);
  }
});
