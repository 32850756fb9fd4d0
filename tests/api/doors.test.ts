import { Client, Connection } from '@temporalio/client';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { PROJECT_COMMANDS } from '../../api/contract/commands.ts';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';
import type { ApiLimits, App } from '../../api/deps.ts';
import { isOpenRoute } from '../../api/plugins/session.ts';
import { loadReferenceData } from '../../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../../cli/demo-data/world.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { callerOf, inject, type TestRequest } from '../support/http.ts';

const SECRET = 's'.repeat(32);
/** Nothing listens on this port: what needs the engine must say so, what does not must work. */
const NO_TEMPORAL = '127.0.0.1:1';

let database: TestDatabase;
let db: Database;
let connection: Connection;
let app: App;

const build = (limits: Partial<ApiLimits> = {}): Promise<App> =>
  buildApp({
    db,
    databaseUrl: database.url,
    temporal: new Client({ connection }),
    taskQueue: 'none',
    policy: createPolicyCheck(),
    sessionSecret: SECRET,
    logLevel: 'silent',
    limits: { commandDeadlineMs: 500, ...limits },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 4);
  connection = Connection.lazy({ address: NO_TEMPORAL });
  await loadReferenceData(db, demoWorld(localDate('2026-11-20'), shippedCalendar()), { budgetFactor: 1 });
  app = await build();
});
afterAll(async () => {
  await app.close();
  await connection.close();
  await db.destroy();
  await database.drop();
});

async function problemOn(request: TestRequest, status: number): Promise<Problem> {
  const response = await inject(app, request);
  expect([request.url, response.statusCode]).toEqual([request.url, status]);
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.strict().parse(response.json());
  expect(problem).toMatchObject({ status, requestId: response.headers['x-request-id'] });
  return problem;
}

const concrete = (url: string): string => url.replace(/:[A-Za-z]+/g, 'some-thing');

describe('doors', () => {
  test('no route is open by accident', async () => {
    const open = [...app.knownPaths.keys()]
      .filter(isOpenRoute)
      .filter((url) => !url.startsWith('/api/docs/'));
    expect(open.sort()).toEqual([
      '/',
      '/api/docs',
      '/api/openapi.json',
      '/api/v1/demo/accounts',
      '/api/v1/demo/sign-in',
      '/healthz',
      '/livez',
      '/readyz',
    ]);
    const closed = [...app.knownPaths].filter(([url]) => !isOpenRoute(url));
    expect(closed.length).toBeGreaterThan(50);
    for (const [url, methods] of closed) {
      for (const method of methods) {
        if (method === 'HEAD') {
          expect([url, (await app.inject({ method: 'HEAD', url: concrete(url) })).statusCode]).toEqual([
            url,
            401,
          ]);
          continue;
        }
        const problem = await problemOn({ method: method as 'GET', url: concrete(url) }, 401);
        expect(problem.code).toBe('NotSignedIn');
      }
    }
  });

  test('a known path asked with another method is 405 and says which it takes', async () => {
    for (const [url, methods] of app.knownPaths) {
      if (url.includes('*')) continue;
      const response = await app.inject({ method: 'DELETE', url: concrete(url) });
      expect([url, response.statusCode]).toEqual([url, 405]);
      expect(String(response.headers['allow']).split(', ').sort()).toEqual(
        expect.arrayContaining([...methods]),
      );
    }
    expect((await problemOn({ method: 'PUT', url: '/api/v1/projects?x=1' }, 405)).code).toBe(
      'MethodNotAllowed',
    );
  });

  test('an unknown path is 404, in the reader’s language', async () => {
    expect((await problemOn({ url: '/api/v1/nothing' }, 404)).detail).toBe('没有这个地址：/api/v1/nothing');
    const english = await problemOn({ url: '/nothing', headers: { 'accept-language': 'en' } }, 404);
    expect(english).toMatchObject({ title: 'Not found', detail: 'There is nothing at /nothing' });
  });
});

