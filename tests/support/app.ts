import { randomBytes } from 'node:crypto';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/deps.ts';
import { TEST_CALLBACKS, type TestStack } from './stack.ts';

/** The API on a test's stack; it listens nowhere, tests use `inject`. Limits on the number of requests are off. */
export async function startTestApp(
  stack: TestStack,
  { commandDeadlineMs = 8_000 }: { readonly commandDeadlineMs?: number } = {},
): Promise<App> {
  return buildApp({
    db: stack.db,
    databaseUrl: stack.databaseUrl,
    temporal: stack.client,
    taskQueue: stack.taskQueue,
    policy: stack.policy,
    callbacks: TEST_CALLBACKS,
    sessionSecret: randomBytes(32).toString('hex'),
    logLevel: 'silent',
    limits: { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000, commandDeadlineMs },
  });
}
