/**
 * A health check for containers: whether Temporal has lately been polled for our task queue from this host.
 * Exits 0 when it has, else 1.
 */

import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadConfig } from '../config.ts';

/** TASK_QUEUE_TYPE_WORKFLOW of Temporal's API. */
const WORKFLOW_QUEUE = 1;
const LIMIT_MS = 10_000;

const { temporalAddress = 'localhost:7233', temporalNamespace, taskQueue } = loadConfig();

try {
  const connection = await Connection.connect({ address: temporalAddress, connectTimeout: LIMIT_MS });
  const { pollers } = await connection.withDeadline(Date.now() + LIMIT_MS, () =>
    connection.workflowService.describeTaskQueue({
      namespace: temporalNamespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_QUEUE,
    }),
  );
  await connection.close();
  // The SDK names a worker `pid@host`; Temporal forgets pollers after five minutes of silence.
  const isOurs = pollers?.some(({ identity }) => identity?.endsWith(`@${hostname()}`)) ?? false;
  process.exitCode = isOurs ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
