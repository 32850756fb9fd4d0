import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { type BareApp, problemOn, startBareApp } from '../support/bare-app.ts';
import { callerOf, type TestRequest } from '../support/http.ts';

let bare: BareApp;

beforeAll(async () => {
  bare = await startBareApp();
});
afterAll(() => bare.stop());

describe('requests that cannot be read', () => {
  const signIn = { method: 'POST', url: '/api/v1/demo/sign-in' } as const;
  const json = { 'content-type': 'application/json' };

  test.each<readonly [string, TestRequest, number, string]>([
    ['broken JSON', { ...signIn, body: '{"a":', headers: json }, 400, 'MalformedJson'],
    ['no body', { ...signIn, headers: json }, 400, 'MalformedJson'],
    ['neither body nor type', signIn, 400, 'InvalidInput'],
    ['a body that is no object', { ...signIn, body: '[1]', headers: json }, 400, 'InvalidInput'],
    [
      'a dangerous key',
      { ...signIn, body: '{"__proto__":{"a":1},"userId":"x"}', headers: json },
      400,
      'MalformedJson',
    ],
    [
      'plain text',
      { ...signIn, body: 'x', headers: { 'content-type': 'text/plain' } },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a form',
      { ...signIn, body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UnsupportedMediaType',
    ],
    [
      'more than 1 MB',
      { ...signIn, body: JSON.stringify({ userId: 'x'.repeat(1_100_000) }), headers: json },
      413,
      'TooLarge',
    ],
    ['a broken address', { url: '/api/v1/projects/%zz' }, 400, 'BadRequest'],
  ])('%s', async (...[, request, status, code]) => {
    expect((await problemOn(bare.app, request, status)).code).toBe(code);
  });

  test.each([
    ['/api/v1/projects?limit=0', '/limit'],
    ['/api/v1/projects?limit=101', '/limit'],
    ['/api/v1/projects?limit=x', '/limit'],
    ['/api/v1/projects?sort=name', '/sort'],
    ['/api/v1/projects?other=1', '/other'],
    ['/api/v1/projects?q=', '/q'],
    ['/api/v1/projects?q=%00', '/q'],
    ['/api/v1/projects?q=%EF%BC%8C', '/q'],
    ['/api/v1/projects?lamp=blue', '/lamp'],
    ['/api/v1/projects?overdue=maybe', '/overdue'],
    ['/api/v1/projects?fiscalYear=1999', '/fiscalYear'],
    ['/api/v1/projects?state=draft&state=draft', '/state'],
    ["/api/v1/projects?regionCode=5199';--", '/regionCode'],
    ['/api/v1/inbox?tab=all', '/tab'],
    ['/api/v1/inbox?lamp=blue', '/lamp'],
    ['/api/v1/inbox?kind=case', '/kind'],
    ['/api/v1/inbox?sort=title', '/sort'],
    ['/api/v1/inbox?stage=end', '/stage'],
    ['/api/v1/inbox?flowId=a%20b', '/flowId'],
    ['/api/v1/inbox?scope=mine', '/scope'],
    ['/api/v1/catalogue-items?on=2026-02-30', '/on'],
    ['/api/v1/catalogue-items?level=5', '/level'],
    ['/api/v1/calendar/20', '/year'],
    ['/api/v1/policy/rules', '/regionCode'],
    ['/api/v1/changes/page?after=1', '/after'],
    ['/api/v1/changes/page?after=99999999999999999999-1', '/after'],
    ['/api/v1/projects/a%20b', '/projectId'],
    ['/api/v1/projects/a%00b', '/projectId'],
    ['/api/v1/projects/P1/commands/short', '/key'],
  ])('%s', async (url, pointer) => {
    const call = await callerOf(bare.app, 'shahe-handler');
    const response = await call({ url });
    expect([
      response.statusCode,
      [...new Set(response.json<Problem>().errors?.map((error) => error.pointer))],
    ]).toEqual([400, [pointer]]);
  });

  test('a bad cursor is told apart', async () => {
    const call = await callerOf(bare.app, 'shahe-handler');
    const forged = Buffer.from(JSON.stringify(['due', '1', 'x'])).toString('base64url');
    for (const cursor of ['x', forged]) {
      expect((await call({ url: `/api/v1/projects?cursor=${cursor}` })).json()).toMatchObject({
        status: 400,
        code: 'BadCursor',
      });
    }
  });

  test('what one may not see is not there', async () => {
    const call = await callerOf(bare.app, 'shahe-handler');
    for (const path of ['', '/timeline', '/postings']) {
      expect((await call({ url: `/api/v1/projects/P0${path}` })).statusCode).toBe(404);
    }
    expect((await call({ url: '/api/v1/budget-lines/linjiang-2026-general/postings' })).statusCode).toBe(404);
    expect((await call({ url: '/api/v1/budget-lines/shahe-2026-general/postings' })).statusCode).toBe(200);
    expect((await call({ url: '/api/v1/parked-cases' })).statusCode).toBe(403);
  });
});
