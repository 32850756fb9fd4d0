import { NativeConnection, Worker } from '@temporalio/worker';
import { createProjectActivities } from '../../activities/project-activities.ts';
import { createReleaseActivities } from '../../activities/release-activities.ts';
import { createDatabase } from '../../db/connection.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { releaseTools } from '../../rules/release/tools.ts';

/**
 * A worker of its own process that dies, as by a power cut, right after a given command is committed and before
 * Temporal hears of it. Arguments: database, Temporal, namespace, task queue, bundle, command.
 */
const [databaseUrl = '', address = '', namespace = '', taskQueue = '', codePath = '', command = ''] =
  process.argv.slice(2);

const db = createDatabase(databaseUrl, 2);
const hands = createProjectActivities({ db, policy: createPolicyCheck() });
const releaseHands = createReleaseActivities({ db, ...releaseTools });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    ...hands,
    ...releaseHands,
    recordRelease: async (input: Parameters<typeof releaseHands.recordRelease>[0]) => {
      const outcome = await releaseHands.recordRelease(input);
      if (input.request.command.type === command) process.kill(process.pid, 'SIGKILL');
      return outcome;
    },
    recordTransition: async (input: Parameters<typeof hands.recordTransition>[0]) => {
      const outcome = await hands.recordTransition(input);
      if (input.request.command.type === command) process.kill(process.pid, 'SIGKILL');
      return outcome;
    },
  },
});
console.log('worker ready');
await worker.run();
