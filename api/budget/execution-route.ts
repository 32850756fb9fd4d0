import { bucketsByRegion, usesBySector } from '../../db/queries/budget-execution.ts';
import { digitsBelow } from '../../db/queries/supervision.ts';
import { isProvider } from '../../db/queries/viewer.ts';
import { yearOf } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import { executionQuery, executionSchema } from '../contract/execution.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { toExecution } from './execution.ts';

const COUNTY_DIGITS = 6;

/** 预算执行 */
export function executionRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/budget/execution',
    {
      schema: {
        tags: ['supervision'],
        summary: '预算执行 Approved, reserved, committed and paid, by region and sector',
        querystring: executionQuery,
        response: answers({ 200: executionSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      // The ledger is the administration's own.
      if (isProvider(viewer)) throw notForProviders();
      const { regionCode, fiscalYear = yearOf(todayOf(api)) } = request.query;
      const look = { viewer, fiscalYear, regionCode };
      const [lines, uses] = await Promise.all([bucketsByRegion(api.db, look), usesBySector(api.db, look)]);
      return toExecution({
        fiscalYear,
        lines,
        uses,
        isCountyLevel: digitsBelow(regionCode) === COUNTY_DIGITS,
      });
    },
  );
}

const notForProviders = (): ProblemError =>
  new ProblemError('NotEntitled', {
    detail: text('预算执行情况仅供行政机关查看。', 'Budget execution is for the administration only.'),
  });
