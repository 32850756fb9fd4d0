import { findProcess } from '../../db/queries/commands.ts';
import { countProjects, findProject, listProjects } from '../../db/queries/projects.ts';
import { readProjectPostings, readTimeline } from '../../db/queries/timeline.ts';
import { isProvider } from '../../db/queries/viewer.ts';
import { allowedActions } from '../../domain/project/allowed-actions.ts';
import { fileForProvider } from '../../domain/project/provider-reading.ts';
import { commandPath } from '../contract/commands.ts';
import { plain } from '../contract/matching.ts';
import {
  type ProjectSort,
  postingsSchema,
  projectDetailSchema,
  projectListQuery,
  projectListSchema,
  projectParams,
} from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import { timelineSchema } from '../contract/timeline.ts';
import { decodeCursor, type KeyKind, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { viewerOf } from '../plugins/session.ts';
import { projectNotFound } from '../problem/problem-error.ts';
import { toApproval } from './approval.ts';
import { toProcedure } from './procedure.ts';
import { toPosting, toProjectRow } from './rows.ts';
import { toProviderTimeline, toTimeline } from './timeline.ts';

const KEY_KINDS: Readonly<Record<ProjectSort, KeyKind>> = {
  due: 'date',
  '-updated': 'moment',
  amount: 'number',
  '-amount': 'number',
  projectNo: 'text',
};

/** Lists and pages of projects; they read tables only and work while workers are down. */
export function projectReadRoutes(app: App, api: Api): void {
  listRoute(app, api, list(api));
  detailRoute(app, api);

  app.get(
    '/api/v1/projects/:projectId/timeline',
    {
      schema: {
        tags: ['project'],
        summary: '办理记录 Everything that happened, in order',
        params: projectParams,
        response: answers({ 200: timelineSchema }),
      },
    },
    async (request) => {
      const { projectId } = request.params;
      const viewer = viewerOf(request);
      if (!(await findProcess(api.db, viewer, projectId))) throw projectNotFound();
      const [events, postings] = await Promise.all([
        readTimeline(api.db, projectId),
        readProjectPostings(api.db, projectId),
      ]);
      const items = isProvider(viewer) ? toProviderTimeline(events) : toTimeline(events, postings);
      return { projectId, items };
    },
  );

  app.get(
    '/api/v1/projects/:projectId/postings',
    {
      schema: {
        tags: ['project'],
        summary: '预算台账 Postings of the budget ledger that the project has caused',
        params: projectParams,
        response: answers({ 200: postingsSchema }),
      },
    },
    async (request) => {
      const { projectId } = request.params;
      const viewer = viewerOf(request);
      // The ledger is the administration's own: to a provider there is nothing here.
      if (isProvider(viewer) || !(await findProcess(api.db, viewer, projectId))) throw projectNotFound();
      return { items: (await readProjectPostings(api.db, projectId)).map(toPosting) };
    },
  );
}

const list = (api: Api): List<typeof projectListQuery, typeof projectListSchema> => ({
  path: '/api/v1/projects',
  tag: 'project',
  summary: '项目查询 Search projects',
  query: projectListQuery,
  page: projectListSchema,
  columns: [
    'projectNo',
    'name',
    'buyerOrgName',
    'regionCode',
    'sector',
    'itemCode',
    'fiscalYear',
    'amountFen',
    'method',
    'providerName',
    'stage',
    'stateTitle',
    'stepTitle',
    'dueOn',
    'lamp',
  ],
  read: async (request, { sort, limit, cursor, withTotal, ...filter }) => {
    const after = decodeCursor(sort, KEY_KINDS[sort], cursor);
    const asked = { viewer: viewerOf(request), dates: await readLampDates(api), filter };
    const [page, total] = await Promise.all([
      listProjects(api.db, asked, { sort, limit, after }),
      withTotal ? countProjects(api.db, asked) : null,
    ]);
    return { ...toWirePage(sort, page, toProjectRow), ...(total !== null && { total }) };
  },
});

function detailRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/projects/:projectId',
    {
      schema: {
        tags: ['project'],
        summary: '项目详情 A project with its file and what the reader may do now',
        params: projectParams,
        response: answers({ 200: projectDetailSchema }),
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const viewer = viewerOf(request);
      const row = await findProject(api.db, viewer, { projectId, dates: await readLampDates(api) });
      if (!row) throw projectNotFound();
      const { process } = row;
      const file = isProvider(viewer) ? fileForProvider(row.file) : row.file;
      const actions = allowedActions(process, viewer.actor).map((action) => ({
        ...action,
        path: `/api/v1/projects/${projectId}/commands/${commandPath(action.command)}`,
      }));
      const approval = await toApproval(api, process.approval, viewer.actor.userId);
      reply.header('etag', `"${row.revision}"`);
      return {
        ...toProjectRow(row),
        process: plain(process),
        file: plain(file),
        approval,
        procedure: isProvider(viewer) ? null : await toProcedure(api, row),
        allowedActions: actions,
      };
    },
  );
}
