import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createApprovalActivities } from '../activities/approval-activities.ts';
import { createBudgetActivities } from '../activities/budget-activities.ts';
import { createDigestActivities } from '../activities/digest-activities.ts';
import { createImportActivities } from '../activities/import-activities.ts';
import { createProjectActivities } from '../activities/project-activities.ts';
import { createReleaseActivities } from '../activities/release-activities.ts';
import { loadConfig } from '../config.ts';
import { createDatabase } from '../db/connection.ts';
import { keepDocuments } from '../db/policy/pack-versions.ts';
import { createPolicyCheck } from '../rules/engine/policy.ts';
import { requireShippedPacks, shippedDocuments } from '../rules/release/shipped.ts';
import { releaseTools } from '../rules/release/tools.ts';
import { askProjectOver } from './ask-project.ts';
import { workflowBundlePath } from './bundle.ts';
import { workerOptions } from './options.ts';
import { ensureSchedules } from './schedules.ts';

const config = loadConfig();
if (!config.databaseUrl || !config.temporalAddress) {
  console.error('worker: DATABASE_URL and TEMPORAL_ADDRESS are needed; `npm start` sets both.');
  process.exit(3);
}
Runtime.install({ logger: new DefaultLogger('WARN') });

requireShippedPacks();
const db = createDatabase(config.databaseUrl, config.dbPoolSize);
await keepDocuments(db, 'shipped', shippedDocuments());
const policy = createPolicyCheck();
const connection = await NativeConnection.connect({ address: config.temporalAddress });
const client = new Client({ connection, namespace: config.temporalNamespace });
const worker = await Worker.create({
  ...workerOptions({ poolSize: config.dbPoolSize, maxCachedWorkflows: config.workerMaxCachedWorkflows }),
  connection,
  namespace: config.temporalNamespace,
  taskQueue: config.taskQueue,
  workflowBundle: { codePath: await workflowBundlePath() },
  activities: {
    ...createProjectActivities({ db, policy }),
    ...createApprovalActivities({ db, policy, callbacks: config.callbacks }),
    ...createImportActivities({ db, policy }),
    ...createReleaseActivities({ db, ...releaseTools }),
    ...createBudgetActivities({ db, policy, askProject: askProjectOver(client) }),
    ...createDigestActivities({ db }),
  },
});

const { temporalNamespace: namespace, taskQueue } = config;
await ensureSchedules({ connection, namespace, taskQueue });
const running = worker.run();
console.log('worker ready');
try {
  await running;
} finally {
  await connection.close();
  await db.destroy();
}
