import { findCalendar } from '../../db/queries/calendar.ts';
import { listThresholds } from '../../db/queries/directory.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { text } from '../../domain/kernel/text.ts';
import { rulesInForce } from '../../rules/engine/policy.ts';
import { plain } from '../contract/matching.ts';
import { ruleListSchema, ruleQuery } from '../contract/policy.ts';
import {
  calendarParams,
  calendarSchema,
  thresholdListSchema,
  thresholdQuery,
} from '../contract/reference.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { alarmRoutes } from './alarm-routes.ts';
import { decisionRoutes } from './decision-routes.ts';
import { packShelf } from './in-force.ts';
import { keyRoutes } from './key-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** 现行规则, 限额标准 and 工作日历: what decisions rest on. */
export function policyRoutes(app: App, api: Api): void {
  const shelf = packShelf(api);
  calendarRoute(app, api);
  thresholdRoute(app, api);
  versionRoutes(app, api, shelf);
  decisionRoutes(app, api, shelf);
  releaseRoutes(app, api, shelf);
  keyRoutes(app, api);
  alarmRoutes(app, api);

  app.get(
    '/api/v1/policy/rules',
    {
      schema: {
        tags: ['reference'],
        summary: '现行规则 Rules that bind a region on a day',
        querystring: ruleQuery,
        response: answers({ 200: ruleListSchema }),
      },
    },
    async (request) => {
      const { regionCode, stage, severity, q } = request.query;
      const { packs } = await shelf.inForce();
      const on = (request.query.on ?? todayOf(api)) as LocalDate; // checked to be a calendar date
      const words = q?.toLowerCase();
      const items = rulesInForce({ on, regionCode }, packs)
        .filter((rule) => stage === undefined || rule.stage === stage)
        .filter((rule) => severity === undefined || rule.severity === severity)
        .filter(
          (rule) => !words || `${rule.id} ${rule.title.zh} ${rule.title.en}`.toLowerCase().includes(words),
        );
      return { on, regionCode, items: items.map(plain) };
    },
  );
}

function calendarRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/calendar/:year',
    {
      schema: {
        tags: ['reference'],
        summary: '工作日历 Holidays and make-up days of a year, when they are announced',
        params: calendarParams,
        response: answers({ 200: calendarSchema }),
      },
    },
    async (request) => {
      const { year } = request.params;
      const calendar = await findCalendar(api.db);
      const announced = calendar?.years[year];
      return {
        year,
        announced: announced !== undefined,
        version: calendar?.version ?? null,
        notice: announced?.notice ?? null,
        holidays: [...(announced?.holidays ?? [])],
        makeUpDays: [...(announced?.makeUpDays ?? [])],
        banner: announced ? null : notAnnounced(year),
      };
    },
  );
}

const notAnnounced = (year: number) =>
  text(
    `国务院办公厅尚未公布 ${year} 年节假日安排；落在该年的到期日只是暂定。`,
    `The holidays of ${year} are not announced yet; due dates in that year are provisional.`,
  );

function thresholdRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/thresholds',
    {
      schema: {
        tags: ['reference'],
        summary: '限额标准 Thresholds in force, by region',
        querystring: thresholdQuery,
        response: answers({ 200: thresholdListSchema }),
      },
    },
    async (request) => {
      const { regionCode, on = todayOf(api) } = request.query;
      const rows = await listThresholds(api.db, { regionCode, on });
      return {
        items: rows.map((row) => ({
          regionCode: row.region_code,
          regionName: row.region_name,
          purchaseLimitFen: row.purchase_limit_fen,
          openTenderFen: row.open_tender_fen,
          effectiveFrom: row.effective_from,
          citation: row.citation,
          confirmed: row.confirmed,
          banner: row.confirmed ? null : unconfirmed(row.purchase_limit_fen, row.open_tender_fen),
        })),
      };
    },
  );
}

const unconfirmed = (limitFen: number, tenderFen: number) =>
  text(
    `限额标准（采购限额 ${formatFen(limitFen)}，公开招标 ${formatFen(tenderFen)}）尚未经主管部门确认，仅供演示。`,
    `These thresholds (purchase limit ${formatFen(limitFen, 'en')}, open tender ${formatFen(tenderFen, 'en')}) are not confirmed by the authority; for demonstration only.`,
  );
