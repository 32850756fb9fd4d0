import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Overview, Waiting } from '../../api/contract/overview.ts';
import { addDays, dateAt } from '../../domain/kernel/local-date.ts';
import { type BareApp, problemOn, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

const TODAY = dateAt(Date.now());

let bare: BareApp;
let reform: Caller;
let handler: Caller;

/** An open project that waits for its demand review, due so many days from today. */
async function waiting(id: string, buyer: string, dueIn: number): Promise<void> {
  await insertProject(bare.db, { id, buyer, state: 'catalogueChecked' });
  await bare.db
    .updateTable('project')
    .set({
      step: 'demandReview',
      due_on: addDays(TODAY, dueIn),
      process: JSON.stringify({
        openedOn: addDays(TODAY, dueIn - 7),
        parties: { buyer },
        deadlines: [{ kind: 'reminder', on: addDays(TODAY, dueIn - 1) }],
      }),
    })
    .where('id', '=', id)
    .execute();
}

beforeAll(async () => {
  bare = await startBareApp();
  await waiting('shahe-late', 'shahe', -20);
  await waiting('zhuyuan-late', 'zhuyuan', -10);
  await waiting('shahe-early', 'shahe', 60);
  await waiting('baihe-early', 'baihe', 60);
  await insertProject(bare.db, { id: 'shahe-ended', buyer: 'shahe', state: 'archived' });
  reform = await callerOf(bare.app, 'mintuo-reform-reform-office');
  handler = await callerOf(bare.app, 'shahe-handler');
});
afterAll(() => bare.stop());

const overview = async (as: Caller, query = ''): Promise<Overview> =>
  (await as({ url: `/api/v1/supervision/overview${query}` })).json<Overview>();
const overdue = async (as: Caller): Promise<Waiting[]> =>
  (await as({ url: '/api/v1/supervision/waiting?lamp=red' })).json<{ items: Waiting[] }>().items;

describe('the lamp matrix', () => {
  test('counts open projects by county, the reddest first', async () => {
    const { total, rows } = await overview(reform);
    expect(total).toEqual({ red: 2, yellow: 0, green: 2 });
    expect(rows.map(({ regionName, total: { red, green } }) => [regionName, red, green])).toEqual([
      ['云坝区', 2, 1],
      ['望溪县', 0, 1],
    ]);
    expect(rows[0]?.stages.find(({ stage }) => stage === 'catalog')?.counts.red).toBe(2);
  });

  test('opens a county into its townships', async () => {
    const { rows, within } = await overview(reform, '?regionCode=519901');
    expect(within).toEqual([{ regionCode: '519901', regionName: '云坝区' }]);
    expect(rows.map(({ regionName, hasBelow }) => [regionName, hasBelow])).toEqual([
      ['沙河镇', false],
      ['竹园镇', false],
    ]);
  });

  test('tells the way down to a township by names', async () => {
    const { within } = await overview(reform, '?regionCode=519901101');
    expect(within.map(({ regionName }) => regionName)).toEqual(['云坝区', '沙河镇']);
  });

  test('shows a township only its own', async () => {
    expect((await overview(handler)).total).toEqual({ red: 1, yellow: 0, green: 1 });
  });
});

describe('urging', () => {
  const urge = (as: Caller, projectIds: string[], key: string) =>
    as({
      method: 'POST',
      url: '/api/v1/supervision/urges',
      key,
      body: { projectIds, words: '请于三个工作日内办结。' },
    });

  test('names whom an overdue project waits for, the longest overdue first', async () => {
    const items = await overdue(reform);
    expect(items.map(({ projectId, orgName, urges }) => [projectId, orgName, urges])).toEqual([
      ['shahe-late', '沙河镇人民政府', 0],
      ['zhuyuan-late', '竹园镇人民政府', 0],
    ]);
    expect(items[0]?.workingDaysLate).toBeGreaterThan(items[1]?.workingDaysLate ?? 0);
  });

  test('is all or nothing', async () => {
    const answer = await urge(reform, ['shahe-late', 'baihe-early'], 'urge-mixed-1');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('baihe-early');
    expect((await overdue(reform)).map(({ urges }) => urges)).toEqual([0, 0]);
  });

  test('is seen in the list, once for a key however often it is sent', async () => {
    for (const key of ['urge-both-01', 'urge-both-01']) {
      const answer = await urge(reform, ['shahe-late', 'zhuyuan-late'], key);
      expect(answer.json()).toEqual({ urged: 2 });
    }
    expect((await overdue(reform)).map(({ urges, lastUrgedAt }) => [urges, lastUrgedAt === null])).toEqual([
      [1, false],
      [1, false],
    ]);
  });

  test('is not for those who are urged', async () => {
    expect((await urge(handler, ['shahe-late'], 'urge-self-01')).statusCode).toBe(403);
  });

  test('asks for words and for each project once', async () => {
    expect((await urge(reform, ['shahe-late', 'shahe-late'], 'urge-twice-1')).statusCode).toBe(400);
    await problemOn(bare.app, { url: '/api/v1/supervision/overview' }, 401);
  });
});
