import { endProxy, findProxy, listProxies, type ProxyRow, recordProxy } from '../../db/approval/proxies.ts';
import { administers } from '../../db/queries/approvals.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { nowOf } from '../approval/answers.ts';
import { keyHeader } from '../contract/project.ts';
import { myProxiesSchema, type ProxyView, proxyBody, proxyParams, proxySchema } from '../contract/proxy.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireSameRequest } from '../project/answers.ts';
import { hashOf } from '../project/request-hash.ts';

/** 代理: who signs for whom during an absence; looked up whenever a task is assigned. */
export function proxyRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/me/proxies',
    {
      schema: {
        tags: ['approval'],
        summary: '我的代理 Who stands in for me, and for whom I stand in',
        response: answers({ 200: myProxiesSchema }),
      },
    },
    async (request) => {
      const { userId } = viewerOf(request).actor;
      const rows = await listProxies(api.db, userId);
      const now = nowOf(api);
      const views = (whose: (row: ProxyRow) => string) =>
        rows.filter((row) => whose(row) === userId).map((row) => toView(row, now));
      return { forMe: views((row) => row.of_user_id), byMe: views((row) => row.to_user_id) };
    },
  );
  recordRoute(app, api);
  endRoute(app, api);
}

function recordRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/proxies',
    {
      schema: {
        tags: ['approval'],
        summary:
          '登记代理 Have somebody sign during an absence, one’s own or that of somebody one administers',
        headers: keyHeader,
        body: proxyBody,
        response: answers({ 201: proxySchema }),
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request).actor;
      const { of = userId, reason, upToFen: ceilingFen, ...rest } = request.body;
      if (!(await mayActFor(api, userId, of))) throw notForThem(of);
      const result = await recordProxy(api.db, {
        asked: { of, ceilingFen, ...rest },
        reason,
        by: userId,
        key: `${userId}:${request.headers['idempotency-key']}`,
        requestHash: hashOf(request.body),
        now: nowOf(api),
      });
      if (!result.ok) throw new RefusedError(result.refusal);
      requireSameRequest(result.value.request_hash ?? '', hashOf(request.body));
      return reply.status(201).send(toView(result.value, nowOf(api)));
    },
  );
}

function endRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/proxies/:proxyId/end',
    {
      schema: {
        tags: ['approval'],
        summary: '结束代理 End a proxy before its last day; tasks already assigned stay with the proxy',
        params: proxyParams,
        response: answers({ 200: proxySchema }),
      },
    },
    async (request) => {
      const { userId } = viewerOf(request).actor;
      const { proxyId } = request.params;
      const row = await findProxy(api.db, proxyId);
      const mayEnd = row !== null && (await mayActFor(api, userId, row.of_user_id));
      if (!row || !(mayEnd || row.to_user_id === userId)) throw proxyNotFound();
      if (!mayEnd) throw notForThem(row.of_user_id);
      const now = nowOf(api);
      if (!(await endProxy(api.db, proxyId, { by: userId, now }))) {
        throw new RefusedError(caseRefusal('ProxyEnded', { proxyId }));
      }
      return toView({ ...row, ended_at: now }, now);
    },
  );
}

const mayActFor = async (api: Api, userId: string, of: string): Promise<boolean> =>
  userId === of || (await administers(api.db, userId, of));

const notForThem = (of: string): RefusedError => new RefusedError(caseRefusal('NotYours', { userId: of }));

const proxyNotFound = () =>
  notFound('没有这项代理，或您无权查看。', 'There is no such proxy, or you may not see it.');

function toView(row: ProxyRow, now: Instant): ProxyView {
  const until = row.ended_at !== null && row.ended_at < row.until_at ? row.ended_at : row.until_at;
  return {
    proxyId: row.id,
    of: { userId: row.of_user_id, name: row.of_name },
    to: { userId: row.to_user_id, name: row.to_name },
    flows: row.flows,
    nodes: row.nodes,
    upToFen: row.ceiling_fen,
    from: row.from_at,
    until,
    status: until <= now ? 'over' : row.from_at <= now ? 'inForce' : 'planned',
    reason: row.reason,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    endedAt: row.ended_at,
    heldTasks: row.held,
  };
}
