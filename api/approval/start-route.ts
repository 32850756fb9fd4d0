import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { findPublishedFlow } from '../../db/approval/flow-versions.ts';
import { findCaseReceipt } from '../../db/queries/approvals.ts';
import { findHome } from '../../db/queries/home.ts';
import { isCallbackAllowed } from '../../domain/approval/callback-address.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { CaseRequest } from '../../domain/approval/case-requests.ts';
import { approvalWorkflowIdOf } from '../../workflows/messages.ts';
import { startBody } from '../contract/approval-case.ts';
import { casePendingSchema, caseResultSchema } from '../contract/approval-view.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest } from '../project/answers.ts';
import { keyIsSpent } from '../project/create-route.ts';
import type { InFlight } from '../project/in-flight.ts';
import { caseIdFor, hashOf, updateIdFor } from '../project/request-hash.ts';
import { caseResultOf, sendCasePending } from './answers.ts';
import { beginCase } from './engine.ts';
import { requireForm } from './form-check.ts';

type Started = z.output<typeof startBody>;

/** Begins a case on the flow's published version; its workflow is started together with its first request. */
export function startRoute(app: App, api: Api, inFlight: InFlight): void {
  app.post(
    '/api/v1/approvals',
    {
      schema: {
        tags: ['approval'],
        operationId: 'StartApproval',
        summary: '发起审批 Start an approval case',
        headers: keyHeader,
        body: startBody,
        response: answers({ 200: caseResultSchema, 201: caseResultSchema, 202: casePendingSchema }),
      },
    },
    (request, reply) =>
      inFlight.run(() => {
        const { userId } = viewerOf(request).actor;
        return start(api, reply, { userId, key: request.headers['idempotency-key'], body: request.body });
      }),
  );
}

interface Asked {
  readonly userId: string;
  readonly key: string;
  readonly body: Started;
}

async function start(api: Api, reply: FastifyReply, { userId, key, body }: Asked) {
  const caseId = caseIdFor(userId, key);
  const updateId = updateIdFor(userId, key);
  const requestHash = hashOf({ caseId, ...body });
  const about = { caseId, userId };
  const receipt = await findCaseReceipt(api.db, `${approvalWorkflowIdOf(caseId)}:${updateId}`);
  if (receipt) {
    requireSameRequest(receipt.request_hash, requestHash);
    reply.header('idempotency-replayed', 'true');
    return sendStarted(reply, caseId, await caseResultOf(api, receipt.result, about));
  }
  const { request, regionCode } = await checked(api, { userId, key, body });
  const answer = await beginCase(api, {
    caseId,
    updateId,
    input: { request, requestHash },
    regionCode,
    hasCallback: body.callbackUrl !== null,
  });
  if (answer.kind === 'pending') return sendCasePending(reply, caseId, key);
  if (answer.kind === 'noWorkflow') throw keyIsSpent();
  requireSameRequest(answer.outcome.requestHash, requestHash);
  return sendStarted(reply, caseId, await caseResultOf(api, answer.outcome, about));
}

const sendStarted = (reply: FastifyReply, caseId: string, result: object): FastifyReply =>
  reply.status(201).header('location', `/api/v1/approvals/${caseId}`).send(result);

/** What can be said before a workflow is started, so that a refused request starts none. */
async function checked(
  api: Api,
  { userId, body }: Asked,
): Promise<{ readonly request: CaseRequest; readonly regionCode: string }> {
  const { flowId, callbackUrl, form } = body;
  const [version, home] = await Promise.all([findPublishedFlow(api.db, flowId), findHome(api.db, userId)]);
  if (!version) throw new RefusedError(caseRefusal('NoSuchFlow', { flowId }));
  if (!home) throw new RefusedError(caseRefusal('NotActive', { userId }));
  if (!home.above.includes(version.org_id)) {
    throw new RefusedError(caseRefusal('NotOfFlowOrg', { orgId: home.orgId, flowOrgId: version.org_id }));
  }
  requireForm({ flowId, version: version.version, schema: version.form_schema }, form, '/form');
  if (callbackUrl !== null && !isCallbackAllowed(callbackUrl, api.callbacks)) {
    throw new RefusedError(caseRefusal('CallbackNotAllowed', {}));
  }
  const data = { ...body, flowVersion: version.version };
  return {
    request: { command: { verb: 'start', by: userId, data }, expectedSeq: null },
    regionCode: home.regionCode,
  };
}
