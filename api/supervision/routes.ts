import { findParkedCase, listParkedCases } from '../../db/queries/parked.ts';
import { keyHeader, pendingSchema } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import { parkedListSchema, parkedParams, parkedQuery, releasedSchema } from '../contract/supervision.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { requireRole } from '../plugins/require-role.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { releaseCase } from '../project/engine.ts';
import { updateIdFor } from '../project/request-hash.ts';

type ParkedRow = Awaited<ReturnType<typeof listParkedCases>>['rows'][number];

const toParked = (row: ParkedRow) => ({
  parkedCaseId: row.id,
  projectId: row.subject_id,
  projectNo: row.project_no,
  projectName: row.project_name,
  command: row.command,
  message: row.message,
  parkedAt: row.parked_at,
});

/** 挂起案件: what a fault of ours has stopped, and how it goes on. */
export function supervisionRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/parked-cases',
    {
      schema: {
        tags: ['supervision'],
        summary: '挂起案件 Cases that a fault has stopped (operator, auditor)',
        querystring: parkedQuery,
        response: answers({ 200: parkedListSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      requireRole(viewer, ['operator', 'auditor']);
      const { cursor, limit } = request.query;
      const after = decodeCursor('parked', 'number', cursor);
      return toWirePage('parked', await listParkedCases(api.db, viewer, { after, limit }), toParked);
    },
  );

  app.post(
    '/api/v1/parked-cases/:projectId/release',
    {
      schema: {
        tags: ['supervision'],
        summary: '解除挂起 Let a parked case go on (operator)',
        params: parkedParams,
        headers: keyHeader,
        response: answers({ 200: releasedSchema, 202: pendingSchema }),
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      requireRole(viewer, ['operator']);
      const { projectId } = request.params;
      if (!(await findParkedCase(api.db, viewer, projectId))) {
        throw notFound('没有这个挂起的案件。', 'There is no such parked case.');
      }
      const { userId } = viewer.actor;
      const updateId = updateIdFor(userId, request.headers['idempotency-key']);
      const isReleased = await releaseCase(api, projectId, { userId, updateId });
      if (isReleased) return { projectId, released: true as const };
      const statusUrl = '/api/v1/parked-cases';
      return reply
        .status(202)
        .header('location', statusUrl)
        .send({ status: 'pending', projectId, statusUrl });
    },
  );
}
