import { readContext } from '../../db/approval/case-context.ts';
import { findNames } from '../../db/queries/approvals.ts';
import { findHome } from '../../db/queries/home.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import { dryRun, forecast } from '../../domain/approval/forecast.ts';
import type { Forecast } from '../../domain/approval/forecast-types.ts';
import { tryBody } from '../contract/approval-case.ts';
import { flowVersionParams } from '../contract/approval-flow.ts';
import { caseParams } from '../contract/approval-view.ts';
import { type WayForecast, wayForecastSchema } from '../contract/forecast.ts';
import { plain } from '../contract/matching.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { RefusedError } from '../problem/refusals.ts';
import { contextOf, nowOf, requireCase } from './answers.ts';
import { requireVersion } from './flow-routes.ts';

/** 审批预测: who signs a running case next and after, and what would follow from starting a flow now. Nothing is written. */
export function forecastRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/approvals/:caseId/forecast',
    {
      schema: {
        tags: ['approval'],
        summary: '审批预测 Who signs this case next and after, with dates',
        params: caseParams,
        response: answers({ 200: wayForecastSchema }),
      },
    },
    async (request) => {
      const row = await requireCase(api, viewerOf(request).actor.userId, request.params.caseId);
      if (!GOES_ON.has(row.status)) return { ways: [], isCut: false };
      return shown(api, forecast(row.state, await contextOf(api, row, null)));
    },
  );
  tryRoute(app, api);
}

/** Statuses from which somebody will be asked. */
const GOES_ON: ReadonlySet<string> = new Set(['running', 'paused', 'returned']);

function tryRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/approvals/flows/:flowId/versions/:version/try',
    {
      schema: {
        tags: ['approval'],
        summary: '试运行 What would follow if I started this flow now; the form may have gaps',
        params: flowVersionParams,
        body: tryBody,
        response: answers({ 200: wayForecastSchema }),
      },
    },
    async (request) => {
      const { flowId, version } = request.params;
      const { userId } = viewerOf(request).actor;
      const [row, home] = await Promise.all([
        requireVersion(api, userId, { flowId, version }),
        findHome(api.db, userId),
      ]);
      if (!home?.above.includes(row.org_id)) throw new RefusedError(caseRefusal('NotOfFlowOrg', { flowId }));
      const { form, choices } = request.body;
      const data = { ...{ flowId, title: '', form, choices }, flowVersion: version, callbackUrl: null };
      const context = await readContext(api.db, {
        flow: row.document,
        state: null,
        command: { verb: 'start', by: userId, data },
        now: nowOf(api),
        policy: null,
        regionCode: home.regionCode,
      });
      const told = dryRun({ caseId: 'try', initiator: userId, form, choices }, context);
      if (!told.ok) throw new RefusedError(told.refusal);
      return shown(api, told.value);
    },
  );
}

/** A forecast with the names of everybody in it. */
async function shown(api: Api, { ways, isCut }: Forecast): Promise<WayForecast> {
  const ids = ways.flatMap(({ steps }) =>
    steps.flatMap(({ signers }) => signers.map(({ userId }) => userId)),
  );
  const names = await findNames(api.db, ids);
  return {
    isCut,
    ways: ways.map(({ turns, steps, endsAs, endsOn }) => ({
      endsAs,
      endsOn,
      turns: turns.map(({ title, leadsTo, dependsOn }) => ({ title, leadsTo, dependsOn: plain(dependsOn) })),
      steps: steps.map(({ node, title, standing, signers, opensOn, dueOn, announced, dependsOn }) => ({
        ...{ node, title, standing, opensOn, dueOn, announced, dependsOn: plain(dependsOn) },
        signers: signers.map(({ userId, reason, standing: stands }) => ({
          ...{ userId, reason, standing: stands, name: names[userId] ?? userId },
        })),
      })),
    })),
  };
}
