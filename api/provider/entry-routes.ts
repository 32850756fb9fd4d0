import { recordEntry } from '../../db/provider/record-entry.ts';
import { registerProvider } from '../../db/provider/register.ts';
import { findProvider, listProviderEvents } from '../../db/queries/provider-entry.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import type { Role } from '../../domain/approval/types.ts';
import { addDays } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import { ENTRY_REGION } from '../../domain/provider/entry.ts';
import { plain } from '../contract/matching.ts';
import { keyHeader } from '../contract/project.ts';
import {
  entryAnswerSchema,
  entryCommandBody,
  providerDetailSchema,
  providerParams,
  registerBody,
} from '../contract/provider.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { requireRole } from '../plugins/require-role.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound, ProblemError } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { hashOf, providerIdFor, updateIdFor } from '../project/request-hash.ts';
import { toProvider } from './rows.ts';

/** 名录管理 the desk that keeps the directory; a ban is a finance department's decision (采购法 §77). */
const DESK: readonly Role[] = ['countyProcurement', 'sectorOfficer'];
const FINANCE: readonly Role[] = ['countyProcurement', 'cityFinance'];

const unknownProvider = () => notFound('名录中没有这个承接主体。', 'The directory has no such provider.');

/** 入册、核验、信用、培育、暂停与禁止. */
export function entryRoutes(app: App, api: Api): void {
  registerRoute(app, api);
  detailRoute(app, api);
  commandRoute(app, api);
}

function registerRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/providers',
    {
      schema: {
        tags: ['commands'],
        summary: '申请入册 Register a provider as a candidate (procurement desk, sector department)',
        headers: keyHeader,
        body: registerBody,
        response: answers({ 201: entryAnswerSchema }),
      },
    },
    async (request, reply) => {
      const { actor } = entitled(viewerOf(request), DESK);
      const id = providerIdFor(actor.userId, request.headers['idempotency-key']);
      await registerProvider(api.db, { id, ...request.body });
      const row = await findProvider(api.db, id);
      if (!row) throw unknownProvider();
      return reply.status(201).send({ providerId: id, status: row.status, revision: row.revision });
    },
  );
}

function entitled(viewer: Viewer, roles: readonly Role[]): Viewer {
  requireRole(viewer, roles);
  return viewer;
}

function detailRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/providers/:providerId',
    {
      schema: {
        tags: ['reference'],
        summary: '承接主体 One provider: proofs, credit, capability, incubation, history',
        params: providerParams,
        response: answers({ 200: providerDetailSchema }),
      },
    },
    async (request) => {
      const row = await findProvider(api.db, request.params.providerId);
      if (!row) throw unknownProvider();
      const events = await listProviderEvents(api.db, row.id);
      const checkedOn = row.last_check?.on;
      return {
        ...toProvider(row),
        reason: row.reason,
        proofs: row.proofs.map(plain),
        lastCheck: row.last_check,
        checkAgainOn: checkedOn ? addDays(checkedOn, ENTRY_REGION.creditCheckDays + 1) : null,
        trainings: row.trainings.map(plain),
        acceptedTrials: row.accepted_trials,
        history: events.map((event) => ({
          seq: event.seq,
          command: plain(event.command),
          occurredOn: event.occurred_on,
          recordedAt: event.recorded_at,
          by: event.by_name,
        })),
      };
    },
  );
}

function commandRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/providers/:providerId/commands',
    {
      schema: {
        tags: ['commands'],
        summary: '名录办理 Verify, admit, watch, suspend, ban, restore, train a provider',
        params: providerParams,
        headers: keyHeader,
        body: entryCommandBody,
        response: answers({ 200: entryAnswerSchema }),
      },
    },
    async (request) => {
      const { expectedRevision, command } = request.body;
      const { actor } = entitled(viewerOf(request), command.verb === 'Ban' ? FINANCE : DESK);
      const { providerId } = request.params;
      const outcome = await recordEntry(api.db, api.policy, {
        providerId,
        command: command, // dates were checked at the door
        expectedRevision,
        key: updateIdFor(actor.userId, request.headers['idempotency-key']),
        requestHash: hashOf({ providerId, ...request.body }),
        by: actor.userId,
        on: todayOf(api),
        now: new Date(api.now()).toISOString(),
      });
      switch (outcome.kind) {
        case 'recorded':
          return { providerId, status: outcome.entry.status, revision: outcome.revision };
        case 'refused':
          throw new RefusedError(outcome.refusal);
        case 'unknown':
          throw unknownProvider();
        case 'stale':
          throw stale(outcome.revision);
        case 'keyReused':
          throw reused();
      }
    },
  );
}

const stale = (revision: number) =>
  new ProblemError('StaleEntry', {
    detail: text(
      `该条目已被他人办理，现为第 ${revision} 版，请刷新后再办。`,
      `Somebody else has acted; it is now revision ${revision}. Reload it.`,
    ),
  });

const reused = () =>
  new ProblemError('IdempotencyKeyReused', {
    detail: text('该幂等键已用于另一项请求。', 'This key was used for another request.'),
  });
