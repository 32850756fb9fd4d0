import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inbox } from '../../api/contract/inbox.ts';
import type { CommandResult, ProjectRow } from '../../api/contract/project.ts';
import type { TimelineEntry } from '../../api/contract/timeline.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { type Life, writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { listWith, someText, textWith } from '../support/matchers.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let whole: { life: Life; result: CommandResult };
let drafts: CommandResult[];

const lifeOf = (recipe: Partial<ProjectRecipe> = {}) => writeLife({ ...demoStory(), ...recipe }, stack.world);

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  const life = lifeOf();
  whole = { life, result: await playLife(life, { client, keyPrefix: 'whole-life' }) };
  drafts = [];
  const live = { timing: { kind: 'live' }, until: 'draft', pilot: 'plantProtection' } as const;
  for (const [index, amountYuan] of [90_000, 60_000, 70_000, 60_000].entries()) {
    const draft = lifeOf({ ...live, key: `draft-${index}`, name: `第${index}批草稿`, amountYuan });
    drafts.push(await playLife(draft, { client, keyPrefix: 'drafts' }));
  }
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const read = async <T>(call: Caller, url: string): Promise<T> => {
  const response = await call({ url: `/api/v1${url}` });
  expect([url, response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([
    url,
    200,
    '',
  ]);
  return response.json<T>();
};

interface Rows<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** All pages of a list, each of two rows. */
async function allPages<T>(call: Caller, url: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Rows<T> = await read(call, `${url}&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

describe('a whole life through the public API', () => {
  test('ends in the archive, and its page says all of it', async () => {
    const call = await callerOf(app, 'shahe-handler');
    const { projectId } = whole.result;
    const response = await call({ url: `/api/v1/projects/${projectId}` });
    expect(response.headers['etag']).toBe(`"${whole.life.acts.length}"`);
    expect(response.json()).toMatchObject({
      projectId,
      projectNo: whole.result.projectNo,
      state: 'archived',
      stateTitle: { zh: '已归档' },
      lamp: 'grey',
      lateEntry: true,
      revision: whole.life.acts.length,
      file: {
        application: { buyerOrgId: 'shahe' },
        budget: { committedFen: 0 },
        end: { on: someText },
      },
      process: { state: 'archived', step: null },
    });
    const { allowedActions } = response.json<{
      allowedActions: { allowed: boolean; reason: { code: string } }[];
    }>();
    expect(new Set(allowedActions.map(({ allowed, reason }) => `${allowed} ${reason.code}`))).toEqual(
      new Set(['false ProjectEnded']),
    );
  });

  test('has a timeline with persons, opinions, verdicts, postings and due dates, without a gap', async () => {
    const call = await callerOf(app, 'shahe-handler');
    const { items } = await read<{ items: TimelineEntry[] }>(
      call,
      `/projects/${whole.result.projectId}/timeline`,
    );
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    expect(items[0]).toMatchObject({
      type: 'ProjectCreated',
      by: { role: 'handler', roleTitle: { zh: '经办人' }, orgName: '沙河镇人民政府' },
      enteredLater: true,
      move: { state: 'draft', step: 'drafting', dueOn: someText },
    });
    expect(items.find(({ type }) => type === 'ProjectSubmitted')).toMatchObject({
      verdict: {
        outcome: 'pass',
        packVersion: someText,
        evaluated: listWith('CAT-01'),
      },
    });
    const approved = items.find(({ type }) => type === 'BudgetApproved');
    expect(approved).toMatchObject({
      data: { decision: 'approve', opinion: someText },
      postings: [{ fromBucket: 'available', toBucket: 'reserved', amountFen: 19_800_000 }],
    });
    const posted = await read<{ items: object[] }>(call, `/projects/${whole.result.projectId}/postings`);
    expect(items.flatMap(({ postings }) => postings)).toEqual(posted.items);
    const lineId = (posted.items[0] as { budgetLineId: string }).budgetLineId;
    const ledger = await allPages(call, `/budget-lines/${lineId}/postings?`);
    expect(ledger).toEqual(expect.arrayContaining(posted.items));
  });
});

describe('lists', () => {
  test('find by Chinese words, by state and by who takes part', async () => {
    const call = await callerOf(app, 'shahe-handler');
    const numbers = async (query: string) =>
      (await read<Rows<ProjectRow>>(call, `/projects?${query}`)).items.map(({ projectNo }) => projectNo);
    const ended = [whole.result.projectNo];
    expect(await numbers('q=统防统治')).toEqual(ended);
    expect(await numbers('q=病')).toEqual(ended);
    expect(await numbers(`q=${whole.result.projectNo}&state=archived`)).toEqual(ended);
    expect(await numbers('q=统治统防')).toEqual([]);
    expect(await numbers('q=无人机表演')).toEqual([]);
    expect(await numbers('providerId=lvdun')).toEqual(ended);
    expect(await numbers('lamp=grey&lateEntry=true&stage=evaluation&pilot=plantProtection')).toEqual(ended);
    expect(await numbers('lamp=green&lateEntry=false')).toHaveLength(4);
    expect(await numbers('overdue=true')).toEqual([]);
    expect(await numbers('regionCode=519901')).toHaveLength(5);
    expect(await numbers('regionCode=519902')).toEqual([]);
    expect(await read(call, '/projects?withTotal=true&limit=1')).toMatchObject({ total: 5 });
  });

  test.each(['due', '-updated', 'amount', '-amount', 'projectNo'])(
    'sorted by %s, pages neither lose nor repeat',
    async (sort) => {
      const call = await callerOf(app, 'shahe-handler');
      const inOne = await read<Rows<ProjectRow>>(call, `/projects?sort=${sort}`);
      const paged = await allPages<ProjectRow>(call, `/projects?sort=${sort}`);
      expect(paged).toEqual(inOne.items);
      expect(new Set(paged.map(({ projectId }) => projectId)).size).toBe(5);
      const amounts = paged.map(({ amountFen }) => amountFen);
      const ascending = [...amounts].sort((a, b) => a - b);
      if (sort === 'amount') expect(amounts).toEqual(ascending);
      if (sort === '-amount') expect(amounts).toEqual(ascending.reverse());
      if (sort === 'due') expect(paged.at(-1)?.dueOn).toBeNull();
    },
  );

  test('the inbox holds the tasks of my posts, with the command and the lamp', async () => {
    const mine = await callerOf(app, 'shahe-handler');
    const { items, counts } = await read<Inbox>(mine, '/inbox?sort=-amount');
    expect(items.map(({ amountFen }) => amountFen)).toEqual([9_000_000, 7_000_000, 6_000_000, 6_000_000]);
    expect(counts).toEqual({ red: 0, yellow: 0, green: 4, grey: 0 });
    expect(items[0]).toMatchObject({
      kind: 'project',
      path: `/api/v1/projects/${drafts[0]?.projectId}`,
      lamp: 'green',
      orgName: '沙河镇人民政府',
      task: {
        command: 'SubmitProject',
        commandPath: `/api/v1/projects/${drafts[0]?.projectId}/commands/submit-project`,
        roleTitle: { zh: '经办人' },
        orgName: '沙河镇人民政府',
        mayBatch: false,
      },
    });
    const leader = await callerOf(app, 'shahe-leader');
    expect((await read<Inbox>(leader, '/inbox')).items).toEqual([]);
    expect((await read<Inbox>(leader, '/inbox?tab=groups&q=草稿')).items).toHaveLength(4);
    expect(await allPages(leader, '/inbox?tab=groups&sort=due')).toHaveLength(4);
    expect(await read(leader, '/inbox?tab=groups&lamp=red')).toMatchObject({
      items: [],
      counts: { green: 4 },
    });
  });

  test.each([
    ['shahe-mayor', 5, 'its own township'],
    ['yunba-finance-county-budget', 5, 'the county of the buyer'],
    ['mintuo-audit-auditor', 5, 'the city'],
    ['mintuo-support-operator', 5, 'the city'],
    ['p-lvdun-provider', 1, 'the project it delivers'],
    ['p-jingyuan-provider', 0, 'nothing'],
    ['wangxi-finance-county-budget', 0, 'another county'],
    ['linjiang-handler', 0, 'another township'],
  ])('%s sees %i projects: %s', async (userId, count) => {
    const call = await callerOf(app, userId);
    expect((await read<Rows<ProjectRow>>(call, '/projects')).items).toHaveLength(count);
    const { projectId } = drafts[0] ?? whole.result;
    const status = (await call({ url: `/api/v1/projects/${projectId}` })).statusCode;
    expect(status).toBe(count === 5 ? 200 : 404);
    expect((await call({ url: `/api/v1/projects/${projectId}/timeline` })).statusCode).toBe(status);
    const changes = await read<Rows<{ projectId: string }>>(call, '/changes/page?limit=500');
    expect(new Set(changes.items.map((change) => change.projectId)).size).toBe(count);
  });
});

describe('reference data', () => {
  test.each([
    '/catalogue-items?regionCode=519901101&on=2026-03-01&level=4&q=水稻&',
    '/providers?kind=enterprise&',
    '/orgs?level=county&kind=countyDepartment&regionCode=519901&',
    '/budget-lines?fiscalYear=2026&inServiceTable=true&',
  ])('%s', async (url) => {
    const call = await callerOf(app, 'shahe-handler');
    const paged = await allPages<object>(call, url);
    expect(paged.length).toBeGreaterThan(0);
    expect(paged).toEqual((await read<Rows<object>>(call, `${url}limit=100`)).items);
  });

  test('says what is not confirmed and what is not announced', async () => {
    const call = await callerOf(app, 'shahe-handler');
    expect(await read(call, '/calendar/2026')).toMatchObject({ announced: true, banner: null });
    expect(await read(call, '/calendar/2040')).toMatchObject({
      announced: false,
      holidays: [],
      banner: { zh: textWith('尚未公布') },
    });
    expect(await read(call, '/thresholds?regionCode=519901101')).toMatchObject({
      items: [
        {
          regionCode: '519901',
          confirmed: false,
          banner: { zh: textWith('尚未经主管部门确认') },
        },
      ],
    });
    const { items } = await read<Rows<{ id: string }>>(
      call,
      '/policy/rules?regionCode=519901101&on=2026-03-01',
    );
    expect(items.length).toBeGreaterThanOrEqual(30);
    expect(await read(call, `/policy/rules?regionCode=519901101&q=${items[0]?.id ?? ''}`)).toMatchObject({
      items: [{ citation: { document: someText }, message: { zh: someText } }],
    });
  });
});
