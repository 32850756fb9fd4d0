import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf, START } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
import { someText } from '../support/matchers.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

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

const status = async (asked: Promise<{ statusCode: number }>) => (await asked).statusCode;
const codeOf = async (asked: Promise<{ json: () => unknown }>) =>
  ((await asked).json() as { code: string }).code;

describe('a case over HTTP', () => {
  test('goes back to the initiator, is submitted again, transferred, approved along the flow and told in order', async () => {
    const { caseId, caseNo } = await approvals.started('shahe-handler', {
      flowId: 'departments',
      title: '购置办公设备',
      form: { amountFen: 1_234_500 },
    });
    expect(caseNo).toMatch(/^SP-519901-\d{4}-\d{4}$/);
    const returned = { taskId: 'finance#1.1', to: 'initiator', then: 'goOn', opinion: WORDS };
    expect(await status(approvals.give(['shahe-township-finance', caseId], 'return', returned))).toBe(200);
    expect(await approvals.look('shahe-handler', caseId)).toMatchObject({ status: 'returned', dueOn: null });
    const again = { form: { amountFen: 1_000_000 }, choices: {} };
    expect(await status(approvals.give(['shahe-handler', caseId], 'resubmit', again))).toBe(200);
    expect(await status(approvals.approve('shahe-township-finance', caseId, 'finance#2.1'))).toBe(200);
    const transfer = { taskId: 'legal#2.1', to: 'shahe-station-head', reason: '出差' };
    expect(await status(approvals.give(['shahe-legal-counsel', caseId], 'transfer', transfer))).toBe(200);
    expect(await status(approvals.approve('shahe-station-head', caseId, 'legal#2.1'))).toBe(200);
    expect(await status(approvals.give(['shahe-handler', caseId], 'urge', {}))).toBe(200);
    const done = await approvals.approve('shahe-leader', caseId, 'decision#1.1');
    expect(done.json()).toMatchObject({ caseId, caseNo, status: 'approved' });

    const page = await approvals.look('shahe-handler', caseId);
    expect(page).toMatchObject({ amountFen: 1_000_000, status: 'approved', parked: false, callback: null });
    expect(page.people['shahe-leader']).toBe('沙河镇分管领导');
    const { items } = (
      await approvals.call('shahe-handler', { url: `/api/v1/approvals/${caseId}/timeline` })
    ).json<{ items: { no: number; type: string; seq: number }[] }>();
    expect(items.map(({ no }) => no)).toEqual(items.map((_, index) => index + 1));
    expect(items[0]).toMatchObject({ type: 'CaseStarted', seq: 1 });
    expect(items.at(-1)).toMatchObject({ type: 'CaseEnded' });
  });

  test('shows each holder their task and the verbs with reasons; a stranger sees nothing', async () => {
    const { caseId } = await approvals.started('shahe-handler');
    const inbox = await approvals.call('shahe-mayor', { url: '/api/v1/inbox?limit=100' });
    const items = inbox.json<{ items: { subjectId: string }[] }>().items;
    expect(items.find(({ subjectId }) => subjectId === caseId)).toMatchObject({
      kind: 'approval',
      title: START.title,
      task: { taskId: 'departmentLeader#1.1', mayBatch: true },
    });
    const { allowedVerbs } = await approvals.look('shahe-mayor', caseId);
    const approve = allowedVerbs.find(({ verb }) => verb === 'approve');
    expect(approve).toMatchObject({
      taskId: 'departmentLeader#1.1',
      allowed: true,
      reason: null,
      path: `/api/v1/approvals/${caseId}/commands/approve`,
    });
    expect(allowedVerbs.find(({ verb }) => verb === 'withdraw')).toMatchObject({
      allowed: false,
      reason: { code: 'NotYours', rule: 'AP-03', citation: { confidence: 'D' } },
    });
    for (const stranger of ['zhuyuan-mayor', 'p-lvdun-provider', 'yunba-finance-county-budget']) {
      expect(await status(approvals.call(stranger, { url: `/api/v1/approvals/${caseId}` }))).toBe(404);
      expect(await status(approvals.approve(stranger, caseId, 'departmentLeader#1.1'))).toBe(404);
      const list = await approvals.call(stranger, { url: '/api/v1/approvals' });
      expect(list.json<{ items: { caseId: string }[] }>().items.map((one) => one.caseId)).not.toContain(
        caseId,
      );
    }
    for (const overseer of ['mintuo-audit-auditor', 'shahe-station-head', 'yunba-office-mayor']) {
      expect(await status(approvals.call(overseer, { url: `/api/v1/approvals/${caseId}` }))).toBe(200);
    }
  });

  test('of take-back and approval that race, the second is told what won', async () => {
    const { caseId } = await approvals.started('shahe-handler', { form: { days: 10 } });
    await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
    const [taken, approved] = await Promise.all([
      approvals.give(['shahe-mayor', caseId], 'take-back', { taskId: 'departmentLeader#1.1' }),
      approvals.approve('yunba-office-mayor', caseId, 'leaderAbove#1.2'),
    ]);
    expect([taken.statusCode, approved.statusCode].toSorted()).toEqual([200, 409]);
    const lost = taken.statusCode === 409 ? taken : approved;
    expect(lost.json()).toMatchObject({
      code: expect.stringMatching(/^(TooLate|TaskNotOpen|NotNow)$/) as string,
      current: { revision: expect.any(Number) as number, state: someText },
    });
  });

  test('a stale page is refused with what stands now', async () => {
    const { caseId, seq } = await approvals.started('shahe-handler');
    await approvals.give(['shahe-mayor', caseId], 'comment', { text: '请补充事由' });
    const stale = await approvals.give(['shahe-handler', caseId], 'withdraw', {
      reason: '改期',
      expectedSeq: seq,
    });
    expect(stale.statusCode).toBe(409);
    expect(stale.json()).toMatchObject({
      code: 'StaleSeq',
      current: { revision: seq + 1, state: 'running' },
    });
  });

  test('an ended case still takes comments and shows them, and nothing else', async () => {
    const { caseId } = await approvals.started('shahe-handler');
    await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
    await stack.client.workflow.getHandle(`approval:${caseId}`).result();
    const key = approvalKey();
    const said = await approvals.give(['shahe-handler', caseId], 'comment', { text: '谢谢', key });
    expect(said.statusCode).toBe(200);
    const again = await approvals.give(['shahe-handler', caseId], 'comment', { text: '谢谢', key });
    expect([again.json(), again.headers['idempotency-replayed']]).toEqual([said.json(), 'true']);
    expect(await status(approvals.give(['shahe-congress-clerk', caseId], 'read-copy', {}))).toBe(200);
    expect(await codeOf(approvals.give(['shahe-handler', caseId], 'withdraw', { reason: '改期' }))).toBe(
      'NotNow',
    );
  });

  test('one key means one request', async () => {
    const key = approvalKey();
    const first = await approvals.start('shahe-handler', {}, key);
    const again = await approvals.start('shahe-handler', {}, key);
    expect([again.statusCode, again.json()]).toEqual([201, first.json()]);
    expect(await codeOf(approvals.start('shahe-handler', { title: '另一张' }, key))).toBe(
      'IdempotencyKeyReused',
    );
    const url = `/api/v1/approvals/${first.json<{ caseId: string }>().caseId}/commands/${key}`;
    expect((await approvals.call('shahe-handler', { url })).json()).toEqual(first.json());
  });
});

describe('a start is refused', () => {
  test.each([
    ['an unknown flow', { flowId: 'nowhere' }, [404, 'NoSuchFlow']],
    ['a callback to anywhere', { callbackUrl: 'https://evil.example/' }, [422, 'CallbackNotAllowed']],
    ['a missing field', { form: {} }, [400, 'InvalidInput']],
    ['a field of another type', { form: { days: 'two' } }, [400, 'InvalidInput']],
    ['a field out of its limits', { form: { days: 400 } }, [400, 'InvalidInput']],
    ['a field the form lacks', { form: { days: 1, more: 1 } }, [400, 'InvalidInput']],
  ])('with %s', async (_what, body, expected) => {
    const response = await approvals.start('shahe-handler', body);
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual(expected);
  });

  test('for somebody outside the organisation of the flow', async () => {
    expect(await codeOf(approvals.start('zhuyuan-handler'))).toBe('NotOfFlowOrg');
  });

  test('naming the field of the form that is wrong, in both languages', async () => {
    const response = await approvals.start('shahe-handler', { form: { days: 400 } });
    expect(response.json()).toMatchObject({
      errors: [{ in: 'body', pointer: '/form/days', code: 'TooBig', message: '「天数」最多为 365' }],
    });
  });
});
