import { findProjectNo, findReceipt } from '../../db/queries/commands.ts';
import { findOrg } from '../../db/queries/directory.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { previewTransition } from '../../db/transition/preview.ts';
import { holdsPost } from '../../domain/approval/types.ts';
import { text } from '../../domain/kernel/text.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { notEntitled } from '../../domain/project/flow-rules.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { createBody } from '../contract/commands.ts';
import { commandResultSchema, dryRunQuery, keyHeader, pendingSchema } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { invalidInput, ProblemError } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest, resultOf, sendPending, storedOutcome } from './answers.ts';
import { beginProject } from './engine.ts';
import type { InFlight } from './in-flight.ts';
import { requireKnownIds } from './known-ids.ts';
import { projectIdFor, requestHash, updateIdFor } from './request-hash.ts';

/** Begins a project: its workflow is started together with its first command. */
export function createRoute(app: App, api: Api, inFlight: InFlight): void {
  app.post(
    '/api/v1/projects',
    {
      schema: {
        tags: ['command'],
        operationId: 'CreateProject',
        summary: '建立项目 Create a project',
        querystring: dryRunQuery,
        headers: keyHeader,
        body: createBody,
        response: answers({ 200: commandResultSchema, 201: commandResultSchema, 202: pendingSchema }),
      },
    },
    (request, reply) =>
      inFlight.run(async () => {
        const { application, lateEntry, occurredOn } = request.body;
        const viewer = viewerOf(request);
        const key = request.headers['idempotency-key'];
        const asked: CommandRequest = {
          command: { type: 'CreateProject', data: { application, lateEntry } },
          actor: viewer.actor,
          expectedRevision: 0,
          occurredOn: occurredOn ?? null,
        };
        const { buyerOrgId, name } = application;
        const regionCode = await requireEntitled(api, viewer, buyerOrgId);
        await requireKnownIds(api, application, '/application');
        const projectId = projectIdFor(viewer.actor.userId, key);
        if (request.query.dryRun) {
          const outcome = await previewTransition(api.db, api.policy, { projectId, request: asked });
          const result = await resultOf(api, outcome, { projectId, projectNo: null, viewer });
          return { ...result, dryRun: true };
        }
        const outcome = await begin(api, { projectId, key, asked, projectName: name, regionCode });
        if (outcome === 'pending') return sendPending(reply, projectId, key);
        const projectNo = outcome.ok ? await findProjectNo(api.db, projectId) : null;
        const result = await resultOf(api, outcome, { projectId, projectNo, viewer });
        return reply
          .status(201)
          .header('location', `/api/v1/projects/${projectId}`)
          .send({ ...result, dryRun: false });
      }),
  );
}

interface ToBegin {
  readonly projectId: string;
  readonly key: string;
  readonly asked: CommandRequest;
  readonly projectName: string;
  readonly regionCode: string;
}

async function begin(api: Api, { projectId, key, asked, projectName, regionCode }: ToBegin) {
  const hash = requestHash(projectId, asked);
  const updateId = updateIdFor(asked.actor.userId, key);
  const stored = storedOutcome(await findReceipt(api.db, `${workflowIdOf(projectId)}:${updateId}`), hash);
  if (stored) return stored;
  const input = { request: asked, requestHash: hash };
  const answer = await beginProject(api, { projectId, updateId, input, projectName, regionCode });
  if (answer.kind === 'pending') return 'pending';
  if (answer.kind === 'noWorkflow') throw keyIsSpent();
  requireSameRequest(answer.outcome.requestHash, hash);
  return answer.outcome;
}

/** The handler of the buyer begins a project; asked here already, so that a refused request starts no workflow. */
export async function requireEntitled(api: Api, viewer: Viewer, buyerOrgId: string): Promise<string> {
  const org = await findOrg(api.db, buyerOrgId);
  if (!org) {
    const message = text(
      `「购买主体」（buyerOrgId）不存在：${buyerOrgId}`,
      `buyerOrgId does not exist: ${buyerOrgId}`,
    );
    throw invalidInput([{ in: 'body', pointer: '/application/buyerOrgId', code: 'NotFound', message }]);
  }
  if (!holdsPost(viewer.actor, 'handler', buyerOrgId)) {
    throw new RefusedError(notEntitled(viewer.actor, 'handler', buyerOrgId));
  }
  return org.region_code;
}

export const keyIsSpent = (): ProblemError =>
  new ProblemError('KeyOfAnotherRequest', {
    detail: text('这个幂等键所对应的请求已被拒绝。', 'The request that was sent with this key was refused.'),
    remedy: text('请换一个新的幂等键再试。', 'Try again with a new key.'),
  });
