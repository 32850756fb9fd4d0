import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    // Temporal's native part does not survive vitest's threads.
    pool: 'forks',
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    globalSetup: ['tests/support/global-setup.ts'],
    // The first test that asks for a service also waits for its start.
    hookTimeout: 240_000,
    testTimeout: 60_000,
    teardownTimeout: 60_000,
  },
});
