import type { z } from 'zod';
import { findFlowVersion } from '../../db/approval/flow-versions.ts';
import { recordCase } from '../../db/approval/record-case.ts';
import { type CaseDetailRow, findCaseReceipt } from '../../db/queries/approvals.ts';
import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import {
  type CaseOutcome,
  type CaseRequest,
  hasEnded,
  isGivenUp,
} from '../../domain/approval/case-requests.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { approvalWorkflowIdOf, type Execute } from '../../workflows/messages.ts';
import {
  PERSONS_VERBS,
  type PersonsVerb,
  VERB_SCHEMAS,
  verbBody,
  verbPath,
} from '../contract/approval-case.ts';
import {
  type CaseResult,
  caseCommandParams,
  caseParams,
  casePendingSchema,
  caseResultSchema,
} from '../contract/approval-view.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import { VERB_TITLES } from '../contract/verb-titles.ts';
import type { Api, App } from '../deps.ts';
import type { Performed } from '../performed.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { requireSameRequest } from '../project/answers.ts';
import { caseParked } from '../project/engine.ts';
import type { InFlight } from '../project/in-flight.ts';
import { hashOf, updateIdFor } from '../project/request-hash.ts';
import { caseResultOf, requireCase, sendCasePending } from './answers.ts';
import { askCaseAgain, sendToCase } from './engine.ts';
import { requireForm } from './form-check.ts';

/** Every verb of a case, each at its own address and with its own schema; and the answer to one sent before. */
export function verbRoutes(app: App, api: Api, inFlight: InFlight): void {
  for (const verb of PERSONS_VERBS) verbRoute(app, api, { verb, inFlight });

  app.get(
    '/api/v1/approvals/:caseId/commands/:key',
    {
      schema: {
        tags: ['approval'],
        summary: '查询办理结果 The answer to a request about a case that was sent with this key',
        params: caseCommandParams,
        response: answers({ 200: caseResultSchema, 202: casePendingSchema }),
      },
    },
    async (request, reply) => {
      const { caseId, key } = request.params;
      const { userId } = viewerOf(request).actor;
      const updateId = updateIdFor(userId, key);
      const receipt = await findCaseReceipt(api.db, `${approvalWorkflowIdOf(caseId)}:${updateId}`);
      const outcome = receipt?.result ?? (await askCaseAgain(api, { caseId, updateId }));
      if (outcome === 'pending') return sendCasePending(reply, caseId, key);
      if (!outcome) {
        throw notFound(
          '没有用这个幂等键发过请求，或请求未被受理；可用同一幂等键重新发送。',
          'Nothing was sent with this key, or it was not taken in; send it again with the same key.',
        );
      }
      return caseResultOf(api, outcome, { caseId, userId });
    },
  );
}

interface Route {
  readonly verb: PersonsVerb;
  readonly inFlight: InFlight;
}

/** The body of any verb, as the one handler of all sees it. */
type AnyBody = z.output<ReturnType<typeof verbBody<z.ZodUnknown>>>;

function verbRoute(app: App, api: Api, { verb, inFlight }: Route): void {
  const title = VERB_TITLES[verb];
  // Each route documents its own body; the handler is one for all and knows the data by its verb.
  const body: z.ZodType<AnyBody> = verbBody<z.ZodType>(VERB_SCHEMAS[verb]);
  app.post(
    `/api/v1/approvals/:caseId/commands/${verbPath(verb)}`,
    {
      schema: {
        tags: ['approval'],
        operationId: `approval-${verb}`,
        summary: `${title.zh} ${title.en}`,
        params: caseParams,
        headers: keyHeader,
        body,
        response: answers({ 200: caseResultSchema, 202: casePendingSchema }),
      },
    },
    (request, reply) =>
      inFlight.run(async () => {
        const { expectedSeq, occurredAt, data } = request.body;
        const { userId } = viewerOf(request).actor;
        const at = occurredAt ? (new Date(occurredAt).toISOString() as Instant) : null;
        // The schema of this very route has checked the data.
        const command = { verb, by: userId, occurredAt: at, data } as CaseCommand;
        const { caseId } = request.params;
        const key = request.headers['idempotency-key'];
        const performed = await performVerb(api, {
          caseId,
          userId,
          key,
          asked: { command, expectedSeq },
        });
        if (performed === 'pending') return sendCasePending(reply, caseId, key);
        if (performed.replayed) reply.header('idempotency-replayed', 'true');
        return performed.result;
      }),
  );
}

interface Asked {
  readonly caseId: string;
  readonly userId: string;
  readonly key: string;
  readonly asked: CaseRequest;
}

/** Gives one verb and waits for the answer; a refusal is thrown as a problem. */
export async function performVerb(
  api: Api,
  { caseId, userId, key, asked }: Asked,
): Promise<Performed<CaseResult> | 'pending'> {
  const updateId = updateIdFor(userId, key);
  const input: Execute<CaseRequest> = { request: asked, requestHash: hashOf({ caseId, ...asked }) };
  const [row, receipt] = await Promise.all([
    requireCase(api, userId, caseId),
    findCaseReceipt(api.db, `${approvalWorkflowIdOf(caseId)}:${updateId}`),
  ]);
  const about = { caseId, userId };
  if (receipt) {
    requireSameRequest(receipt.request_hash, input.requestHash);
    return { result: await caseResultOf(api, receipt.result, about), replayed: true };
  }
  await requireFormOf(api, row, asked);
  const answer = await sendToCase(api, { caseId, updateId, input });
  if (answer.kind === 'pending') return 'pending';
  const outcome =
    answer.kind === 'noWorkflow' ? await afterEnd(api, userId, { caseId, updateId, input }) : answer.outcome;
  requireSameRequest(outcome.requestHash, input.requestHash);
  return { result: await caseResultOf(api, outcome, about), replayed: false };
}

async function requireFormOf(api: Api, row: CaseDetailRow, { command }: CaseRequest): Promise<void> {
  if (command.verb !== 'resubmit') return;
  const version = await findFlowVersion(api.db, row.flow_id, row.flow_version);
  if (!version) throw caseParked();
  const schema = version.form_schema;
  requireForm({ flowId: version.id, version: version.version, schema }, command.data.form, '/data/form');
}

interface AfterEnd {
  readonly caseId: string;
  readonly updateId: string;
  readonly input: Execute<CaseRequest>;
}

/** A case that is over has no workflow any more: comments and reading are recorded by the same transaction, without it. */
async function afterEnd(
  api: Api,
  userId: string,
  { caseId, updateId, input }: AfterEnd,
): Promise<CaseOutcome> {
  const row = await requireCase(api, userId, caseId);
  const isOver = hasEnded(row.status) || (row.flow.endsForGood === true && isGivenUp(row.status));
  if (!isOver) throw caseParked();
  const key = `${approvalWorkflowIdOf(caseId)}:${updateId}`;
  return recordCase(api.db, api.policy, { caseId, ...input, key, nowMs: api.now() });
}
