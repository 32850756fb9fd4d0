import { readBatchScenes } from '../../db/queries/batch.ts';
import {
  countInbox,
  countScopes,
  type InboxRow,
  type LampCounts,
  listInbox,
  totalOf,
} from '../../db/queries/inbox.ts';
import { mayBatch } from '../../domain/approval/batch.ts';
import { INBOX_TABS, type InboxTab, inboxCountsSchema, inboxQuery, inboxSchema } from '../contract/inbox.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, type KeyKind, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { viewerOf } from '../plugins/session.ts';
import { taskKey, toEntry } from './entries.ts';

const KEY_KINDS = {
  due: 'date',
  lamp: 'text',
  amount: 'number',
  '-amount': 'number',
  '-updated': 'moment',
} as const satisfies Record<string, KeyKind>;

const usualSort = (tab: InboxTab) => (tab === 'mine' || tab === 'groups' ? 'due' : '-updated');

const inbox = (api: Api): List<typeof inboxQuery, typeof inboxSchema> => ({
  path: '/api/v1/inbox',
  tag: 'inbox',
  summary: '待办 Approval cases and purchase projects: mine, my groups’, started, done, copied to me',
  query: inboxQuery,
  page: inboxSchema,
  columns: [
    'subjectNo',
    'title',
    'orgName',
    'amountFen',
    'flowTitle',
    'stage',
    'stateTitle',
    'dueOn',
    'lamp',
  ],
  read: async (request, { tab, sort = usualSort(tab), limit, cursor, ...filter }) => {
    // A place in one list is none in another.
    const order = `${tab} ${sort}`;
    const after = decodeCursor(order, KEY_KINDS[sort], cursor);
    const asked = { viewer: viewerOf(request), dates: await readLampDates(api), scope: { of: tab }, filter };
    const [page, counts] = await Promise.all([
      listInbox(api.db, asked, { sort, after, limit }),
      countInbox(api.db, asked),
    ]);
    const batchable = tab === 'mine' ? await batchableOf(api, page.rows) : NOTHING;
    return { ...toWirePage(order, page, toEntry(batchable)), counts };
  },
});

/** 待办 */
export function inboxListRoutes(app: App, api: Api): void {
  listRoute(app, api, inbox(api));

  app.get(
    '/api/v1/inbox/counts',
    {
      schema: {
        tags: ['inbox'],
        summary: '待办数 How many lines each list has, by lamp',
        response: answers({ 200: inboxCountsSchema }),
      },
    },
    async (request) => {
      const look = { viewer: viewerOf(request), dates: await readLampDates(api) };
      const { mine, groups, started, done, copied } = await countScopes(api.db, look, TABS);
      return {
        mine: withTotal(mine),
        groups: withTotal(groups),
        started: withTotal(started),
        done: withTotal(done),
        copied: withTotal(copied),
      };
    },
  );
}

const NOTHING: ReadonlySet<string> = new Set();

const withTotal = (counts: LampCounts) => ({ ...counts, total: totalOf(counts) });

const TABS = INBOX_TABS.map((of) => ({ of }));

/** Which of these tasks may be approved in a batch. */
async function batchableOf(api: Api, rows: readonly InboxRow[]): Promise<ReadonlySet<string>> {
  const tasks = rows.flatMap(({ kind, subject_id, task_id, helping }) =>
    task_id && !helping ? [{ kind, subjectId: subject_id, taskId: task_id }] : [],
  );
  const scenes = await readBatchScenes(api.db, tasks);
  const free = tasks.filter((task) => {
    const scene = scenes.get(`${task.kind}/${task.subjectId}`);
    return scene !== undefined && mayBatch(scene.state, task.taskId, scene.flow) === null;
  });
  return new Set(free.map(({ kind, subjectId, taskId }) => taskKey(kind, subjectId, taskId)));
}
