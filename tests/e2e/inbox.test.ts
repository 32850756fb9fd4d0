import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inbox, InboxEntry } from '../../api/contract/inbox.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let approvals: Approvals;
/** Three leaves and a purchase of the township, and two projects whose demand waits for the station head. */
let leaves: string[];
let purchase: string;
let projects: string[];

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
  const started = async (body: object) => (await approvals.started('shahe-handler', body)).caseId;
  leaves = [];
  for (const title of ['请假回乡插秧', '请假办证', '外出培训']) leaves.push(await started({ title }));
  purchase = await started({
    flowId: 'departments',
    title: '购置插秧机',
    form: { amountFen: 7_654_300 },
  });
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  projects = [];
  for (const [index, amountYuan] of [90_000, 60_000].entries()) {
    const recipe = { ...demoStory(), key: `inbox-${index}`, name: `第${index}批水稻统防`, amountYuan };
    const life = writeLife({ ...recipe, timing: { kind: 'live' }, until: 'catalogueChecked' }, stack.world);
    projects.push((await playLife(life, { client, keyPrefix: 'inbox' })).projectId);
  }
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

async function inbox(userId: string, query = ''): Promise<Inbox> {
  const response = await approvals.call(userId, { url: `/api/v1/inbox?${query}` });
  expect([response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([200, '']);
  return response.json<Inbox>();
}

const idsOf = ({ items }: Pick<Inbox, 'items'>) => items.map(({ subjectId }) => subjectId);
const sorted = (ids: readonly string[]) => ids.toSorted();

describe('the inbox', () => {
  test('is one list over cases and projects: mine, my groups’, started by me', async () => {
    expect(sorted(idsOf(await inbox('shahe-mayor')))).toEqual(sorted(leaves));
    const head = await inbox('shahe-station-head');
    expect(sorted(idsOf(head))).toEqual(sorted(projects));
    expect(head.items[0]).toMatchObject({
      kind: 'project',
      stage: 'catalog',
      stateTitle: { zh: '待需求审核' },
      task: { title: { zh: '需求审核' }, command: 'ReviewDemand', holderId: 'shahe-station-head' },
    });
    // The head leads the township and sees what colleagues hold, cases and projects alike.
    const groups = await inbox('shahe-mayor', 'tab=groups&limit=100');
    expect(new Set(idsOf(groups))).toEqual(new Set([...leaves, purchase, ...projects]));
    const started = await inbox('shahe-handler', 'tab=started');
    expect(sorted(idsOf(started))).toEqual(sorted([...leaves, purchase, ...projects]));
    expect(started.items.find(({ subjectId }) => subjectId === leaves[0])).toMatchObject({
      kind: 'approval',
      flowTitle: { zh: '请假（单签）' },
      task: { title: { zh: '部门负责人审批' }, holderName: '沙河镇镇长', mayBatch: false },
      unread: null,
    });
  });

  test('shows nobody what they may not see', async () => {
    for (const stranger of ['zhuyuan-mayor', 'p-lvdun-provider', 'linjiang-handler']) {
      for (const tab of ['mine', 'groups', 'started', 'done', 'copied'])
        expect([stranger, tab, idsOf(await inbox(stranger, `tab=${tab}`))]).toEqual([stranger, tab, []]);
    }
    // A colleague without a part in a case is no reader of it; the projects of the township they see.
    const clerk = await inbox('shahe-handler-2', 'tab=groups&limit=100');
    expect(sorted(idsOf(clerk))).toEqual(sorted(projects));
  });

  test('is filtered, searched and counted', async () => {
    const ask = async (query: string) => sorted(idsOf(await inbox('shahe-handler', `tab=started&${query}`)));
    expect(await ask('kind=approval')).toEqual(sorted([...leaves, purchase]));
    expect(await ask('kind=project')).toEqual(sorted(projects));
    expect(await ask('flowId=departments')).toEqual([purchase]);
    expect(await ask('flowId=departments&kind=project')).toEqual([]);
    expect(await ask('stage=catalog')).toEqual(sorted(projects));
    expect(await ask('stage=budget')).toEqual([]);
    expect(await ask('orgId=zhuyuan')).toEqual([]);
    expect(await ask('q=插秧')).toEqual(sorted([leaves[0] ?? '', purchase]));
    expect(await ask('q=统防')).toEqual(sorted(projects));
    const { items, counts } = await inbox('shahe-handler', 'tab=started&lamp=red');
    expect([items, counts.red]).toEqual([[], 0]);
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(6);
    const url = '/api/v1/inbox/counts';
    const tabs = (await approvals.call('shahe-handler', { url })).json<Record<string, { total: number }>>();
    expect(Object.entries(tabs).map(([tab, { total }]) => [tab, total])).toEqual([
      ['mine', 0],
      // A line a task: the purchase waits for two departments at once.
      ['groups', 7],
      ['started', 6],
      ['done', 2],
      ['copied', 0],
    ]);
  });

  test.each(['due', 'lamp', 'amount', '-amount', '-updated'])(
    'paged by %s it gives each line once, in order',
    async (sort) => {
      const whole = await inbox('shahe-handler', `tab=started&sort=${sort}&limit=100`);
      const paged: InboxEntry[] = [];
      let cursor: string | null = '';
      do {
        const more: string = cursor ? `&cursor=${cursor}` : '';
        const page = await inbox('shahe-handler', `tab=started&sort=${sort}&limit=2${more}`);
        paged.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(whole.items);
      expect(new Set(idsOf(whole)).size).toBe(6);
      const amounts = whole.items.map(({ amountFen }) => amountFen ?? 0);
      if (sort === 'amount') expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
      if (sort === '-amount') expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    },
  );

  test('a cursor holds for its own list only', async () => {
    const { nextCursor } = await inbox('shahe-handler', 'tab=started&limit=1');
    const other = await approvals.call('shahe-handler', {
      url: `/api/v1/inbox?tab=done&limit=1&cursor=${nextCursor}`,
    });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([400, 'BadCursor']);
  });

  test('what was just done is gone from mine and stands in done; a copy is unread until it is read', async () => {
    const [first = ''] = leaves;
    expect((await approvals.approve('shahe-mayor', first, 'departmentLeader#1.1')).statusCode).toBe(200);
    expect(idsOf(await inbox('shahe-mayor'))).not.toContain(first);
    const done = await inbox('shahe-mayor', 'tab=done');
    expect(done.items.find(({ subjectId }) => subjectId === first)).toMatchObject({
      state: 'approved',
      stateTitle: { zh: '已通过', en: 'Approved' },
      lamp: 'grey',
      dueOn: null,
      task: null,
    });
    const copied = async () => (await inbox('shahe-congress-clerk', 'tab=copied')).items;
    expect(await copied()).toMatchObject([{ subjectId: first, unread: true }]);
    await approvals.give(['shahe-congress-clerk', first], 'read-copy', {});
    expect(await copied()).toMatchObject([{ subjectId: first, unread: false }]);
  });

  test('copies of a project’s approval are listed too', async () => {
    const [projectId = ''] = projects;
    const act = async (userId: string, body: object) => {
      const revision = (await approvals.call(userId, { url: `/api/v1/projects/${projectId}` })).json<{
        revision: number;
      }>().revision;
      return approvals.call(userId, {
        method: 'POST',
        url: `/api/v1/projects/${projectId}/commands/act-on-approval`,
        key: `inbox-act-${userId}-${revision}`,
        body: { expectedRevision: revision, data: { act: body } },
      });
    };
    const copy = { verb: 'carbonCopy', people: ['shahe-legal-counsel'] };
    expect((await act('shahe-station-head', copy)).statusCode).toBe(200);
    const copied = async () => (await inbox('shahe-legal-counsel', 'tab=copied')).items;
    expect(await copied()).toMatchObject([{ kind: 'project', subjectId: projectId, unread: true }]);
    expect((await act('shahe-legal-counsel', { verb: 'readCopy' })).statusCode).toBe(200);
    expect(await copied()).toMatchObject([{ subjectId: projectId, unread: false }]);
  });
});

describe('a batch', () => {
  const send = (
    userId: string,
    tasks: readonly object[],
    [key, opinion = '同意']: readonly [string, string?],
  ) =>
    approvals.call(userId, {
      method: 'POST',
      url: '/api/v1/inbox/approve',
      key,
      body: { tasks, opinion },
    });
  const itemOf = ({ kind, subjectId, task, revision }: InboxEntry) => ({
    kind,
    subjectId,
    taskId: task?.taskId,
    expectedRevision: revision,
  });

  test('approves what may be, refuses each other one by itself, and answers a repeated key alike', async () => {
    const waiting = (await inbox('shahe-mayor')).items.filter(({ kind }) => kind === 'approval');
    expect(waiting.map(({ task }) => task?.mayBatch)).toEqual([true, true]);
    const [second, third] = waiting.map(itemOf);
    const money = { kind: 'approval', subjectId: purchase, taskId: 'finance#1.1', expectedRevision: 1 };
    const nothing = { ...second, subjectId: 'A-nowhere' };
    const stale = { ...third, expectedRevision: 99 };
    const items = [second ?? {}, money, nothing, stale];
    const answer = await send('shahe-mayor', items, ['batch-of-leaves']);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      {
        approved: 1,
        refused: 3,
        pending: 0,
        results: [
          { outcome: 'approved', state: 'approved', problem: null },
          { outcome: 'refused', problem: { code: 'BatchNotAllowed', rule: 'AP-23', status: 422 } },
          { outcome: 'refused', problem: { code: 'NotFound', status: 404 } },
          { outcome: 'refused', problem: { code: 'StaleSeq', status: 409 } },
        ],
      },
    ]);
    const again = await send('shahe-mayor', items, ['batch-of-leaves']);
    expect(again.json<{ results: object[] }>().results[0]).toEqual(
      answer.json<{ results: object[] }>().results[0],
    );
    const other = await send('shahe-mayor', [second ?? {}], ['batch-of-leaves', '不同的意见']);
    expect(other.json()).toMatchObject({ results: [{ problem: { code: 'IdempotencyKeyReused' } }] });
    expect(sorted(idsOf(await inbox('shahe-mayor')))).toEqual([third?.subjectId]);
    const opinions = (await approvals.look('shahe-handler', second?.subjectId ?? '')).rounds;
    expect(opinions[0]?.seats[0]?.answer?.opinion.text).toBe('同意');
  });

  test('approves demand reviews of projects, and no money', async () => {
    const mine = (await inbox('shahe-station-head')).items;
    expect(mine.map(({ task }) => task?.mayBatch)).toEqual([true, true]);
    const answer = await send('shahe-station-head', mine.map(itemOf), ['batch-of-demands', '情况属实']);
    expect(answer.json()).toMatchObject({
      approved: 2,
      results: [{ state: 'demandReviewed' }, { state: 'demandReviewed' }],
    });
    const again = await send('shahe-station-head', mine.map(itemOf), ['batch-of-demands', '情况属实']);
    expect(again.json()).toEqual(answer.json());
    expect((await inbox('shahe-station-head')).items).toEqual([]);
    const budget = [{ ...itemOf(mine[0] as InboxEntry), taskId: 'budgetCheck#1.1' }];
    expect((await send('shahe-station-head', budget, ['batch-of-money'])).json()).toMatchObject({
      results: [{ problem: { code: 'BatchNotAllowed', facts: { because: 'money' } } }],
    });
  });

  test('in English where the reader asks for it', async () => {
    const items = [{ kind: 'approval', subjectId: purchase, taskId: 'finance#1.1', expectedRevision: 1 }];
    const response = await approvals.call('shahe-township-finance', {
      method: 'POST',
      url: '/api/v1/inbox/approve',
      key: 'batch-in-english',
      headers: { 'accept-language': 'en' },
      body: { tasks: items, opinion: WORDS.text },
    });
    expect(response.json()).toMatchObject({
      results: [{ problem: { detail: 'This task is decided by itself, never in a batch.' } }],
    });
  });

  const one = { kind: 'approval', subjectId: 'A1', taskId: 'a#1.1', expectedRevision: 1 };
  test.each([
    ['no tasks', { tasks: [], opinion: '' }, '/tasks'],
    ['the same task twice', { tasks: [one, one], opinion: '' }, '/tasks'],
    [
      'more than a hundred',
      { tasks: Array.from({ length: 101 }, (_, index) => ({ ...one, subjectId: `A${index}` })), opinion: '' },
      '/tasks',
    ],
    ['an unknown kind', { tasks: [{ ...one, kind: 'case' }], opinion: '' }, '/tasks/0/kind'],
    [
      'no revision',
      { tasks: [{ ...one, expectedRevision: undefined }], opinion: '' },
      '/tasks/0/expectedRevision',
    ],
    ['no opinion field', { tasks: [one] }, '/opinion'],
  ])('is refused with %s', async (_what, body, pointer) => {
    const response = await approvals.call('shahe-mayor', {
      method: 'POST',
      url: '/api/v1/inbox/approve',
      key: 'batch-bad-input',
      body,
    });
    expect([response.statusCode, response.json()]).toMatchObject([400, { errors: [{ pointer }] }]);
  });
});
