import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type DisclosureFilter, listDisclosures } from '../../db/queries/disclosures.ts';
import {
  disclosedParams,
  disclosedProjectSchema,
  disclosureFeedQuery,
  disclosureListSchema,
  disclosureQuery,
} from '../contract/public.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { notFound } from '../problem/problem-error.ts';
import { disclosuresCsv, toRss } from './feeds.ts';
import { toDisclosure } from './rows.ts';

/** Items in a CSV file at most; whoever wants more reads the pages of the JSON list. */
const CSV_ITEMS = 5_000;
const RSS_ITEMS = 50;
const PROJECT_ITEMS = 50;

const filterOf = ({ q, kind, regionCode }: DisclosureFilter): DisclosureFilter => ({ q, kind, regionCode });

/** 公示: what has been published, for everybody; asks for no session, and allows each address so many requests a minute. */
export function publicRoutes(app: App, api: Api): void {
  const config = { rateLimit: { max: api.limits.publicRequestsPerMinute, timeWindow: 60_000 } };
  app.get(
    '/api/v1/public/disclosures',
    {
      config,
      schema: {
        tags: ['public'],
        summary: '已公开事项 Published items, the newest first',
        security: [],
        querystring: disclosureQuery,
        response: answers({ 200: disclosureListSchema }),
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const after = decodeCursor('disclosures', 'date', cursor);
      const page = await listDisclosures(api.db, filterOf(request.query), { after, limit });
      return toWirePage('disclosures', page, toDisclosure);
    },
  );

  app.get(
    '/api/v1/public/projects/:projectNo',
    {
      config,
      schema: {
        tags: ['public'],
        summary: '按编号查询 What is public of one project, by its number',
        security: [],
        params: disclosedParams,
        response: answers({ 200: disclosedProjectSchema }),
      },
    },
    async (request) => {
      const { projectNo } = request.params;
      const { rows } = await listDisclosures(api.db, { projectNo }, { after: null, limit: PROJECT_ITEMS });
      // An unknown number and one of which nothing is public answer alike.
      if (rows.length === 0)
        throw notFound('没有这个编号的公开信息。', 'Nothing is public under this number.');
      return { projectNo, items: rows.map(toDisclosure) };
    },
  );
  feedRoutes(app, api, config);
}

const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;

function feedRoutes(app: App, api: Api, config: object): void {
  app.get(
    '/api/v1/public/disclosures.csv',
    {
      config,
      schema: {
        tags: ['public'],
        summary: '已公开事项 CSV Published items as CSV',
        security: [],
        querystring: disclosureFeedQuery,
        response: { ...answers({}), 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const page = await listDisclosures(api.db, filterOf(request.query), { after: null, limit: CSV_ITEMS });
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="goufu.csv"');
      return reply.send(disclosuresCsv(page.rows.map(toDisclosure)));
    },
  );
  app.get(
    '/api/v1/public/disclosures.rss',
    {
      config,
      schema: {
        tags: ['public'],
        summary: '已公开事项 RSS Published items as RSS',
        security: [],
        querystring: disclosureFeedQuery,
        response: { ...answers({}), 200: { content: { 'application/rss+xml': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const page = await listDisclosures(api.db, filterOf(request.query), { after: null, limit: RSS_ITEMS });
      return reply
        .type('application/rss+xml; charset=utf-8')
        .send(toRss(page.rows.map(toDisclosure), originOf(request)));
    },
  );
}
