import { createHash } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Act } from '../../cli/demo-data/life/scene.ts';
import { actorOf, userById } from '../../cli/demo-data/people.ts';
import type { Actor } from '../../domain/approval/types.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import type { CommandOutcome } from '../../domain/project/outcome.ts';
import {
  EXECUTE,
  type ExecuteInput,
  type ExecuteResult,
  PURCHASE_PROJECT,
  type PurchaseProjectInput,
  workflowIdOf,
} from '../../workflows/messages.ts';
import type { purchaseProject } from '../../workflows/purchase-project.ts';
import type { TestStack } from './stack.ts';

export function actor(userId: string): Actor {
  const user = userById(userId);
  if (!user) throw new Error(`The demo has no user "${userId}"`);
  return actorOf(user);
}

const inputOf = (request: CommandRequest): ExecuteInput => ({
  request,
  requestHash: createHash('sha256').update(canonicalJson(request)).digest('hex'),
});

/** Speaks to one project's workflow the way the API does, but for the HTTP around it. */
export function driveProject(
  { client, taskQueue }: Pick<TestStack, 'client' | 'taskQueue'>,
  projectId: string,
) {
  const workflowId = workflowIdOf(projectId);
  let revision = 0;
  const told = (outcome: CommandOutcome): CommandOutcome => {
    if (outcome.ok) revision = outcome.process.revision;
    return outcome;
  };
  const requestOf = (act: Pick<Act, 'as' | 'command' | 'occurredOn'>): CommandRequest => ({
    command: act.command,
    actor: actor(act.as),
    expectedRevision: revision,
    occurredOn: act.occurredOn,
  });
  return {
    projectId,
    workflowId,
    revision: () => revision,
    requestOf,
    async create(act: Act, updateId = 'create'): Promise<CommandOutcome> {
      const input: PurchaseProjectInput = { projectId, regionCode: '519901', carried: null };
      const start = new WithStartWorkflowOperation(PURCHASE_PROJECT, {
        workflowId,
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      const args: [ExecuteInput] = [inputOf(requestOf(act))];
      return told(
        await client.workflow.executeUpdateWithStart<typeof purchaseProject, ExecuteResult, [ExecuteInput]>(
          EXECUTE,
          {
            startWorkflowOperation: start,
            updateId,
            args,
          },
        ),
      );
    },
    async execute(request: CommandRequest, updateId: string): Promise<CommandOutcome> {
      const handle = client.workflow.getHandle(workflowId);
      return told(
        await handle.executeUpdate<ExecuteResult, [ExecuteInput]>(EXECUTE, {
          updateId,
          args: [inputOf(request)],
        }),
      );
    },
    /** Plays acts in order; the first one creates the project. Throws at the first refusal. */
    async play(acts: readonly Act[], from = 0): Promise<void> {
      for (const [index, act] of acts.entries()) {
        if (index < from) continue;
        const outcome =
          index === 0 ? await this.create(act) : await this.execute(requestOf(act), `act-${index}`);
        if (!outcome.ok)
          throw new Error(`${act.command.type} was refused: ${JSON.stringify(outcome.refusal)}`);
      }
    },
  };
}

export type ProjectDriver = ReturnType<typeof driveProject>;
