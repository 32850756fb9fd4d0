import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type ApprovalActivities, createApprovalActivities } from '../../activities/approval-activities.ts';
import { createBudgetActivities } from '../../activities/budget-activities.ts';
import { createDigestActivities } from '../../activities/digest-activities.ts';
import { createImportActivities } from '../../activities/import-activities.ts';
import { createProjectActivities, type ProjectActivities } from '../../activities/project-activities.ts';
import { createReleaseActivities } from '../../activities/release-activities.ts';
import { loadReferenceData } from '../../cli/demo-data/reference.ts';
import { type DemoWorld, demoWorld, shippedCalendar } from '../../cli/demo-data/world.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import type { CallbackSettings } from '../../domain/approval/callback-address.ts';
import { dateAt, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { releaseTools } from '../../rules/release/tools.ts';
import { askProjectOver } from '../../worker/ask-project.ts';
import { workerOptions } from '../../worker/options.ts';
import type { TestDatabase } from './database.ts';
import type { TemporalService, WorkflowBundle } from './services.ts';

// Once a process, before the first connection; the tests' own failures are what should be read.
Runtime.install({ logger: new DefaultLogger('ERROR', () => {}) });

/** Database with the demo's reference data and a worker, inside the test's own process; `app.ts` adds the API. */
export interface TestStack {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly world: DemoWorld;
  readonly client: Client;
  readonly policy: PolicyCheck;
  readonly taskQueue: string;
  /** Stops the worker and starts another one, as a deployment does. */
  restartWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestStackOptions {
  /** Replaces single activities, to make them fail at a chosen place. */
  readonly wrap?: (activities: Activities) => Activities;
  /** Replaces the policy check of the worker, to make it fail at a chosen place. */
  readonly policy?: (real: PolicyCheck) => PolicyCheck;
  readonly maxCachedWorkflows?: number;
  /** The activities' clock, where it is not the machine's. */
  readonly clock?: () => number;
  readonly budgetFactor?: number;
  /** The day on which the demo's stories are told; today unless they must come out the same every day. */
  readonly today?: LocalDate;
}

type Activities = ProjectActivities & ApprovalActivities;

/** This machine may be told how a case ended. */
export const TEST_CALLBACKS: CallbackSettings = { secret: 'k'.repeat(32), origins: [], loopback: true };

const POOL_SIZE = 8;

/** The services that a stack stands on. */
export interface Ground {
  readonly database: TestDatabase;
  readonly temporal: TemporalService;
  readonly bundle: WorkflowBundle;
}

/** Loads the reference data and starts the worker; inside a test `startTestStack` finds the ground by itself. */
export async function openStack(
  { database, temporal, bundle }: Ground,
  options: TestStackOptions = {},
): Promise<TestStack> {
  const db = createDatabase(database.url, POOL_SIZE);
  const world = demoWorld(options.today ?? dateAt(Date.now()), shippedCalendar());
  await loadReferenceData(db, world, { budgetFactor: options.budgetFactor ?? 1 });
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const policy = createPolicyCheck();
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address: temporal.address }),
    Connection.connect({ address: temporal.address }),
  ]);
  const client = new Client({ connection, namespace: temporal.namespace });
  const tools = {
    ...{ db, policy: options.policy?.(policy) ?? policy, callbacks: TEST_CALLBACKS },
    ...(options.clock && { clock: options.clock }),
  };
  const releaseActivities = createReleaseActivities({ db, ...releaseTools });
  const budgetActivities = createBudgetActivities({ ...tools, askProject: askProjectOver(client) });
  const importActivities = createImportActivities(tools);
  const activities = { ...createProjectActivities(tools), ...createApprovalActivities(tools) };

  const runWorker = async () => {
    const worker = await Worker.create({
      ...workerOptions({ poolSize: POOL_SIZE, maxCachedWorkflows: options.maxCachedWorkflows ?? 100 }),
      shutdownGraceTime: '1s',
      connection: native,
      namespace: temporal.namespace,
      taskQueue,
      workflowBundle: bundle,
      activities: {
        ...createDigestActivities({ db }),
        ...releaseActivities,
        ...importActivities,
        ...budgetActivities,
        ...(options.wrap?.(activities) ?? activities),
      },
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  };

  let stopRunning: (() => Promise<void>) | null = await runWorker();
  const stopWorker = async () => {
    await stopRunning?.();
    stopRunning = null;
  };
  return {
    db,
    databaseUrl: database.url,
    world,
    client,
    policy,
    taskQueue,
    stopWorker,
    async restartWorker() {
      await stopWorker();
      stopRunning = await runWorker();
    },
    async stop() {
      await stopWorker();
      await Promise.all([native.close(), connection.close()]);
      await db.destroy();
      await database.drop();
    },
  };
}
