import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkCases } from '../../db/doctor-approval.ts';
import { driveCase } from '../support/case-driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { skipTime } from '../support/time.ts';

const DAY = 86_400_000;
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const spoken = (caseId: string) =>
  stack.db
    .selectFrom('approval_event')
    .select(['type', 'data', 'actor', 'scheduled_at', 'recorded_at'])
    .where('case_id', '=', caseId)
    .where('type', '=', 'ClockSpoke')
    .orderBy('no')
    .execute();

test('a task is reminded of, then escalated, each with the moment it was set for and the moment it was recorded', async () => {
  const leave = driveCase(stack, 'A-overdue');
  const started = await leave.start('shahe-handler', {});
  const first = started.ok ? started.process.deadlines[0] : undefined;
  await skipTime(stack, leave.workflowId, 60 * DAY);
  await vi.waitFor(async () => expect(await spoken('A-overdue')).toHaveLength(2), 20_000);
  const events = await spoken('A-overdue');
  expect(events).toMatchObject([
    { actor: 'system', scheduled_at: first?.at, data: { clock: 1, tells: 'shahe-mayor', rule: 'AP-16' } },
    { actor: 'system', data: { clock: 2, tells: 'shahe-mayor' } },
  ]);
  for (const { scheduled_at, recorded_at } of events) {
    expect(Date.parse(recorded_at)).toBeGreaterThanOrEqual(Date.parse(scheduled_at ?? ''));
  }
  const row = await stack.db
    .selectFrom('approval_case')
    .select(['seq', 'touched_seq'])
    .where('id', '=', 'A-overdue')
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ seq: 3, touched_seq: 1 });
  expect(await leave.approve('shahe-mayor', 'departmentLeader#1.1')).toMatchObject({ ok: true });
});

test('a case whose clock cannot be recorded is parked, and the clocks of others go on', async () => {
  const [broken, sound] = [driveCase(stack, 'A-broken'), driveCase(stack, 'A-sound')];
  await broken.start('shahe-handler', {});
  await sound.start('shahe-handler', {});
  // A state that no event made: the core throws on it, as on any fault of ours.
  const rounds = JSON.stringify([{ status: 'open', rules: {}, seats: null }]);
  await stack.db
    .updateTable('approval_case')
    .set((eb) => ({
      state: eb.fn('jsonb_set', ['state', eb.val('{rounds}'), eb.cast(eb.val(rounds), 'jsonb')]),
    }))
    .where('id', '=', 'A-broken')
    .execute();
  for (const one of [broken, sound]) await skipTime(stack, one.workflowId, 60 * DAY);
  await vi.waitFor(async () => expect(await spoken('A-sound')).toHaveLength(2), 20_000);
  const parked = () =>
    stack.db
      .selectFrom('parked_case')
      .select(['subject_id', 'kind', 'command'])
      .where('released_at', 'is', null)
      .execute();
  await vi.waitFor(async () => expect(await parked()).toHaveLength(1), 20_000);
  expect(await parked()).toEqual([{ subject_id: 'A-broken', kind: 'approval', command: 'timeOut' }]);
  expect(await spoken('A-broken')).toEqual([]);
  const found = [];
  for await (const finding of checkCases(stack.db)) found.push(finding);
  expect(found).toMatchObject([{ check: 'fold', subject: 'A-broken' }]);
});
