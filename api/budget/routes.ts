import {
  type BudgetLineRecord,
  findBudgetLine,
  listBudgetLines,
  listLinePostings,
} from '../../db/queries/budget-lines.ts';
import {
  type BudgetLineRow,
  budgetLineListSchema,
  budgetLineParams,
  budgetLineQuery,
  linePostingListSchema,
  pageOnlyQuery,
} from '../contract/reference.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { toPosting } from '../project/rows.ts';

const toBudgetLine = (row: BudgetLineRecord): BudgetLineRow => ({
  budgetLineId: row.id,
  orgId: row.org_id,
  orgName: row.org_name,
  regionCode: row.region_code,
  fiscalYear: row.fiscal_year,
  name: row.name,
  source: row.source as BudgetLineRow['source'], // held to these words by the table's constraint
  permittedSectors: row.permitted_sectors,
  approvedOn: row.approved_on,
  approvalRef: row.approval_ref,
  inServiceTable: row.in_service_table,
  approvedFen: row.approved_fen,
  availableFen: row.available_fen,
  reservedFen: row.reserved_fen,
  committedFen: row.committed_fen,
  paidFen: row.paid_fen,
});

const lines = (api: Api): List<typeof budgetLineQuery, typeof budgetLineListSchema> => ({
  path: '/api/v1/budget-lines',
  tag: 'reference',
  summary: '预算项目 Budget lines with what is left of them',
  query: budgetLineQuery,
  page: budgetLineListSchema,
  columns: [
    'name',
    'orgName',
    'regionCode',
    'fiscalYear',
    'source',
    'approvedOn',
    'approvalRef',
    'approvedFen',
    'reservedFen',
    'committedFen',
    'paidFen',
    'availableFen',
  ],
  read: async (request, { cursor, limit, ...filter }) => {
    const after = decodeCursor('lines', 'text', cursor);
    const page = await listBudgetLines(api.db, { viewer: viewerOf(request), filter }, { after, limit });
    return toWirePage('lines', page, toBudgetLine);
  },
});

/** 预算项目 and their ledger. */
export function budgetRoutes(app: App, api: Api): void {
  listRoute(app, api, lines(api));

  app.get(
    '/api/v1/budget-lines/:budgetLineId/postings',
    {
      schema: {
        tags: ['reference'],
        summary: '预算台账 Postings of one budget line, oldest first',
        params: budgetLineParams,
        querystring: pageOnlyQuery,
        response: answers({ 200: linePostingListSchema }),
      },
    },
    async (request) => {
      const { budgetLineId } = request.params;
      const after = decodeCursor('postings', 'number', request.query.cursor);
      if (!(await findBudgetLine(api.db, viewerOf(request), budgetLineId))) {
        throw notFound(
          '没有这个预算项目，或您无权查看。',
          'There is no such budget line, or you may not see it.',
        );
      }
      const page = await listLinePostings(api.db, budgetLineId, { after, limit: request.query.limit });
      return toWirePage('postings', page, toPosting);
    },
  );
}
