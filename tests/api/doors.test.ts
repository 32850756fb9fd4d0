import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_COMMANDS } from '../../api/contract/commands.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { isOpenRoute } from '../../api/plugins/session.ts';
import { type BareApp, problemOn, startBareApp } from '../support/bare-app.ts';
import { callerOf, inject } from '../support/http.ts';
import { listWith, textWith } from '../support/matchers.ts';

let bare: BareApp;

beforeAll(async () => {
  bare = await startBareApp();
});
afterAll(() => bare.stop());

const concrete = (url: string): string => url.replace(/:[A-Za-z]+/g, 'some-thing');

describe('doors', () => {
  test('no route is open by accident', async () => {
    const open = [...bare.app.knownPaths.keys()]
      .filter(isOpenRoute)
      .filter((url) => !url.startsWith('/api/docs/'));
    expect(open.sort()).toEqual([
      '/',
      '/api/docs',
      '/api/openapi.json',
      '/api/v1/demo/accounts',
      '/api/v1/demo/sign-in',
      '/api/v1/public/disclosures',
      '/api/v1/public/disclosures.csv',
      '/api/v1/public/disclosures.rss',
      '/api/v1/public/overdue-lists',
      '/api/v1/public/projects/:projectNo',
      '/api/v1/public/providers',
      '/healthz',
      '/livez',
      '/readyz',
    ]);
    const closed = [...bare.app.knownPaths].filter(([url]) => !isOpenRoute(url));
    expect(closed.length).toBeGreaterThan(50);
    for (const [url, methods] of closed) {
      for (const method of methods) {
        if (method === 'HEAD') {
          expect([url, (await bare.app.inject({ method: 'HEAD', url: concrete(url) })).statusCode]).toEqual([
            url,
            401,
          ]);
          continue;
        }
        const problem = await problemOn(bare.app, { method: method as 'GET', url: concrete(url) }, 401);
        expect(problem.code).toBe('NotSignedIn');
      }
    }
  });

  test('a known path asked with another method is 405 and says which it takes', async () => {
    for (const [url, methods] of bare.app.knownPaths) {
      if (url.includes('*')) continue;
      const response = await bare.app.inject({ method: 'PATCH', url: concrete(url) });
      expect([url, response.statusCode]).toEqual([url, 405]);
      expect(String(response.headers['allow']).split(', ').sort()).toEqual(listWith(...methods));
    }
    expect((await problemOn(bare.app, { method: 'PUT', url: '/api/v1/projects?x=1' }, 405)).code).toBe(
      'MethodNotAllowed',
    );
  });

  test('an unknown path is 404, in the reader’s language', async () => {
    expect((await problemOn(bare.app, { url: '/api/v1/nothing' }, 404)).detail).toBe(
      '没有这个地址：/api/v1/nothing',
    );
    const english = await problemOn(bare.app, { url: '/nothing', headers: { 'accept-language': 'en' } }, 404);
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
      .sign(new TextEncoder().encode(claims.secret ?? bare.secret));
  };
  const me = async (authorization: string) =>
    (await inject(bare.app, { url: '/api/v1/me', headers: { authorization } })).statusCode;

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
    const response = await inject(bare.app, {
      method: 'POST',
      url: '/api/v1/demo/sign-in',
      body: { userId: 'shahe-handler' },
    });
    expect(response.json()).toMatchObject({
      mode: 'demo',
      notice: { zh: textWith('演示'), en: textWith('Demonstration') },
      user: {
        userId: 'shahe-handler',
        posts: [{ role: 'handler', orgId: 'shahe', roleTitle: { zh: '经办人' } }],
      },
    });
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/goufu_session=.+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await inject(bare.app, { url: '/api/v1/me', headers })).json()).toMatchObject({
      user: { userId: 'shahe-handler' },
    });
    const out = await inject(bare.app, { method: 'POST', url: '/api/v1/sign-out', headers });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toContain('goufu_session=;');
  });

  test('posts are read at each request, and a disabled account is out at once', async () => {
    const call = await callerOf(bare.app, 'baihe-leader');
    expect((await call({ url: '/api/v1/me' })).json()).toMatchObject({
      user: { posts: [{ role: 'leader' }] },
    });
    await bare.db
      .insertInto('user_post')
      .values({ user_id: 'baihe-leader', role: 'mayor', org_id: 'baihe' })
      .execute();
    const { user } = (await call({ url: '/api/v1/me' })).json<{ user: { posts: object[] } }>();
    expect(user.posts).toHaveLength(2);
    await bare.db.updateTable('app_user').set({ disabled: true }).where('id', '=', 'baihe-leader').execute();
    expect((await call({ url: '/api/v1/me' })).statusCode).toBe(401);
    await problemOn(
      bare.app,
      { method: 'POST', url: '/api/v1/demo/sign-in', body: { userId: 'baihe-leader' } },
      401,
    );
  });
});

describe('when the engine is away', () => {
  test('pages are still read, commands are told to come again, readiness says what is missing', async () => {
    const call = await callerOf(bare.app, 'shahe-handler');
    for (const url of [
      '/api/v1/projects',
      '/api/v1/inbox',
      '/api/v1/inbox/counts',
      '/api/v1/orgs',
      '/api/v1/changes/page',
    ]) {
      expect([url, (await call({ url })).statusCode]).toEqual([url, 200]);
    }
    const asked = await call({ url: '/api/v1/projects/P0/commands/some-key-1' });
    expect([asked.statusCode, asked.headers['retry-after']]).toEqual([503, '5']);
    expect(asked.json()).toMatchObject({ code: 'Unavailable' });
    const ready = await inject(bare.app, { url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      {
        status: 'unavailable',
        checks: { database: 'ok', temporal: 'unreachable', migrations: 'current', policy: 'ok' },
      },
    ]);
    expect((await inject(bare.app, { url: '/livez' })).json()).toEqual({ status: 'ok' });
  });
});

describe('limits', () => {
  test('too many requests are told so; health is never counted', async () => {
    const small = await bare.again({ requestsPerMinute: 3, signInsPerMinute: 100 });
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
    const landing = await inject(bare.app, { url: '/' });
    expect(landing.body).toContain('演示模式');
    expect(landing.body).not.toMatch(/(src|href)="https?:/);
    for (const url of ['/', '/api/docs', '/api/docs/static/swagger-ui.css', '/livez']) {
      const response = await inject(bare.app, { url });
      expect([url, response.statusCode]).toEqual([url, 200]);
      const policy = String(response.headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain('upgrade-insecure-requests');
      expect(response.headers['strict-transport-security']).toBeUndefined();
    }
  });

  test('OpenAPI 3.1 documents every command with its own body', async () => {
    const document = (await inject(bare.app, { url: '/api/openapi.json' })).json<{
      openapi: string;
      paths: Record<
        string,
        Record<string, { operationId?: string; requestBody?: object; responses: object }>
      >;
    }>();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths)
      .filter(([path]) => path === '/api/v1/projects' || path.includes('/projects/{projectId}/commands/'))
      .flatMap(([, path]) => Object.values(path).filter(({ operationId }) => operationId));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      [...PROJECT_COMMANDS, 'CreateProject'].sort(),
    );
    for (const operation of operations) {
      expect(operation.requestBody).toBeDefined();
      expect(Object.keys(operation.responses)).toEqual(listWith('200', '202', 'default'));
    }
  });
});
