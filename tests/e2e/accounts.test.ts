import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects } from '../../db/doctor.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf } from '../support/approvals.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const ADMIN = 'shahe-station-head';
let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const change = (by: string, userId: string, act: 'disable' | 'enable') =>
  changeWith(approvalKey(), { by, userId, act });
const changeWith = (key: string, { by, userId, act }: { by: string; userId: string; act: string }) =>
  approvals.call(by, {
    method: 'POST',
    url: `/api/v1/accounts/${userId}/${act}`,
    key,
    body: { reason: '调离岗位' },
  });
const codeOf = async (asked: Promise<{ json: () => unknown }>) =>
  ((await asked).json() as { code: string }).code;

interface Line {
  readonly type: string;
  readonly actor: string;
  readonly data: { readonly tells?: string; readonly why?: { readonly zh: string } };
}
const linesOf = async (caseId: string) =>
  (await approvals.call('shahe-handler', { url: `/api/v1/approvals/${caseId}/timeline` })).json<{
    items: Line[];
  }>().items;

describe('an account that is disabled', () => {
  test('is out at once; the cases it holds tell the flow owner, and a supervised hand-over goes on', async () => {
    const { caseId } = await approvals.started('shahe-handler');
    const key = approvalKey();
    const asked = { by: ADMIN, userId: 'shahe-mayor', act: 'disable' };
    expect((await changeWith(key, asked)).json()).toEqual({
      ...{ userId: 'shahe-mayor', disabled: true, heldTasks: 1 },
    });
    expect((await changeWith(key, asked)).statusCode).toBe(200);
    expect(await codeOf(change(ADMIN, 'shahe-mayor', 'disable'))).toBe('AccountAlready');
    const alerts = async () => (await linesOf(caseId)).filter(({ type }) => type === 'Alerted');
    await expect.poll(async () => (await alerts()).length, { timeout: 5_000 }).toBe(1);
    expect(await alerts()).toMatchObject([
      { actor: 'system', data: { tells: 'shahe-leader', why: { zh: '持有人账号已停用，请交接' } } },
    ]);
    const handOver = { from: 'shahe-mayor', to: 'shahe-leader', reason: '调离岗位' };
    expect((await approvals.give([ADMIN, caseId], 'hand-over', handOver)).statusCode).toBe(200);
    expect((await approvals.approve('shahe-leader', caseId, 'departmentLeader#1.1')).json()).toMatchObject({
      status: 'approved',
    });
    for await (const disagreement of checkCases(stack.db)) throw new Error(JSON.stringify(disagreement));
    expect((await change(ADMIN, 'shahe-mayor', 'enable')).json()).toMatchObject({ disabled: false });
  });

  test('the projects that wait for it tell so as well, and stand as their events say', async () => {
    const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
    const recipe = { ...demoStory(), timing: { kind: 'live' }, until: 'budgetReviewing' } as const;
    const { projectId } = await playLife(writeLife(recipe, stack.world), { client, keyPrefix: 'account' });
    expect((await change(ADMIN, 'shahe-township-finance', 'disable')).json()).toMatchObject({ heldTasks: 1 });
    const reviews = async () => {
      const { items } = await client
        .as('shahe-handler')
        .get<{ items: { type: string; data: { verb?: string } }[] }>(`/projects/${projectId}/timeline`);
      return items.filter(({ type, data }) => type === 'ApprovalRecorded' && data.verb === 'review');
    };
    await expect.poll(async () => (await reviews()).length, { timeout: 5_000 }).toBe(1);
    for await (const disagreement of checkProjects(stack.db)) throw new Error(JSON.stringify(disagreement));
  });

  test('is for an administrator of its organisation to disable, never for oneself', async () => {
    expect(await codeOf(change('shahe-handler', 'shahe-leader', 'disable'))).toBe('NotYours');
    expect(await codeOf(change('zhuyuan-station-head', 'shahe-leader', 'disable'))).toBe('NotYours');
    expect(await codeOf(change(ADMIN, ADMIN, 'disable'))).toBe('NotYours');
    expect(await codeOf(change(ADMIN, 'no-such-person', 'disable'))).toBe('UnknownPerson');
    expect(await codeOf(change(ADMIN, 'shahe-leader', 'enable'))).toBe('AccountAlready');
    const blank = await approvals.call(ADMIN, {
      method: 'POST',
      url: '/api/v1/accounts/shahe-leader/disable',
      key: approvalKey(),
      body: { reason: ' ' },
    });
    expect(blank.json()).toMatchObject({ code: 'InvalidInput', errors: [{ pointer: '/reason' }] });
  });
});
