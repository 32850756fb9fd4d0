import type { z } from 'zod';
import { findProcess, findReceipt } from '../../db/queries/commands.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { previewTransition } from '../../db/transition/preview.ts';
import type { Command, CommandRequest } from '../../domain/project/commands.ts';
import { mayAsk } from '../../domain/project/gate.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { COMMAND_TITLES } from '../contract/command-titles.ts';
import {
  COMMAND_SCHEMAS,
  commandBody,
  commandPath,
  PROJECT_COMMANDS,
  type ProjectCommandType,
} from '../contract/commands.ts';
import {
  type CommandResult,
  commandParams,
  commandResultSchema,
  dryRunQuery,
  keyHeader,
  pendingSchema,
  projectParams,
} from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import type { Performed } from '../performed.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound, projectNotFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest, resultOf, sendPending, storedOutcome } from './answers.ts';
import { askAgain, caseParked, sendCommand } from './engine.ts';
import type { InFlight } from './in-flight.ts';
import { requireKnownIds } from './known-ids.ts';
import { requestHash, updateIdFor } from './request-hash.ts';

/** Every command of a project, each at its own address and with its own schema; and the answer to one sent before. */
export function commandRoutes(app: App, api: Api, inFlight: InFlight): void {
  for (const type of PROJECT_COMMANDS) commandRoute(app, api, { type, inFlight });

  app.get(
    '/api/v1/projects/:projectId/commands/:key',
    {
      schema: {
        tags: ['command'],
        summary: '查询办理结果 The answer to a command that was sent with this key',
        params: commandParams,
        response: answers({ 200: commandResultSchema, 202: pendingSchema }),
      },
    },
    async (request, reply) => {
      const { projectId, key } = request.params;
      const viewer = viewerOf(request);
      const updateId = updateIdFor(viewer.actor.userId, key);
      const receipt = await findReceipt(api.db, `${workflowIdOf(projectId)}:${updateId}`);
      const outcome = receipt?.result ?? (await askAgain(api, { projectId, updateId }));
      if (outcome === 'pending') return sendPending(reply, projectId, key);
      if (!outcome) {
        throw notFound(
          '没有用这个幂等键发过请求，或请求未被受理；可用同一幂等键重新发送。',
          'Nothing was sent with this key, or it was not taken in; send it again with the same key.',
        );
      }
      const projectNo = receipt?.project_no ?? null;
      return { ...(await resultOf(api, outcome, { projectId, projectNo, viewer })), dryRun: false };
    },
  );
}

interface Route {
  readonly type: ProjectCommandType;
  readonly inFlight: InFlight;
}

/** The body of any command, as the one handler of all sees it. */
type AnyBody = z.output<ReturnType<typeof commandBody<z.ZodUnknown>>>;

function commandRoute(app: App, api: Api, { type, inFlight }: Route): void {
  const title = COMMAND_TITLES[type];
  // Each route documents its own body; the handler is one for all and knows the data by its command's name.
  const body: z.ZodType<AnyBody> = commandBody<z.ZodType>(COMMAND_SCHEMAS[type]);
  app.post(
    `/api/v1/projects/:projectId/commands/${commandPath(type)}`,
    {
      schema: {
        tags: ['command'],
        operationId: type,
        summary: `${title.zh} ${title.en}`,
        params: projectParams,
        querystring: dryRunQuery,
        headers: keyHeader,
        body,
        response: answers({ 200: commandResultSchema, 202: pendingSchema }),
      },
    },
    async (request, reply) => {
      const { expectedRevision, occurredOn, data } = request.body;
      const viewer = viewerOf(request);
      // The schema of this very route has checked the data.
      const command = { type, data } as Command;
      const asked: CommandRequest = {
        command,
        actor: viewer.actor,
        expectedRevision,
        occurredOn: occurredOn ?? null,
      };
      const { projectId } = request.params;
      if (request.query.dryRun) return preview(api, viewer, { projectId, asked });
      const key = request.headers['idempotency-key'];
      return inFlight.run(async () => {
        const performed = await performCommand(api, viewer, { projectId, key, asked });
        if (performed === 'pending') return sendPending(reply, projectId, key);
        if (performed.replayed) reply.header('idempotency-replayed', 'true');
        return { ...performed.result, dryRun: false };
      });
    },
  );
}

interface Asked {
  readonly projectId: string;
  readonly key: string;
  readonly asked: CommandRequest;
}

/** Gives one command and waits for the answer; a refusal is thrown as a problem. */
export async function performCommand(
  api: Api,
  viewer: Viewer,
  { projectId, key, asked }: Asked,
): Promise<Performed<Omit<CommandResult, 'dryRun'>> | 'pending'> {
  const updateId = updateIdFor(viewer.actor.userId, key);
  const hash = requestHash(projectId, asked);
  const [row, receipt] = await Promise.all([
    findProcess(api.db, viewer, projectId),
    findReceipt(api.db, `${workflowIdOf(projectId)}:${updateId}`),
  ]);
  if (!row) throw projectNotFound();
  const about = { projectId, projectNo: row.project_no, viewer };
  const stored = storedOutcome(receipt, hash);
  if (stored) return { result: await resultOf(api, stored, about), replayed: true };
  await requireKnownIds(api, asked.command.data, '/data');
  const answer = await sendCommand(api, {
    projectId,
    updateId,
    input: { request: asked, requestHash: hash },
  });
  if (answer.kind === 'pending') return 'pending';
  if (answer.kind === 'noWorkflow') {
    // No workflow leads this project: it has ended, or something of ours is broken.
    const refusal = mayAsk(row.process, viewer.actor, asked.command.type);
    throw refusal ? new RefusedError(refusal) : caseParked();
  }
  requireSameRequest(answer.outcome.requestHash, hash);
  return { result: await resultOf(api, answer.outcome, about), replayed: false };
}

async function preview(api: Api, viewer: Viewer, { projectId, asked }: Omit<Asked, 'key'>) {
  const row = await findProcess(api.db, viewer, projectId);
  if (!row) throw projectNotFound();
  await requireKnownIds(api, asked.command.data, '/data');
  const outcome = await previewTransition(api.db, api.policy, { projectId, request: asked });
  return {
    ...(await resultOf(api, outcome, { projectId, projectNo: row.project_no, viewer })),
    dryRun: true,
  };
}
