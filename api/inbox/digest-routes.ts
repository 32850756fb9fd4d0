import { type DigestRow, findDigest, listDigests } from '../../db/queries/digests.ts';
import type { Digest } from '../../domain/approval/digest.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { digestListQuery, digestListSchema, digestParams, digestSchema } from '../contract/inbox.ts';
import { plain } from '../contract/matching.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';

/** 每日摘要: what a person was told on the mornings of working days. */
export function digestRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/me/digests',
    {
      schema: {
        tags: ['inbox'],
        summary: '每日摘要 My digests, the newest first',
        querystring: digestListQuery,
        response: answers({ 200: digestListSchema }),
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const after = decodeCursor('digest', 'date', cursor);
      const { userId } = viewerOf(request).actor;
      return toWirePage('digest', await listDigests(api.db, userId, { after, limit }), toDigest);
    },
  );

  app.get(
    '/api/v1/me/digests/:on',
    {
      schema: {
        tags: ['inbox'],
        summary: '某日摘要 My digest of one day; 404 when there was nothing to say',
        params: digestParams,
        response: answers({ 200: digestSchema }),
      },
    },
    async (request) => {
      const row = await findDigest(api.db, viewerOf(request).actor.userId, request.params.on);
      if (!row) throw notFound('这一天没有摘要。', 'There is no digest of that day.');
      return toDigest(row);
    },
  );
}

const toDigest = ({ on_date, made_at, content }: DigestRow) => ({
  on: on_date,
  madeAt: made_at,
  summary: summaryOf(content),
  ...plain(content),
});

const summaryOf = ({ overdue, due, escalated, copied }: Digest): Text =>
  text(
    `逾期 ${overdue.total} 件，临期 ${due.total} 件，新升级到您 ${escalated.total} 件，新抄送待阅 ${copied.total} 件。`,
    `Overdue: ${overdue.total}; near due: ${due.total}; newly escalated to you: ${escalated.total}; new copies to read: ${copied.total}.`,
  );
