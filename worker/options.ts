import type { WorkerOptions } from '@temporalio/worker';

interface Capacity {
  /** Connections of the database pool; activities beyond it would only wait for one. */
  readonly poolSize: number;
  readonly maxCachedWorkflows: number;
}

/** How a worker shares out its machine. Fixed pollers starve the first task of new workflows; autoscaling ones do not. */
export const workerOptions = ({ poolSize, maxCachedWorkflows }: Capacity) =>
  ({
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    maxConcurrentWorkflowTaskExecutions: 100,
    maxConcurrentActivityTaskExecutions: poolSize + 2,
    maxCachedWorkflows,
    shutdownGraceTime: '20s',
    shutdownForceTime: '30s',
  }) as const satisfies Partial<WorkerOptions>;