describe('sessions', () => {
  const signed = (claims: { sub?: string; exp?: string; alg?: string; iss?: string; secret?: string }) => {
    const token = new SignJWT({})
      .setProtectedHeader({ alg: claims.alg ?? 'HS256' })
      .setIssuer(claims.iss ?? 'goufu');
    if (claims.sub !== undefined) token.setSubject(claims.sub);
    return token
      .setExpirationTime(claims.exp ?? '1h')
      .sign(new TextEncoder().encode(claims.secret ?? SECRET));
  };
  const me = async (authorization: string) =>
    (await inject(app, { url: '/api/v1/me', headers: { authorization } })).statusCode;

  test('a good token is known; one that is forged, old, of another issuer or of nobody is not', async () => {
    const good = { sub: 'shahe-handler' };
    expect(await me(`Bearer ${await signed(good)}`)).toBe(200);
    expect(await me(`Bearer ${await signed({ ...good, secret: 't'.repeat(32) })}`)).toBe(401);
    expect(await me(`Bearer ${await signed({ ...good, exp: '-1s' })}`)).toBe(401);
    expect(await me(`Bearer ${await signed({ ...good, iss: 'other' })}`)).toBe(401);
    expect(await me(`Bearer ${await signed({ ...good, alg: 'HS512', secret: 's'.repeat(64) })}`)).toBe(401);
    expect(await me(`Bearer ${await signed({ sub: 'nobody' })}`)).toBe(401);
    expect(await me(`Bearer ${await signed({})}`)).toBe(401);
    expect(await me('Bearer x')).toBe(401);
    expect(await me('Basic eDp5')).toBe(401);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const body = Buffer.from('{"sub":"shahe-handler","iss":"goufu","exp":9999999999}').toString('base64url');
    expect(await me(`Bearer ${none}.${body}.`)).toBe(401);
  });

  test('sign-in sets a cookie that scripts and other sites cannot use; sign-out takes it back', async () => {
    const response = await inject(app, {
      method: 'POST',
      url: '/api/v1/demo/sign-in',
      body: { userId: 'shahe-handler' },
    });
    expect(response.json()).toMatchObject({
      mode: 'demo',
      notice: { zh: expect.stringContaining('演示'), en: expect.stringContaining('Demonstration') },
      user: {
        userId: 'shahe-handler',
        posts: [{ role: 'handler', orgId: 'shahe', roleTitle: { zh: '经办人' } }],
      },
    });
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/goufu_session=.+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await inject(app, { url: '/api/v1/me', headers })).json()).toMatchObject({
      user: { userId: 'shahe-handler' },
    });
    const out = await inject(app, { method: 'POST', url: '/api/v1/sign-out', headers });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toContain('goufu_session=;');
  });

  test('posts are read at each request, and a disabled account is out at once', async () => {
    const call = await callerOf(app, 'baihe-leader');
    expect((await call({ url: '/api/v1/me' })).json()).toMatchObject({
      user: { posts: [{ role: 'leader' }] },
    });
    await db
      .insertInto('user_post')
      .values({ user_id: 'baihe-leader', role: 'mayor', org_id: 'baihe' })
      .execute();
    const { user } = (await call({ url: '/api/v1/me' })).json<{ user: { posts: object[] } }>();
    expect(user.posts).toHaveLength(2);
    await db.updateTable('app_user').set({ disabled: true }).where('id', '=', 'baihe-leader').execute();
    expect((await call({ url: '/api/v1/me' })).statusCode).toBe(401);
    await problemOn({ method: 'POST', url: '/api/v1/demo/sign-in', body: { userId: 'baihe-leader' } }, 401);
  });
});

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
  ])('%s', async (_what, request, status, code) => {
    expect((await problemOn(request, status)).code).toBe(code);
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
    ['/api/v1/tasks?scope=all', '/scope'],
    ['/api/v1/tasks?lamp=grey', '/lamp'],
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
    const call = await callerOf(app, 'shahe-handler');
    const response = await call({ url });
    expect([
      response.statusCode,
      [...new Set(response.json<Problem>().errors?.map((error) => error.pointer))],
    ]).toEqual([400, [pointer]]);
  });

  test('a bad cursor is told apart', async () => {
    const call = await callerOf(app, 'shahe-handler');
    const forged = Buffer.from(JSON.stringify(['due', '1', 'x'])).toString('base64url');
    for (const cursor of ['x', forged]) {
      expect((await call({ url: `/api/v1/projects?cursor=${cursor}` })).json()).toMatchObject({
        status: 400,
        code: 'BadCursor',
      });
    }
  });

  test('what one may not see is not there', async () => {
    const call = await callerOf(app, 'shahe-handler');
    for (const path of ['', '/timeline', '/postings']) {
      expect((await call({ url: `/api/v1/projects/P0${path}` })).statusCode).toBe(404);
    }
    expect((await call({ url: '/api/v1/budget-lines/linjiang-2026-general/postings' })).statusCode).toBe(404);
    expect((await call({ url: '/api/v1/budget-lines/shahe-2026-general/postings' })).statusCode).toBe(200);
    expect((await call({ url: '/api/v1/parked-cases' })).statusCode).toBe(403);
  });
});

