import {
  type BudgetYearRecord,
  findBudgetYear,
  listBudgetEvents,
  listBudgetYears,
} from '../../db/queries/budget-years.ts';
import { readCalendar } from '../../db/transition/read-settings.ts';
import { budgetIdOf } from '../../domain/budget/budget-year.ts';
import { type Compilation, compilationClocks, compilationTitle } from '../../domain/budget/compilation.ts';
import { sumFen } from '../../domain/kernel/money.ts';
import { parsePlace, placeText, START_TEXT } from '../changes/wire.ts';
import {
  type BudgetEventRow,
  budgetChangesQuery,
  budgetChangesSchema,
  budgetDetailSchema,
  budgetParams,
  budgetYearListSchema,
  budgetYearQuery,
} from '../contract/budget-year.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';

const SHOWN_EVENTS = 200;

type EventRecord = Awaited<ReturnType<typeof listBudgetEvents>>[number];

const toEvent = (row: EventRecord): BudgetEventRow => ({
  id: `${row.txid}-${row.feed_id}`,
  orgId: row.org_id,
  fiscalYear: row.fiscal_year,
  seq: row.seq,
  type: row.type as BudgetEventRow['type'], // written from the domain's union only
  by: row.actor,
  occurredOn: row.occurred_on,
  recordedAt: row.recorded_at,
  data: { ...row.data },
});

const toYear = (row: BudgetYearRecord) => ({
  orgId: row.org_id,
  orgName: row.org_name,
  fiscalYear: row.fiscal_year,
  status: row.compilation?.status ?? null,
  statusTitle: row.compilation && compilationTitle(row.compilation.status),
  revision: row.revision,
  dueOn: row.due_on,
});

/** 预算年度 budgets as they are compiled, and what has happened to them. */
export function budgetYearRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/budgets',
    {
      schema: {
        tags: ['budget'],
        summary: '预算编制一览 Budgets of units and years with where each stands',
        querystring: budgetYearQuery,
        response: answers({ 200: budgetYearListSchema }),
      },
    },
    async (request) => {
      const { cursor, limit, fiscalYear } = request.query;
      const after = decodeCursor('budgets', 'text', cursor);
      const page = await listBudgetYears(api.db, { viewer: viewerOf(request), fiscalYear }, { after, limit });
      return toWirePage('budgets', page, toYear);
    },
  );

  app.get(
    '/api/v1/budgets/changes',
    {
      schema: {
        tags: ['budget'],
        summary: '预算变动 What happens to budgets, page by page; go on with `next`',
        querystring: budgetChangesQuery,
        response: answers({ 200: budgetChangesSchema }),
      },
    },
    async (request) => {
      const { after = START_TEXT, limit } = request.query;
      const place = parsePlace(after);
      const rows = await listBudgetEvents(api.db, viewerOf(request), {
        ...(place && { after: place }),
        limit,
      });
      const last = rows.at(-1);
      const next = last ? placeText({ txid: last.txid, feedId: String(last.feed_id) }) : after;
      return { items: rows.map(toEvent), next };
    },
  );

  detailRoute(app, api);
}

function detailRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/budgets/:orgId/:fiscalYear',
    {
      schema: {
        tags: ['budget'],
        summary: '预算编制详情 One budget with its lines, statutory days and events',
        params: budgetParams,
        response: answers({ 200: budgetDetailSchema }),
      },
    },
    async (request) => {
      const { orgId, fiscalYear } = request.params;
      const viewer = viewerOf(request);
      const row = await findBudgetYear(api.db, viewer, budgetIdOf(orgId, fiscalYear));
      if (!row)
        throw notFound('没有这份预算，或您无权查看。', 'There is no such budget, or you may not see it.');
      const events = await listBudgetEvents(api.db, viewer, { limit: SHOWN_EVENTS, budgetId: row.id });
      const { compilation } = row;
      return {
        ...toYear(row),
        controlFen: compilation?.controlFen ?? null,
        totalFen: sumFen(compilation?.lines.map(({ amountFen }) => amountFen) ?? []),
        lines: (compilation?.lines ?? []).map((line) => ({
          ...line,
          permittedSectors: [...line.permittedSectors],
        })),
        approvalRef: compilation?.approvalRef ?? null,
        approvedOn: compilation?.approvedOn ?? null,
        repliedOn: compilation?.repliedOn ?? null,
        clocks: compilation ? await clocksOf(api, compilation) : [],
        events: events.map(toEvent),
      };
    },
  );
}

async function clocksOf(api: Api, compilation: Compilation) {
  const today = todayOf(api);
  return compilationClocks(compilation, await readCalendar(api.db)).map(
    ({ what, title, dueOn, announced, citation }) => ({
      ...{ what, title, dueOn, announced, overdue: dueOn !== null && dueOn < today },
      article: `${citation.document} ${citation.article}`,
    }),
  );
}
