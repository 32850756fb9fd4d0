import { findFlowVersion } from '../../db/approval/flow-versions.ts';
import {
  administers,
  findNames,
  listCases,
  listCaseTasks,
  readCaseTimeline,
} from '../../db/queries/approvals.ts';
import { previewUpgrade } from '../../domain/approval/upgrade.ts';
import {
  caseDetailSchema,
  caseListQuery,
  caseListSchema,
  caseParams,
  caseTaskListSchema,
  caseTimelineSchema,
  handOverQuery,
  upgradePreviewSchema,
  upgradeQuery,
} from '../contract/approval-view.ts';
import { plain } from '../contract/matching.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';
import { requireCase, verbsFor } from './answers.ts';
import { mentionedIn, toCaseDetail, toCaseRow, toCaseTask } from './views.ts';

/** Lists and pages of approval cases; they read tables only and work while workers are down. */
export function approvalReadRoutes(app: App, api: Api): void {
  listRoute(app, api, cases(api));
  caseRoutes(app, api);
  previewRoutes(app, api);
}

const cases = (api: Api): List<typeof caseListQuery, typeof caseListSchema> => ({
  path: '/api/v1/approvals',
  tag: 'approval',
  summary: '审批单查询 Search approval cases',
  query: caseListQuery,
  page: caseListSchema,
  columns: [
    'caseNo',
    'title',
    'flowTitle',
    'statusTitle',
    'orgName',
    'amountFen',
    'dueOn',
    'createdAt',
    'endedAt',
  ],
  read: async (request, { sort, limit, cursor, ...filter }) => {
    const after = decodeCursor(sort, 'moment', cursor);
    const asked = { userId: viewerOf(request).actor.userId, filter };
    return toWirePage(sort, await listCases(api.db, asked, { limit, after }), toCaseRow);
  },
});

function caseRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/approvals/:caseId',
    {
      schema: {
        tags: ['approval'],
        summary: '审批单详情 A case with its rolls and what the reader may do now',
        params: caseParams,
        response: answers({ 200: caseDetailSchema }),
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request).actor;
      const row = await requireCase(api, userId, request.params.caseId);
      const [verbs, names] = await Promise.all([
        verbsFor(api, row, userId),
        findNames(api.db, mentionedIn(row.state)),
      ]);
      reply.header('etag', `"${row.seq}"`);
      return toCaseDetail({ row, verbs, names });
    },
  );

  app.get(
    '/api/v1/approvals/:caseId/timeline',
    {
      schema: {
        tags: ['approval'],
        summary: '审批记录 Everything that happened in a case, in order',
        params: caseParams,
        response: answers({ 200: caseTimelineSchema }),
      },
    },
    async (request) => {
      const { caseId } = request.params;
      await requireCase(api, viewerOf(request).actor.userId, caseId);
      const rows = await readCaseTimeline(api.db, caseId);
      const items = rows.map((row) => ({
        no: row.no,
        seq: row.seq,
        type: row.type,
        data: { ...row.data },
        actor: row.actor,
        actorName: row.actor_name ?? '系统',
        occurredAt: row.occurred_at,
        recordedAt: row.recorded_at,
        scheduledAt: row.scheduled_at,
      }));
      return { caseId, items };
    },
  );
}

function previewRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/approvals/:caseId/upgrade-preview',
    {
      schema: {
        tags: ['approval'],
        summary: '流程升级预览 What another version of the flow would change for this case',
        params: caseParams,
        querystring: upgradeQuery,
        response: answers({ 200: upgradePreviewSchema }),
      },
    },
    async (request) => {
      const row = await requireCase(api, viewerOf(request).actor.userId, request.params.caseId);
      const to = await findFlowVersion(api.db, row.flow_id, request.query.toVersion);
      if (to?.status !== 'published') {
        throw notFound('没有这个已发布的版本。', 'There is no such published version.');
      }
      return plain(previewUpgrade(row.state, row.flow, to.document));
    },
  );

  app.get(
    '/api/v1/approvals/hand-over-preview',
    {
      schema: {
        tags: ['approval'],
        summary:
          '离职交接预览 Open tasks of a person that a hand-over would move (organisation administrators)',
        querystring: handOverQuery,
        response: answers({ 200: caseTaskListSchema }),
      },
    },
    async (request) => {
      const { userId, limit, cursor } = request.query;
      const { actor } = viewerOf(request);
      if (!(await administers(api.db, actor.userId, userId))) {
        throw notFound(
          '没有这个人员，或其单位不由您管理。',
          'There is no such person, or you do not administer their organisation.',
        );
      }
      const after = decodeCursor('due', 'date', cursor);
      return toWirePage('due', await listCaseTasks(api.db, userId, { limit, after }), toCaseTask);
    },
  );
}
