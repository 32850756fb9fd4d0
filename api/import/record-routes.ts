import { findOwnImport, listImports } from '../../db/import/list-imports.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { importListQuery, importListSchema, importParams, importResultSchema } from '../contract/import.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';

/** Whose imports somebody reads: their own, an auditor everybody's. */
const readable = ({ actor }: Viewer): string | null =>
  actor.posts.some(({ role }) => role === 'auditor') ? null : actor.userId;

/** 导入记录 */
export function recordRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/imports',
    {
      schema: {
        tags: ['command'],
        summary: '导入记录 Imports: one’s own; everybody’s for the auditor',
        querystring: importListQuery,
        response: answers({ 200: importListSchema }),
      },
    },
    async (request) => {
      const after = decodeCursor('imports', 'moment', request.query.cursor);
      const page = await listImports(api.db, {
        byUserId: readable(viewerOf(request)),
        after,
        limit: request.query.limit,
      });
      return toWirePage('imports', page, (row) => ({
        importId: row.id,
        kind: row.kind,
        byUserId: row.by_user_id,
        fileSha256: row.file_sha256,
        created: row.created,
        same: row.same,
        recordedAt: row.recorded_at,
      }));
    },
  );
  app.get(
    '/api/v1/imports/:importId',
    {
      schema: {
        tags: ['command'],
        summary: '导入结果 What an import has made',
        params: importParams,
        response: answers({ 200: importResultSchema }),
      },
    },
    async (request) => {
      const { importId } = request.params;
      const outcome = await findOwnImport(api.db, { importId, byUserId: readable(viewerOf(request)) });
      if (!outcome?.ok) throw notFound('没有这次导入。', 'There is no such import.');
      const { created, same } = outcome;
      return { dryRun: false as const, importId, created: [...created], same };
    },
  );
}
