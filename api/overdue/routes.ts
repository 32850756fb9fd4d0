import { createHash } from 'node:crypto';
import { z } from 'zod';
import { publishOverdueList } from '../../db/provider/publish-overdue-list.ts';
import { findOrg } from '../../db/queries/directory.ts';
import { findPublishedList, listPublishedLists, readOwing } from '../../db/queries/overdue-list.ts';
import { readCalendar } from '../../db/transition/read-settings.ts';
import { holdsPost } from '../../domain/approval/types.ts';
import type { OverdueList } from '../../domain/delivery/overdue-list.ts';
import { text } from '../../domain/kernel/text.ts';
import { overdueListFor } from '../../domain/project/payables.ts';
import { plain } from '../contract/matching.ts';
import {
  overdueListSchema,
  overdueParams,
  overduePrintQuery,
  publicOverdueSchema,
  publishOverdueBody,
} from '../contract/overdue.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { languageOf } from '../problem/language.ts';
import { notFound, ProblemError } from '../problem/problem-error.ts';
import { overduePage } from './page.ts';

interface Asked {
  readonly orgId: string;
  readonly year: number;
}

/** The list as it was made public, or as it stands now. */
async function read(api: Api, { orgId, year }: Asked) {
  const org = await findOrg(api.db, orgId);
  if (!org) throw notFound('没有这个单位。', 'There is no such organisation.');
  const published = await findPublishedList(api.db, orgId, year);
  const list: OverdueList =
    published?.list ?? overdueListFor(await readOwing(api.db, orgId, await readCalendar(api.db)), year);
  const isLate = !published && list.lines.length > 0 && todayOf(api) > list.publishBy;
  return {
    orgId,
    orgName: org.name,
    list,
    publishedOn: published?.published_on ?? null,
    url: published?.url ?? null,
    late: isLate ? lateWords(list) : null,
  };
}

const lateWords = ({ year, publishBy, citation }: OverdueList) =>
  text(
    `${year} 年度清单应在 ${publishBy} 前公示（${citation.document}${citation.article}，PAY-07），请立即公示。`,
    `The list of ${year} was to be public by ${publishBy} (${citation.document} ${citation.article}, PAY-07). Publish it now.`,
  );

const answer = ({ list, ...rest }: Awaited<ReturnType<typeof read>>) => ({ ...rest, list: plain(list) });

/** 逾期未付清单: what a buyer owed small and medium-sized firms at the end of a year (支付条例 §18). */
export function overdueRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/overdue-lists/:orgId/:year',
    {
      schema: {
        tags: ['supervision'],
        summary: '逾期未付清单 Payments overdue at the end of a year',
        params: overdueParams,
        response: answers({ 200: overdueListSchema }),
      },
    },
    async (request) => answer(await read(api, request.params)),
  );
  printRoute(app, api);
  publishRoute(app, api);
  publicRoute(app, api);
}

function printRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/overdue-lists/:orgId/:year/print',
    {
      schema: {
        tags: ['supervision'],
        summary: '打印逾期未付清单 The list as a page to print',
        params: overdueParams,
        querystring: overduePrintQuery,
        response: { ...answers({}), 200: { content: { 'text/html': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const { orgName, list } = await read(api, request.params);
      const language = request.query.language ?? languageOf(request.headers['accept-language']);
      const page = overduePage({ orgName, list, language });
      const digest = createHash('sha256').update(page.style).digest('base64');
      return reply
        .type('text/html; charset=utf-8')
        .header(
          'content-security-policy',
          `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; frame-ancestors 'none'`,
        )
        .send(page.html);
    },
  );
}

function publishRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/overdue-lists/:orgId/:year/publish',
    {
      schema: {
        tags: ['commands'],
        summary: '公示逾期未付清单 Make the list public (finance office of the buyer)',
        params: overdueParams,
        body: publishOverdueBody,
        response: answers({ 200: overdueListSchema }),
      },
    },
    async (request) => {
      const { actor } = viewerOf(request);
      const { orgId, year } = request.params;
      if (!holdsPost(actor, 'townshipFinance', orgId)) {
        throw new ProblemError('NotEntitled', {
          detail: text('清单由本单位财政所公示。', 'The finance office of the organisation publishes it.'),
        });
      }
      const on = todayOf(api);
      if (on <= `${year}-12-31`) {
        throw new ProblemError('BadRequest', {
          detail: text(`${year} 年度尚未结束。`, `The year ${year} is not over.`),
        });
      }
      const { list, publishedOn } = await read(api, { orgId, year });
      if (publishedOn === null) {
        await publishOverdueList(api.db, { orgId, list, url: request.body.url, on, by: actor.userId });
      }
      // The same again, and whoever comes second, reads what is public.
      return answer(await read(api, { orgId, year }));
    },
  );
}

function publicRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/public/overdue-lists',
    {
      config: { rateLimit: { max: api.limits.publicRequestsPerMinute, timeWindow: 60_000 } },
      schema: {
        tags: ['public'],
        summary: '已公示的逾期未付清单 Lists of overdue payments that are public',
        security: [],
        response: answers({ 200: publicOverdueSchema }),
      },
    },
    async () => {
      const rows = await listPublishedLists(api.db);
      return {
        items: rows.map(({ org_name, year, published_on, url, list }) => ({
          orgName: org_name,
          year,
          publishedOn: published_on,
          url,
          contracts: list.contracts,
          amountFen: list.amountFen,
        })),
      };
    },
  );
}
