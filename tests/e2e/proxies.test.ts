import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProxyView } from '../../api/contract/proxy.ts';
import type { App } from '../../api/deps.ts';
import { addDays, dateAt } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf } from '../support/approvals.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const TODAY = dateAt(Date.now());
let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const absence = { to: 'shahe-leader', fromOn: TODAY, toOn: addDays(TODAY, 6), reason: '休假' };
const record = (userId: string, body: object, key = approvalKey()) =>
  approvals.call(userId, { method: 'POST', url: '/api/v1/proxies', key, body: { ...absence, ...body } });
const end = (userId: string, proxyId: number) =>
  approvals.call(userId, { method: 'POST', url: `/api/v1/proxies/${proxyId}/end` });
const mine = async (userId: string) =>
  (await approvals.call(userId, { url: '/api/v1/me/proxies' })).json<{
    forMe: ProxyView[];
    byMe: ProxyView[];
  }>();
const codeOf = async (asked: Promise<{ json: () => unknown }>) =>
  ((await asked).json() as { code: string }).code;

describe('proxies over HTTP', () => {
  test('stand in for tasks that open during the absence; both names are kept; ended, the task stays where it is', async () => {
    const before = await approvals.started('shahe-handler');
    const key = approvalKey();
    const made = await record('shahe-mayor', { flows: ['leave'] }, key);
    expect(made.statusCode).toBe(201);
    const proxy = made.json<ProxyView>();
    expect(proxy).toMatchObject({
      of: { userId: 'shahe-mayor', name: '沙河镇镇长' },
      to: { userId: 'shahe-leader' },
      ...{ status: 'inForce', flows: ['leave'], nodes: null, upToFen: null, heldTasks: 0 },
    });
    expect((await record('shahe-mayor', { flows: ['leave'] }, key)).json()).toMatchObject({
      proxyId: proxy.proxyId,
    });
    expect(await codeOf(record('shahe-mayor', { flows: ['committee'] }, key))).toBe('IdempotencyKeyReused');

    // A task that is open already stays, until its holder hands it over.
    const open = (await approvals.look('shahe-mayor', before.caseId)).rounds[0]?.seats[0];
    expect(open).toMatchObject({ holderId: 'shahe-mayor' });
    const { caseId } = before;
    const handed = await approvals.give(['shahe-mayor', caseId], 'proxy', { taskId: 'departmentLeader#1.1' });
    expect(handed.statusCode).toBe(200);

    const after = await approvals.started('shahe-handler');
    const [seat] = (await approvals.look('shahe-leader', after.caseId)).rounds[0]?.seats ?? [];
    expect(seat).toMatchObject({ principalId: 'shahe-mayor', holderId: 'shahe-leader' });
    expect((await mine('shahe-leader')).byMe).toMatchObject([{ proxyId: proxy.proxyId, heldTasks: 2 }]);

    const over = await end('shahe-mayor', proxy.proxyId);
    expect(over.json()).toMatchObject({ status: 'over', heldTasks: 2 });
    expect(await codeOf(end('shahe-mayor', proxy.proxyId))).toBe('ProxyEnded');
    const signed = await approvals.approve('shahe-leader', after.caseId, 'departmentLeader#1.1');
    expect(signed.json()).toMatchObject({ status: 'approved' });
    const later = await approvals.started('shahe-handler');
    const [own] = (await approvals.look('shahe-mayor', later.caseId)).rounds[0]?.seats ?? [];
    expect(own).toMatchObject({ principalId: 'shahe-mayor', holderId: 'shahe-mayor' });
  });

  test('are kept to their flows and their amount', async () => {
    await record('shahe-township-finance', { to: 'shahe-mayor', flows: ['departments'], upToFen: 100_000 });
    const holder = async (amountFen: number) => {
      const { caseId } = await approvals.started('shahe-handler', {
        flowId: 'departments',
        form: { amountFen },
      });
      const { rounds } = await approvals.look('shahe-handler', caseId);
      return rounds.find(({ node }) => node === 'finance')?.seats[0]?.holderId;
    };
    expect(await holder(100_000)).toBe('shahe-mayor');
    expect(await holder(100_001)).toBe('shahe-township-finance');
  });

  test('an administrator records and ends the absence of their people; others neither do nor see', async () => {
    const made = await record('shahe-station-head', { of: 'shahe-legal-counsel', to: 'shahe-mayor' });
    expect(made.statusCode).toBe(201);
    const { proxyId } = made.json<ProxyView>();
    expect(await codeOf(record('shahe-handler', { of: 'shahe-congress-clerk' }))).toBe('NotYours');
    expect((await end('zhuyuan-mayor', proxyId)).statusCode).toBe(404);
    expect(await codeOf(end('shahe-mayor', proxyId))).toBe('NotYours');
    expect((await end('shahe-station-head', proxyId)).statusCode).toBe(200);
  });

  test.each([
    ['oneself', { to: 'shahe-congress-clerk' }, 'ProxySelf'],
    ['somebody of another township', { to: 'zhuyuan-mayor' }, 'ProxyStranger'],
    ['nobody', { to: 'no-such-person' }, 'ProxyStranger'],
    ['a day that is over', { fromOn: addDays(TODAY, -1) }, 'ProxyPeriod'],
    ['an end before the beginning', { toOn: addDays(TODAY, -1) }, 'ProxyPeriod'],
  ])('refuses %s', async (_, body, code) => {
    expect(await codeOf(record('shahe-congress-clerk', body))).toBe(code);
  });

  test('refuses a circle and a second proxy for the same scope, also when both are asked at once', async () => {
    const pair = await Promise.all([
      record('zhuyuan-leader', { to: 'zhuyuan-mayor' }),
      record('zhuyuan-mayor', { to: 'zhuyuan-leader' }),
    ]);
    expect(pair.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 422]);
    const lost = pair.find(({ statusCode }) => statusCode === 422);
    expect(lost?.json()).toMatchObject({ code: 'ProxyCircle', rule: 'AP-25' });
    const absent = pair[0]?.statusCode === 201 ? 'zhuyuan-leader' : 'zhuyuan-mayor';
    expect(await codeOf(record(absent, { to: 'zhuyuan-legal-counsel' }))).toBe('ProxyOverlap');
  });

  test('names each field that is not fit, in Chinese', async () => {
    const wrong = await record('shahe-leader', {
      fromOn: '2026-02-30',
      nodes: ['a', 'a'],
      upToFen: -1,
      more: 1,
    });
    expect(wrong.statusCode).toBe(400);
    const { errors, detail } = wrong.json<{ errors: { pointer: string }[]; detail: string }>();
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/fromOn',
      '/more',
      '/nodes',
      '/upToFen',
    ]);
    expect(detail).toContain('处输入需要改正');
  });
});