describe('when the engine is away', () => {
  test('pages are still read, commands are told to come again, readiness says what is missing', async () => {
    const call = await callerOf(app, 'shahe-handler');
    for (const url of ['/api/v1/projects', '/api/v1/tasks', '/api/v1/orgs', '/api/v1/changes/page']) {
      expect([url, (await call({ url })).statusCode]).toEqual([url, 200]);
    }
    const asked = await call({ url: '/api/v1/projects/P0/commands/some-key-1' });
    expect([asked.statusCode, asked.headers['retry-after']]).toEqual([503, '5']);
    expect(asked.json()).toMatchObject({ code: 'Unavailable' });
    const ready = await inject(app, { url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'ok', temporal: 'unreachable', migrations: 'current' } },
    ]);
    expect((await inject(app, { url: '/livez' })).json()).toEqual({ status: 'ok' });
  });
});

describe('limits', () => {
  test('too many requests are told so; health is never counted', async () => {
    const small = await build({ requestsPerMinute: 3, signInsPerMinute: 100 });
    try {
      const call = await callerOf(small, 'shahe-handler');
      for (let count = 0; count < 3; count += 1)
        expect((await call({ url: '/api/v1/me' })).statusCode).toBe(200);
      const refused = await call({ url: '/api/v1/me' });
      expect([refused.statusCode, refused.json<Problem>().code]).toEqual([429, 'TooManyRequests']);
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect(refused.headers['retry-after']).toBeDefined();
      // Another person is counted apart.
      expect((await (await callerOf(small, 'shahe-leader'))({ url: '/api/v1/me' })).statusCode).toBe(200);
      for (let count = 0; count < 10; count += 1)
        expect((await inject(small, { url: '/livez' })).statusCode).toBe(200);
    } finally {
      await small.close();
    }
  });
});

describe('pages for people', () => {
  test('the first page, the documentation and OpenAPI need nothing from elsewhere', async () => {
    const landing = await inject(app, { url: '/' });
    expect(landing.body).toContain('演示模式');
    expect(landing.body).not.toMatch(/(src|href)="https?:/);
    for (const url of ['/', '/api/docs', '/api/docs/static/swagger-ui.css', '/livez']) {
      const response = await inject(app, { url });
      expect([url, response.statusCode]).toEqual([url, 200]);
      const policy = String(response.headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain('upgrade-insecure-requests');
      expect(response.headers['strict-transport-security']).toBeUndefined();
    }
  });

  test('OpenAPI 3.1 documents every command with its own body', async () => {
    const document = (await inject(app, { url: '/api/openapi.json' })).json<{
      openapi: string;
      paths: Record<
        string,
        Record<string, { operationId?: string; requestBody?: object; responses: object }>
      >;
    }>();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const ids = operations.flatMap(({ operationId }) => operationId ?? []);
    expect(ids.sort()).toEqual([...PROJECT_COMMANDS, 'CreateProject'].sort());
    for (const operation of operations.filter(({ operationId }) => operationId)) {
      expect(operation.requestBody).toBeDefined();
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '202', 'default']));
    }
  });
});
