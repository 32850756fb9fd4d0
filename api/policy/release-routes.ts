import type { FastifyReply } from 'fastify';
import { findRelease, listReleases } from '../../db/policy/list-releases.ts';
import { keepDocuments } from '../../db/policy/pack-versions.ts';
import { refusalOfRelease } from '../../domain/policy/decide-release.ts';
import type { PolicyRelease, ReleaseCommand } from '../../domain/policy/release.ts';
import { plain } from '../contract/matching.ts';
import {
  proposeBody,
  releaseDetailSchema,
  releaseListSchema,
  releaseParams,
  releasePendingSchema,
  releaseSchema,
  scheduleBody,
  signBody,
  withdrawBody,
} from '../contract/policy-release.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { releaseIdFor } from '../project/request-hash.ts';
import type { PackShelf } from './in-force.ts';
import { documentProposed } from './proposed.ts';
import { askRelease, type ReleaseAsk } from './release-engine.ts';

/** Packs are larger than other requests. */
const PACKS_BODY_LIMIT = 8_388_608;
const commandAnswers = answers({ 200: releaseSchema, 202: releasePendingSchema });

/** 规则发布: proposed, examined, signed by two people, in force from a day. */
export function releaseRoutes(app: App, api: Api, shelf: PackShelf): void {
  app.register((scope, _options, done) => {
    proposeRoute(scope, api, shelf);
    done();
  });
  commandRoutes(app, api);
  app.get(
    '/api/v1/policy/releases',
    {
      schema: {
        tags: ['policy'],
        summary: '规则发布列表 Policy releases, newest first',
        response: answers({ 200: releaseListSchema }),
      },
    },
    async () => ({ items: (await listReleases(api.db)).map(plain) }),
  );
  app.get(
    '/api/v1/policy/releases/:releaseId',
    {
      schema: {
        tags: ['policy'],
        summary: '规则发布状态 A release with its reports and history',
        params: releaseParams,
        response: answers({ 200: releaseDetailSchema }),
      },
    },
    async (request) => {
      const found = await findRelease(api.db, request.params.releaseId);
      if (!found) throw notFound('没有这一规则发布。', 'There is no such policy release.');
      const { release, examination, backtest, history } = found;
      return {
        release: plain(release),
        examination: plain(examination),
        backtest: plain(backtest),
        history: history.map((one) => ({ ...one, data: { ...one.data } })),
      };
    },
  );
}

/** Packs come as they are written: whoever reads them refuses `__proto__` with its place, as a file of them does. */
function proposeRoute(scope: App, api: Api, shelf: PackShelf): void {
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    scope.getDefaultJsonParser('ignore', 'ignore'),
  );
  scope.post(
    '/api/v1/policy/releases',
    {
      bodyLimit: PACKS_BODY_LIMIT,
      schema: {
        tags: ['policy'],
        summary: '提出规则发布 Propose packs of a new version, or an earlier content again (roll back)',
        headers: keyHeader,
        body: proposeBody,
        response: answers({ 201: releaseSchema, 202: releasePendingSchema }),
      },
    },
    async (request, reply) => {
      const { actor } = viewerOf(request);
      const early = refusalOfRelease(null, actor, 'ProposeRelease');
      if (early) throw new RefusedError(early);
      const key = request.headers['idempotency-key'];
      const releaseId = releaseIdFor(actor.userId, key);
      const { document, rollbackOf } = await documentProposed(shelf, request.body);
      await keepDocuments(api.db, 'proposed', [document]);
      const { version, hash: packHash } = document;
      const data = { version, packHash, reason: request.body.reason, rollbackOf };
      const release = await askRelease(api, {
        releaseId,
        key,
        actor,
        command: { type: 'ProposeRelease', data },
      });
      if (release === 'pending') return pending(reply, releaseId);
      return reply.status(201).header('location', statusUrlOf(releaseId)).send(plain(release));
    },
  );
}

function commandRoutes(app: App, api: Api): void {
  const answer = async (reply: FastifyReply, ask: ReleaseAsk) => {
    const release = await askRelease(api, ask);
    return release === 'pending' ? pending(reply, ask.releaseId) : reply.send(plain<PolicyRelease>(release));
  };
  const schema = { tags: ['policy'], params: releaseParams, headers: keyHeader, response: commandAnswers };
  const askOf = (
    request: Parameters<typeof viewerOf>[0] & {
      readonly params: { readonly releaseId: string };
      readonly headers: { readonly 'idempotency-key': string };
    },
    command: ReleaseCommand,
  ): ReleaseAsk => ({
    releaseId: request.params.releaseId,
    key: request.headers['idempotency-key'],
    actor: viewerOf(request).actor,
    command,
  });
  app.post(
    '/api/v1/policy/releases/:releaseId/sign',
    {
      schema: {
        ...schema,
        summary: '签署规则发布 Add a signature made with a key of one’s own',
        body: signBody,
      },
    },
    (request, reply) => answer(reply, askOf(request, { type: 'SignRelease', data: request.body })),
  );
  app.post(
    '/api/v1/policy/releases/:releaseId/activate',
    {
      schema: {
        ...schema,
        summary: '启用规则发布 Name the day it is in force from, and whom it binds',
        body: scheduleBody,
      },
    },
    (request, reply) => answer(reply, askOf(request, { type: 'ScheduleRelease', data: request.body })),
  );
  app.post(
    '/api/v1/policy/releases/:releaseId/withdraw',
    { schema: { ...schema, summary: '撤回规则发布 Withdraw it before it is in force', body: withdrawBody } },
    (request, reply) => answer(reply, askOf(request, { type: 'WithdrawRelease', data: request.body })),
  );
}

const statusUrlOf = (releaseId: string): string => `/api/v1/policy/releases/${releaseId}`;

const pending = (reply: FastifyReply, releaseId: string) => {
  const statusUrl = statusUrlOf(releaseId);
  return reply
    .status(202)
    .headers({ location: statusUrl, 'retry-after': '2' })
    .send({ status: 'pending', statusUrl });
};
