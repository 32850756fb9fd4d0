import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { addDays, localDate } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
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

const TASK = 'finance#1.1';
const HOLDER = 'shahe-township-finance';

const seatOf = async (caseId: string) => {
  const { rounds } = await approvals.look('shahe-handler', caseId);
  const seat = rounds.flatMap(({ seats }) => seats).find(({ taskId }) => taskId === TASK);
  if (!seat?.dueOn) throw new Error('The task has no due date');
  return { dueOn: localDate(seat.dueOn), extensions: seat.extensions };
};

/** A case whose finance task is asked to have ten more days; answers both cases. */
async function asked() {
  const { caseId } = await approvals.started('shahe-handler', {
    ...{ flowId: 'departments', title: '购置办公设备', form: { amountFen: 1_000 } },
  });
  const { dueOn } = await seatOf(caseId);
  const key = approvalKey();
  const ask = () =>
    approvals.give([HOLDER, caseId], 'ask-extension', {
      ...{ key, taskId: TASK, to: addDays(dueOn, 10), cause: '等待第三方询价' },
    });
  const answer = await ask();
  expect(answer.json()).toMatchObject({ events: ['ExtensionAsked'] });
  expect((await ask()).headers['idempotency-replayed']).toBe('true');
  const { items } = (
    await approvals.call(HOLDER, { url: '/api/v1/approvals?scope=started&flowId=extension&limit=1' })
  ).json<{ items: { caseId: string; title: string }[] }>();
  expect(items[0]?.title).toBe('延期：购置办公设备');
  return { caseId, dueOn, extensionId: items[0]?.caseId ?? '' };
}

const decided = async (caseId: string) =>
  expect
    .poll(async () => (await seatOf(caseId)).extensions.at(-1)?.outcome, { timeout: 5_000 })
    .not.toBeNull();

describe('an extension', () => {
  test('is an approval of its own; granted, the task has its new date and the old one stays visible', async () => {
    const { caseId, dueOn, extensionId } = await asked();
    expect(await approvals.look('shahe-mayor', extensionId)).toMatchObject({
      initiator: { userId: HOLDER },
      form: { caseId, taskId: TASK, dueOn, cause: '等待第三方询价' },
    });
    // The asking case goes on meanwhile, also over a restart of the workers.
    await stack.restartWorker();
    expect((await approvals.approve('shahe-mayor', extensionId, 'leader#1.1')).json()).toMatchObject({
      status: 'approved',
    });
    await decided(caseId);
    const after = await seatOf(caseId);
    expect(after.extensions).toMatchObject([
      { from: dueOn, outcome: { granted: true, approval: extensionId } },
    ]);
    expect(after.dueOn > dueOn).toBe(true);
    expect((await approvals.approve(HOLDER, caseId, TASK)).statusCode).toBe(200);
    for await (const disagreement of checkCases(stack.db)) throw new Error(JSON.stringify(disagreement));
  });

  test('refused, the date stays, and another may be asked', async () => {
    const { caseId, dueOn, extensionId } = await asked();
    const again = { taskId: TASK, to: addDays(dueOn, 20), cause: '再等等' };
    const pending = await approvals.give([HOLDER, caseId], 'ask-extension', again);
    expect(pending.json()).toMatchObject({ code: 'ExtensionsUsedUp', facts: { pending: true } });
    const no = { taskId: 'leader#1.1', opinion: { ...WORDS, text: '请按期办结' } };
    await approvals.give(['shahe-mayor', extensionId], 'reject', no);
    await decided(caseId);
    expect(await seatOf(caseId)).toMatchObject({ dueOn, extensions: [{ outcome: { granted: false } }] });
    expect((await approvals.give([HOLDER, caseId], 'ask-extension', again)).statusCode).toBe(200);
  });

  test.each([
    ['withdraw', HOLDER, { reason: '已不需要' }],
    ['terminate', 'shahe-leader', { reason: '申请有误' }],
  ] as const)(
    'given up by %s, it is not granted, is over for good, and another may be asked',
    async (verb, by, data) => {
      const { caseId, dueOn, extensionId } = await asked();
      expect((await approvals.give([by, extensionId], verb, data)).statusCode).toBe(200);
      await decided(caseId);
      expect(await seatOf(caseId)).toMatchObject({ dueOn, extensions: [{ outcome: { granted: false } }] });
      const again =
        verb === 'withdraw'
          ? await approvals.give([HOLDER, extensionId], 'resubmit', {
              form: { caseId, taskId: TASK, dueOn, newDueOn: addDays(dueOn, 10), cause: '再申请' },
              choices: {},
            })
          : await approvals.give([by, extensionId], 'revive', { reason: '恢复' });
      expect(again.json()).toMatchObject({ status: 409, code: 'EndedForGood' });
      const comment = await approvals.give([HOLDER, extensionId], 'comment', { text: '改为另行申请' });
      expect(comment.statusCode).toBe(200);
      const another = { taskId: TASK, to: addDays(dueOn, 20), cause: '等待第三方询价' };
      expect((await approvals.give([HOLDER, caseId], 'ask-extension', another)).statusCode).toBe(200);
    },
  );

  test('decided when the task is done already changes nothing', async () => {
    const { caseId, extensionId } = await asked();
    await approvals.approve(HOLDER, caseId, TASK);
    const { seq } = await approvals.look('shahe-handler', caseId);
    await approvals.approve('shahe-mayor', extensionId, 'leader#1.1');
    await approvals.approve('shahe-legal-counsel', caseId, 'legal#1.1');
    const { rounds, seq: later } = await approvals.look('shahe-handler', caseId);
    expect(later).toBe(seq + 1);
    expect(
      rounds.flatMap(({ seats }) => seats).find(({ taskId }) => taskId === TASK)?.extensions,
    ).toMatchObject([{ outcome: null }]);
  });

  test('is refused with the reason: not later, not theirs, no such date, no flow for it', async () => {
    const { caseId } = await approvals.started('shahe-handler', {
      ...{ flowId: 'departments', form: { amountFen: 1_000 } },
    });
    const { dueOn } = await seatOf(caseId);
    const give = async (userId: string, more: object) =>
      (
        await approvals.give([userId, caseId], 'ask-extension', {
          ...{ taskId: TASK, to: addDays(dueOn, 3), cause: '等待询价', ...more },
        })
      ).json<{ code: string }>().code;
    expect(await give(HOLDER, { to: dueOn })).toBe('NotLater');
    expect(await give('shahe-handler', {})).toBe('NotYours');
    expect(await give(HOLDER, { to: '2026-02-30' })).toBe('InvalidInput');
    expect(await give(HOLDER, { cause: ' ' })).toBe('InvalidInput');
    const { seq } = await approvals.look('shahe-handler', caseId);
    await stack.db
      .updateTable('flow_version')
      .set({ status: 'retired' })
      .where('id', '=', 'extension')
      .execute();
    expect(await give(HOLDER, {})).toBe('NoSuchFlow');
    expect((await approvals.look('shahe-handler', caseId)).seq).toBe(seq);
    expect((await seatOf(caseId)).extensions).toEqual([]);
  });
});
