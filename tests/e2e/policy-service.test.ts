import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { App } from '../../api/deps.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { type KeyPair, newKeyPair, signDocument } from '../../rules/release/signing.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { textWith } from '../support/matchers.ts';
import { COUNSEL, FINANCE, OPERATOR, OWNER } from '../support/releases.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let owner: Caller;
let finance: Caller;
let counsel: Caller;
let operator: Caller;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  [owner, finance, counsel, operator] = (await Promise.all(
    [OWNER, FINANCE, COUNSEL, OPERATOR].map((userId) => callerOf(app, userId)),
  )) as [Caller, Caller, Caller, Caller];
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const today = dateAt(Date.now());
let count = 0;
const key = () => `policy-test-${(count += 1)}-key`;
const post = (call: Caller, ...[url, body, idempotencyKey = key()]: [string, unknown, string?]) =>
  call({ method: 'POST', url: `/api/v1/policy/${url}`, body, key: idempotencyKey });

describe('the decision service', () => {
  const check = (body: Record<string, unknown>) =>
    post(owner, 'check', {
      checkpoint: 'RequestBudget',
      regionCode: '510181',
      legalDate: '2026-11-20',
      ...body,
    });

  test('refuses with the article, the tree in both languages, and what would pass', async () => {
    const facts = { moves_forward: true, budget_line_found: false };
    const answer = (await check({ facts })).json<Record<string, unknown>>();
    expect(answer).toMatchObject({
      refused: true,
      verdict: { outcome: 'block', packVersion: '2026.1', packHash: textWith('') },
      refusal: { rule: 'BUD-01', citation: { document: '中华人民共和国预算法', confidence: 'V' } },
      needs: [],
    });
    const rules = answer['rules'] as { rule: string; tree: unknown }[];
    expect(rules.find(({ rule }) => rule === 'BUD-01')?.tree).toMatchObject({
      join: 'all',
      holds: 'yes',
      inner: [
        { holds: 'yes', sentence: { zh: textWith('等于'), en: textWith('is') } },
        { join: 'any', holds: 'yes' },
      ],
    });
  });

  test('asks only for facts that matter', async () => {
    const answer = (await check({ facts: { moves_forward: false } })).json<{
      verdict: { outcome: string; findings: { rule: string; missing: string[] }[] };
      needs: { fact: { name: string }; rules: string[] }[];
    }>();
    expect(answer.verdict.outcome).toBe('needs-information');
    const asked = answer.needs.flatMap(({ rules }) => rules);
    expect(asked.length).toBeGreaterThan(0);
    // BUD-01 asks nothing of a request that does not move forward.
    expect(asked).not.toContain('BUD-01');
    expect(answer.verdict.findings.map(({ rule }) => rule)).not.toContain('BUD-01');
  });

  test('names facts that no pack knows or that are of the wrong type, and a hash nobody keeps', async () => {
    const wrong = await check({ facts: { moves_forward: 'yes', no_such_fact: 1 } });
    expect([wrong.statusCode, wrong.json()]).toMatchObject([
      400,
      {
        code: 'InvalidInput',
        errors: [{ pointer: '/facts/moves_forward' }, { pointer: '/facts/no_such_fact' }],
      },
    ]);
    expect((await check({ facts: {}, packHash: '0'.repeat(64) })).statusCode).toBe(404);
    expect((await check({ facts: {}, checkpoint: 'request budget' })).json()).toMatchObject({
      errors: [{ pointer: '/checkpoint' }],
    });
  });
});

