import { findCalendar } from '../../db/queries/calendar.ts';
import { lampDates } from '../../db/queries/lamp.ts';
import {
  countByRegion,
  countDoneLate,
  digitsBelow,
  listWaiting,
  nameOrgs,
  regionsAbove,
} from '../../db/queries/supervision.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { recordUrges } from '../../db/urges.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { text } from '../../domain/kernel/text.ts';
import {
  overviewQuery,
  overviewSchema,
  urgedSchema,
  urgeSchema,
  waitingListSchema,
  waitingQuery,
} from '../contract/overview.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { viewerOf } from '../plugins/session.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { updateIdFor } from '../project/request-hash.ts';
import { toOverview } from './overview.ts';
import { seatsOf, toWaiting } from './waiting.ts';

const COUNTY_DIGITS = 6;

/** 督办: the reform office and the sector departments may urge what they oversee. */
const mayUrge = ({ actor }: Viewer): boolean =>
  actor.posts.some(({ role }) => role === 'reformOffice' || role === 'sectorOfficer');

/** 督导总览, 在办项目 and 催办. */
export function overviewRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/supervision/overview',
    {
      schema: {
        tags: ['supervision'],
        summary: '督导总览 Open projects by region, stage and lamp',
        querystring: overviewQuery,
        response: answers({ 200: overviewSchema }),
      },
    },
    async (request) => {
      const { regionCode } = request.query;
      const dates = await readLampDates(api);
      const look = { viewer: viewerOf(request), dates, regionCode };
      const [cells, late, above] = await Promise.all([
        countByRegion(api.db, look),
        countDoneLate(api.db, look),
        regionsAbove(api.db, regionCode ?? ''),
      ]);
      const isCountyLevel = digitsBelow(regionCode) === COUNTY_DIGITS;
      const within = above.map(({ code, name }) => ({ regionCode: code, regionName: name }));
      return { today: dates.today, within, ...toOverview(cells, late, { isCountyLevel }) };
    },
  );
  listRoute(app, api, waiting(api));
  urgeRoute(app, api);
}

const waiting = (api: Api): List<typeof waitingQuery, typeof waitingListSchema> => ({
  path: '/api/v1/supervision/waiting',
  tag: 'supervision',
  summary: '在办项目 Open projects with whom they wait for, the longest overdue first',
  query: waitingQuery,
  page: waitingListSchema,
  columns: [
    'projectNo',
    'projectName',
    'regionName',
    'buyerOrgName',
    'amountFen',
    'stage',
    'stepTitle',
    'orgName',
    'roleTitle',
    'openedOn',
    'dueOn',
    'workingDaysLate',
    'lamp',
    'urges',
  ],
  read: async (request, { cursor, limit, regionCode, ...filter }) => {
    const viewer = viewerOf(request);
    const calendar = await findCalendar(api.db);
    invariant(calendar, 'No work calendar is loaded; run the migrations');
    const today = todayOf(api);
    const look = { viewer, regionCode, dates: lampDates(calendar, today) };
    const after = decodeCursor('waiting', 'date', cursor);
    const page = await listWaiting(api.db, { look, filter }, { after, limit });
    const names = await nameOrgs(api.db, seatsOf(page.rows));
    const told = toWirePage('waiting', page, (row) => toWaiting(row, { calendar, today, names }));
    return { ...told, mayUrge: mayUrge(viewer) };
  },
});

function urgeRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/supervision/urges',
    {
      schema: {
        tags: ['supervision'],
        summary: '催办 Urge the open steps of overdue or nearly due projects, all of them or none',
        headers: keyHeader,
        body: urgeSchema,
        response: answers({ 200: urgedSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      if (!mayUrge(viewer)) throw notYours();
      const { projectIds, words } = request.body;
      const look = { viewer, dates: await readLampDates(api) };
      const key = updateIdFor(viewer.actor.userId, request.headers['idempotency-key']);
      const refused = await recordUrges(api.db, look, { key, projectIds, words });
      if (refused.length > 0) throw cannotBeUrged(refused);
      return { urged: projectIds.length };
    },
  );
}

const notYours = (): ProblemError =>
  new ProblemError('NotEntitled', {
    detail: text(
      '催办由专项小组办公室或行业主管部门办理，您没有该岗位。',
      'Urging is for the reform office and sector departments, posts you do not hold.',
    ),
  });

const cannotBeUrged = (ids: readonly string[]): ProblemError =>
  new ProblemError('NotFound', {
    detail: text(
      `以下项目不存在、您无权查看，或既未逾期也未临期，未作任何催办：${ids.join('、')}`,
      `These projects do not exist, may not be seen by you, or are neither overdue nor near due; nothing was recorded: ${ids.join(', ')}`,
    ),
  });
