import { NativeConnection, Worker } from '@temporalio/worker';
import { createApprovalActivities } from '../../../activities/approval-activities.ts';
import { createDatabase } from '../../../db/connection.ts';
import { walkPolicy, workflowClock } from './ground.ts';

/**
 * A worker of walks in a process of its own, which dies as by a power cut when it has committed so many commands and before
 * Temporal hears of the last. Arguments: database, Temporal, namespace, task queue, bundle, number of commits.
 */
const [databaseUrl = '', address = '', namespace = '', taskQueue = '', codePath = '', commits = '1'] =
  process.argv.slice(2);

const db = createDatabase(databaseUrl, 4);
const activities = createApprovalActivities({ db, policy: walkPolicy(), clock: workflowClock });
let left = Number(commits);
const counted = async <T>(work: Promise<T>): Promise<T> => {
  const outcome = await work;
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
  return outcome;
};
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    ...activities,
    recordCase: (input: Parameters<typeof activities.recordCase>[0]) => counted(activities.recordCase(input)),
    recordTimeOuts: (input: Parameters<typeof activities.recordTimeOuts>[0]) =>
      counted(activities.recordTimeOuts(input)),
  },
});
console.log('worker ready');
await worker.run();
