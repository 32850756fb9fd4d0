import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { findBudgetReceipt } from '../../db/queries/budget-years.ts';
import { type BudgetOutcome, type BudgetYearRequest, budgetIdOf } from '../../domain/budget/budget-year.ts';
import type { CompilationCommand, CompilationVerb } from '../../domain/budget/compilation.ts';
import { budgetWorkflowIdOf } from '../../workflows/messages.ts';
import {
  budgetParams,
  budgetPendingSchema,
  COMPILATION_SCHEMAS,
  COMPILATION_VERBS,
  compilationBody,
  compilationResultSchema,
} from '../contract/budget-year.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { unavailable } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest } from '../project/answers.ts';
import type { InFlight } from '../project/in-flight.ts';
import { hashOf, updateIdFor } from '../project/request-hash.ts';
import { COMPILATION_TITLES } from './compilation-titles.ts';
import { sendToBudget } from './engine.ts';

/** `SetControl` is given at `…/commands/set-control`. */
const verbPath = (verb: CompilationVerb): string => verb.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** 预算编制 every step of the compilation, each at its own address and with its own schema. */
export function compilationRoutes(app: App, api: Api, inFlight: InFlight): void {
  for (const verb of COMPILATION_VERBS) stepRoute(app, api, { verb, inFlight });
}

interface Route {
  readonly verb: CompilationVerb;
  readonly inFlight: InFlight;
}

/** The body of any step, as the one handler of all sees it. */
type AnyBody = z.output<ReturnType<typeof compilationBody<z.ZodUnknown>>>;

function stepRoute(app: App, api: Api, { verb, inFlight }: Route): void {
  const title = COMPILATION_TITLES[verb];
  const body: z.ZodType<AnyBody> = compilationBody<z.ZodType>(COMPILATION_SCHEMAS[verb]);
  app.post(
    `/api/v1/budgets/:orgId/:fiscalYear/commands/${verbPath(verb)}`,
    {
      schema: {
        tags: ['budget'],
        operationId: `budget-${verbPath(verb)}`,
        summary: `${title.zh} ${title.en}`,
        params: budgetParams,
        headers: keyHeader,
        body,
        response: answers({ 200: compilationResultSchema, 202: budgetPendingSchema }),
      },
    },
    (request, reply) =>
      inFlight.run(() => {
        const { expectedRevision, occurredOn = null, data } = request.body;
        const { actor } = viewerOf(request);
        // The schema of this very route has checked the data.
        const command = { verb, ...(data as object) } as CompilationCommand;
        const asked = { ...request.params, command, actor, expectedRevision, occurredOn };
        return execute(api, reply, { asked, key: request.headers['idempotency-key'] });
      }),
  );
}

interface Asked {
  readonly asked: BudgetYearRequest;
  readonly key: string;
}

async function execute(api: Api, reply: FastifyReply, { asked, key }: Asked) {
  const { orgId, fiscalYear, command, actor, expectedRevision, occurredOn } = asked;
  const budgetId = budgetIdOf(orgId, fiscalYear);
  const updateId = updateIdFor(actor.userId, key);
  const requestHash = hashOf({ budgetId, command, expectedRevision, occurredOn, userId: actor.userId });
  const receipt = await findBudgetReceipt(api.db, `${budgetWorkflowIdOf(budgetId)}:${updateId}`);
  if (receipt) {
    requireSameRequest(receipt.request_hash, requestHash);
    reply.header('idempotency-replayed', 'true');
    return resultOf(asked, receipt.result);
  }
  const answer = await sendToBudget(api, { updateId, input: { request: asked, requestHash } });
  if (answer.kind === 'pending') {
    const statusUrl = `/api/v1/budgets/${orgId}/${fiscalYear}`;
    return reply
      .status(202)
      .headers({ location: statusUrl, 'retry-after': '2' })
      .send({ status: 'pending' as const, statusUrl });
  }
  // The workflow ended while it was asked; the same key begins it anew.
  if (answer.kind === 'noWorkflow') throw unavailable('temporal');
  requireSameRequest(answer.outcome.requestHash, requestHash);
  return resultOf(asked, answer.outcome);
}

function resultOf({ orgId, fiscalYear }: BudgetYearRequest, outcome: BudgetOutcome) {
  if (!outcome.ok) throw new RefusedError(outcome.refusal);
  const { status, revision, deadlines } = outcome.process;
  return { orgId, fiscalYear, status, revision, dueOn: deadlines[0]?.dueOn ?? null };
}
