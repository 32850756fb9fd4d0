import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCheck } from '../../api/contract/application-check.ts';
import type { Person } from '../../api/contract/people.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

let bare: BareApp;
let handler: Caller;
let provider: Caller;

beforeAll(async () => {
  bare = await startBareApp();
  await insertProject(bare.db, { id: 'shahe-draft', buyer: 'shahe', state: 'draft' });
  handler = await callerOf(bare.app, 'shahe-handler');
  const { user_id } = await bare.db
    .selectFrom('user_post')
    .select('user_id')
    .where('role', '=', 'provider')
    .orderBy('user_id')
    .limit(1)
    .executeTakeFirstOrThrow();
  provider = await callerOf(bare.app, user_id);
});
afterAll(() => bare.stop());

const check = (caller: Caller, application: object) =>
  caller({ method: 'POST', url: '/api/v1/projects/application-check', body: { application } });

describe('an application that is being filled in', () => {
  test('is told each rule with its article and the fields it is about, and nothing about what is still empty', async () => {
    const answer = await check(handler, {
      buyerOrgId: 'shahe',
      termMonths: 60,
      negativeList: { hasWorksPackage: true },
    });
    expect(answer.statusCode).toBe(200);
    const { findings } = answer.json<ApplicationCheck>();
    expect(findings.map(({ rule, fields }) => [rule, fields])).toEqual([
      ['CAT-03', ['negativeList.hasWorksPackage']],
      ['CAT-05', ['termMonths']],
    ]);
    expect(findings[0]?.citation.article).toContain('第十条');
  });

  test('has no remark while only the buyer is known, and writes nothing', async () => {
    const before = await bare.db.selectFrom('project').select('id').execute();
    const answer = await check(handler, { buyerOrgId: 'shahe' });
    expect(answer.json()).toEqual({ findings: [] });
    expect(await bare.db.selectFrom('project').select('id').execute()).toEqual(before);
  });

  test('is refused to those who may not apply for that buyer, and for a buyer or a field that does not exist', async () => {
    expect((await check(handler, { buyerOrgId: 'baihe' })).statusCode).toBe(403);
    expect((await check(handler, { buyerOrgId: 'nowhere' })).statusCode).toBe(400);
    const wrong = await check(handler, { buyerOrgId: 'shahe', termMonths: 'long' });
    expect(wrong.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe(
      '/application/termMonths',
    );
  });
});

describe('people whom a form may name', () => {
  test('are found by name or organisation, with their posts', async () => {
    const answer = await handler({ url: `/api/v1/people?q=${encodeURIComponent('沙河镇分管')}` });
    const { items } = answer.json<{ items: Person[] }>();
    expect(items.map(({ userId, orgId }) => [userId, orgId])).toEqual([['shahe-leader', 'shahe']]);
    expect(items[0]?.roleTitles[0]?.zh).toBe('分管领导');
  });

  test('are only their own to a provider, and no provider is named to others', async () => {
    const own = (await provider({ url: '/api/v1/people' })).json<{ items: Person[] }>().items;
    expect(new Set(own.map(({ orgId }) => orgId)).size).toBe(1);
    const others = (await handler({ url: `/api/v1/people?orgId=${own[0]?.orgId}` })).json<{
      items: Person[];
    }>();
    expect(others.items).toEqual([]);
  });
});

describe('the forecast of an approval', () => {
  test('says when none is under way, and is nothing to a provider', async () => {
    expect((await handler({ url: '/api/v1/projects/shahe-draft/forecast' })).json()).toMatchObject({
      isRunning: false,
      steps: [],
    });
    expect((await provider({ url: '/api/v1/projects/shahe-draft/forecast' })).statusCode).toBe(404);
  });
});