describe('a release over HTTP', () => {
  const keyFor = async (userId: string): Promise<KeyPair> => {
    const pair = newKeyPair();
    const body = { ownerId: userId, publicKey: pair.publicKey, validFrom: today, validUntil: null };
    expect((await post(finance, 'keys', body)).statusCode).toBe(403);
    expect((await post(operator, 'keys', body)).json()).toEqual({ keyId: pair.keyId });
    expect((await post(operator, 'keys', body)).json()).toMatchObject({ code: 'KeyRegistered' });
    return pair;
  };
  // The product's own packs under a new number, with one rule said otherwise.
  const packs = () => {
    const copy = structuredClone(shippedPacks.map((pack) => ({ ...pack }))) as {
      version: string;
      rules: { title: { zh: string } }[];
    }[];
    for (const pack of copy) pack.version = '2031.1';
    const rule = copy[0]?.rules[0];
    if (rule) rule.title.zh = `${rule.title.zh}（新）`;
    return copy;
  };

  test('is proposed, read, signed by two and activated; versions and the rule’s history show it', async () => {
    const proposed = await post(owner, 'releases', { reason: '依法修订', packs: packs() }, 'propose-2031-1');
    expect([proposed.statusCode, proposed.json()]).toMatchObject([
      201,
      { version: '2031.1', status: 'examining' },
    ]);
    const { releaseId, packHash } = proposed.json<{ releaseId: string; packHash: string }>();
    const again = await post(owner, 'releases', { reason: '依法修订', packs: packs() }, 'propose-2031-1');
    expect(again.json()).toEqual(proposed.json());
    const other = await post(owner, 'releases', { reason: '另一理由', packs: packs() }, 'propose-2031-1');
    expect(other.json()).toMatchObject({ code: 'IdempotencyKeyReused' });

    const detail = async () => (await owner({ url: `/api/v1/policy/releases/${releaseId}` })).json<object>();
    await vi.waitFor(
      async () => expect(await detail()).toMatchObject({ release: { status: 'signing' } }),
      40_000,
    );
    expect(await detail()).toMatchObject({ examination: { passed: true }, backtest: { changed: 0 } });

    const { document } = (await finance({ url: `/api/v1/policy/versions/${packHash}` })).json<{
      document: string;
    }>();
    for (const [call, userId] of [
      [finance, FINANCE],
      [counsel, COUNSEL],
    ] as const) {
      const { privateKeyPem } = await keyFor(userId);
      const signed = signDocument({ releaseId, document }, privateKeyPem);
      expect((await post(owner, `releases/${releaseId}/sign`, signed)).json()).toMatchObject({
        code: 'NotEntitled',
      });
      expect((await post(call, `releases/${releaseId}/sign`, signed)).statusCode).toBe(200);
    }
    const activation = { activeFrom: today, binding: 'all' };
    expect((await post(owner, `releases/${releaseId}/activate`, activation)).json()).toMatchObject({
      status: 'scheduled',
    });
    await vi.waitFor(
      async () => expect(await detail()).toMatchObject({ release: { status: 'active' } }),
      20_000,
    );
    expect((await post(owner, `releases/${releaseId}/withdraw`, { reason: '晚了' })).json()).toMatchObject({
      code: 'NotNow',
      rule: 'REL-02',
      facts: { status: 'active' },
    });

    expect((await owner({ url: '/api/v1/policy/versions' })).json()).toMatchObject({
      inForce: { version: '2031.1', packHash },
    });
    const first = shippedPacks[0]?.rules[0]?.id ?? '';
    const history = (await owner({ url: `/api/v1/policy/rules/${first}` })).json<{ items: object[] }>();
    expect(history.items).toMatchObject([
      { version: '2026.1', inForce: false },
      { version: '2031.1', inForce: true },
    ]);
    const list = (await owner({ url: '/api/v1/policy/rules?regionCode=510181' })).json<{ items: object[] }>();
    expect(list.items[0]).toMatchObject({ packVersion: '2031.1' });

    const back = await post(owner, 'releases', { reason: '回退', rollbackOf: packHash, version: '2031.2' });
    expect(back.json()).toMatchObject({ version: '2031.2', rollbackOf: packHash });
  });

  test('bad packs are refused with place and reason, and what is in force stays', async () => {
    const inForce = async () =>
      (await owner({ url: '/api/v1/policy/versions' })).json<{ inForce: object }>().inForce;
    const before = await inForce();
    const [pack] = packs();
    const bad = { ...pack, surprise: 1 };
    const refused = await post(owner, 'releases', { reason: '错', packs: [bad] });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      400,
      { code: 'InvalidInput', errors: [{ pointer: textWith('/packs/0'), message: textWith('surprise') }] },
    ]);
    expect((await post(finance, 'releases', { reason: '', packs: [] })).statusCode).toBe(400);
    expect((await post(counsel, 'releases', { reason: '无权', packs: [bad] })).statusCode).toBe(403);
    expect(await inForce()).toEqual(before);
  });

  test('every policy route is described, and none of them has an operation of a project', async () => {
    const document = (await app.inject({ url: '/api/openapi.json' })).json<{
      paths: Record<string, object>;
    }>();
    expect(
      Object.keys(document.paths)
        .filter((path) => path.startsWith('/api/v1/policy/'))
        .sort(),
    ).toEqual([
      '/api/v1/policy/alarms',
      '/api/v1/policy/alarms/{alarmId}/close',
      '/api/v1/policy/check',
      '/api/v1/policy/decisions/{projectId}/{seq}',
      '/api/v1/policy/keys',
      '/api/v1/policy/keys/{keyId}/revoke',
      '/api/v1/policy/releases',
      '/api/v1/policy/releases/{releaseId}',
      '/api/v1/policy/releases/{releaseId}/activate',
      '/api/v1/policy/releases/{releaseId}/sign',
      '/api/v1/policy/releases/{releaseId}/withdraw',
      '/api/v1/policy/rules',
      '/api/v1/policy/rules/{ruleId}',
      '/api/v1/policy/versions',
      '/api/v1/policy/versions/{packHash}',
      '/api/v1/policy/what-if',
    ]);
  });
});
