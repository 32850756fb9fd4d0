import { NativeConnection, Worker } from '@temporalio/worker';
import { createApprovalActivities } from '../../activities/approval-activities.ts';
import { createProjectActivities } from '../../activities/project-activities.ts';
import { createReleaseActivities } from '../../activities/release-activities.ts';
import { createDatabase } from '../../db/connection.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { releaseTools } from '../../rules/release/tools.ts';

/**
 * A worker of its own process that dies, as by a power cut, right after a given command or verb is committed and before
 * Temporal hears of it. Arguments: database, Temporal, namespace, task queue, bundle, command or verb.
 */
const [databaseUrl = '', address = '', namespace = '', taskQueue = '', codePath = '', command = ''] =
  process.argv.slice(2);

const tools = { db: createDatabase(databaseUrl, 2), policy: createPolicyCheck() };
const project = createProjectActivities(tools);
const approval = createApprovalActivities(tools);
const release = createReleaseActivities({ db: tools.db, ...releaseTools });
const dieAfter = (done: string): void => {
  if (done === command) process.kill(process.pid, 'SIGKILL');
};
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    ...project,
    ...approval,
    ...release,
    recordRelease: async (input: Parameters<typeof release.recordRelease>[0]) => {
      const outcome = await release.recordRelease(input);
      dieAfter(input.request.command.type);
      return outcome;
    },
    recordTransition: async (input: Parameters<typeof project.recordTransition>[0]) => {
      const outcome = await project.recordTransition(input);
      dieAfter(input.request.command.type);
      return outcome;
    },
    recordCase: async (input: Parameters<typeof approval.recordCase>[0]) => {
      const outcome = await approval.recordCase(input);
      dieAfter(input.request.command.verb);
      return outcome;
    },
  },
});
console.log('worker ready');
await worker.run();
