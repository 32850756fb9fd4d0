import { createTestDatabase } from './database.ts';
import { openStack, TEST_CALLBACKS, type TestStack, type TestStackOptions } from './open-stack.ts';
import { testTemporal, testWorkflowBundle } from './services.ts';

export { TEST_CALLBACKS, type TestStack };

/** A stack on the services of this test run. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const [database, temporal, bundle] = await Promise.all([
    createTestDatabase(),
    testTemporal(),
    testWorkflowBundle(),
  ]);
  return openStack({ database, temporal, bundle }, options);
}
