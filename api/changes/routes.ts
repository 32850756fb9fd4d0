import { z } from 'zod';
import { type FeedPlace, feedHead, listChanges } from '../../db/queries/changes.ts';
import { text } from '../../domain/kernel/text.ts';
import { answers } from '../contract/shared.ts';
import { changePageQuery, changePageSchema, feedHeadSchema } from '../contract/supervision.ts';
import type { Api, App } from '../deps.ts';
import { readViewer, viewerOf } from '../plugins/session.ts';
import { invalidInput, ProblemError } from '../problem/problem-error.ts';
import { ChangeHub } from './hub.ts';
import { ChangeStream } from './stream.ts';
import { parsePlace, placeText, START_TEXT, toChange } from './wire.ts';

/** 变动: one entry for each event of a project or an approval case that the reader may see, live or page by page. */
export function changeRoutes(app: App, api: Api): void {
  streamRoute(app, api);
  headRoute(app, api);

  app.get(
    '/api/v1/changes/page',
    {
      schema: {
        tags: ['change'],
        summary: '变动分页 The change feed page by page; go on with `next`',
        querystring: changePageQuery,
        response: answers({ 200: changePageSchema }),
      },
    },
    async (request) => {
      const { after = START_TEXT, limit } = request.query;
      const place = requirePlace(after, 'query', '/after');
      const rows = await listChanges(api.db, viewerOf(request), { after: place, limit });
      const last = rows.at(-1);
      return {
        items: rows.map(toChange),
        next: last ? placeText({ txid: last.txid, feedId: last.feed_id }) : after,
      };
    },
  );
}

function headRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/changes/head',
    {
      schema: {
        tags: ['change'],
        summary: '变动位置 How far the change feed is',
        response: answers({ 200: feedHeadSchema }),
      },
    },
    async () => {
      const { place, waiting } = await feedHead(api.db);
      return { position: placeText(place), waiting };
    },
  );
}

function requirePlace(id: string, part: 'query' | 'header', pointer: string): FeedPlace {
  const place = parsePlace(id);
  if (place) return place;
  const message = text(
    '起始位置无效，应为变动流给出的编号',
    'The position is not one that the feed has given',
  );
  throw invalidInput([{ in: part, pointer, code: 'WrongFormat', message }]);
}

function streamRoute(app: App, api: Api): void {
  const hub = new ChangeHub(api, app.log);
  const open = new Map<string, Set<ChangeStream>>();
  const total = () => [...open.values()].reduce((sum, one) => sum + one.size, 0);
  app.addHook('preClose', async () => {
    for (const streams of open.values()) for (const stream of streams) stream.end();
    await hub.close();
  });

  app.get(
    '/api/v1/changes',
    {
      schema: {
        tags: ['change'],
        summary: '变动推送 The change feed as server-sent events; resumes after Last-Event-ID',
        response: {
          ...answers({}),
          200: { description: '变动 events', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { userId } = viewer.actor;
      const mine = open.get(userId) ?? new Set();
      if (total() >= api.limits.changeListeners || mine.size >= api.limits.changeListenersPerUser)
        throw tooMany();
      const lastId = request.headers['last-event-id'];
      const after = typeof lastId === 'string' ? requirePlace(lastId, 'header', '/last-event-id') : null;

      reply.hijack();
      const response = reply.raw;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) response.setHeader(name, value);
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // The stream is the last thing on its connection; kept alive, it would hold up a closing server.
        connection: 'close',
      });
      open.set(userId, mine);
      const connected = { api, hub, response, readViewer: () => readViewer(api, request) };
      const stream = new ChangeStream(connected, viewer, after);
      mine.add(stream);
      response.on('close', () => {
        mine.delete(stream);
        if (mine.size === 0) open.delete(userId);
      });
    },
  );
}

const tooMany = (): ProblemError =>
  new ProblemError('Overloaded', {
    detail: text(
      '变动推送的连接数已满，请改用 /api/v1/changes/page。',
      'No more live connections; use /api/v1/changes/page.',
    ),
    headers: { 'retry-after': '30' },
  });
