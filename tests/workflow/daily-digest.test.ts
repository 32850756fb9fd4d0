import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { shippedCalendar } from '../../cli/demo-data/world.ts';
import { makeDigests } from '../../db/digest/make-digests.ts';
import { addDays, dateAt, type LocalDate, localDate, weekday } from '../../domain/kernel/local-date.ts';
import { addWorkingDays, rollForward } from '../../domain/kernel/working-days.ts';
import { ensureSchedules } from '../../worker/schedules.ts';
import { DAILY_DIGEST } from '../../workflows/messages.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { driveCase } from '../support/case-driver.ts';
import { driveProject } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { skipTime } from '../support/time.ts';

const DAY = 86_400_000;
const calendar = shippedCalendar();
let stack: TestStack;
let app: App;
let approvals: Approvals;

/** 08:30 in Shanghai on a day. */
const morningOf = (on: LocalDate): number => Date.parse(`${on}T00:30:00Z`);
/** The first working day after today, and the one on which what was begun today is long overdue. */
const tomorrow = addWorkingDays(calendar, dateAt(Date.now()), 1).on;
const muchLater = addWorkingDays(calendar, tomorrow, 20).on;
const restDay = (() => {
  const after = addDays(muchLater, 1);
  return addDays(after, (6 - weekday(after) + 7) % 7);
})();

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
  await driveCase(stack, 'A-waits').start('shahe-handler', { title: '请假办证' });
  const told = driveCase(stack, 'A-told');
  await told.start('shahe-handler', { title: '请假一天', form: { days: 1 } });
  await told.approve('shahe-mayor', 'departmentLeader#1.1');
  const recipe = { ...demoStory(), name: '水稻统防', timing: { kind: 'live' } } as const;
  await driveProject(stack, 'P-waits').play(
    writeLife({ ...recipe, until: 'catalogueChecked' }, stack.world).acts,
  );
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const runFor = (on: LocalDate) =>
  stack.client.workflow.execute(DAILY_DIGEST, {
    taskQueue: stack.taskQueue,
    workflowId: `digest-of-${on}-${Math.random()}`,
    args: [{ nowMs: morningOf(on) }],
  });

const digestsOf = async (userId: string, path = '') =>
  approvals.call(userId, { url: `/api/v1/me/digests${path}` });

describe('the digest of a morning', () => {
  test('tells each person once what waits, and nobody who has nothing to hear', async () => {
    const first = (await runFor(tomorrow)) as { made: number };
    expect(first).toMatchObject({ on: tomorrow, workingDay: true });
    const digest = await digestsOf('shahe-congress-clerk', `/${tomorrow}`);
    expect(digest.json()).toMatchObject({
      on: tomorrow,
      summary: {
        zh: '逾期 0 件，临期 0 件，新升级到您 0 件，新抄送待阅 1 件。',
        en: 'Overdue: 0; near due: 0; newly escalated to you: 0; new copies to read: 1.',
      },
      copied: {
        total: 1,
        entries: [{ kind: 'approval', subjectId: 'A-told', title: '请假一天', taskTitle: null }],
      },
      overdue: { total: 0, entries: [] },
    });
    expect((await digestsOf('shahe-handler-2', `/${tomorrow}`)).statusCode).toBe(404);
    expect(await runFor(tomorrow)).toEqual({ on: tomorrow, workingDay: true, made: 0 });
    const { rows } = await countOn(tomorrow);
    expect(rows).toBe(first.made);
  });

  test('is not made on a rest day', async () => {
    expect(rollForward(calendar, restDay).on).not.toBe(restDay);
    expect(await runFor(restDay)).toEqual({ on: restDay, workingDay: false, made: 0 });
    expect((await countOn(restDay)).rows).toBe(0);
  });

  test('tells what is overdue and what was escalated since the one before, of cases and projects', async () => {
    for (const id of ['approval:A-waits', 'project:P-waits']) await skipTime(stack, id, 60 * DAY);
    await vi.waitFor(async () => expect(await spoken()).toBe(6), 20_000);
    await runFor(muchLater);
    const mayor = await digestsOf('shahe-mayor', `/${muchLater}`);
    expect(mayor.json()).toMatchObject({
      overdue: {
        total: 1,
        entries: [{ subjectId: 'A-waits', lamp: 'red', taskTitle: { zh: '部门负责人审批' } }],
      },
      escalated: { total: 1, entries: [{ subjectId: 'A-waits' }] },
      copied: { total: 0 },
    });
    const head = await digestsOf('shahe-station-head', `/${muchLater}`);
    expect(head.json()).toMatchObject({
      overdue: {
        total: 1,
        entries: [{ kind: 'project', subjectId: 'P-waits', taskTitle: { zh: '需求审核' } }],
      },
    });
    // The ladder of the project told the handler, then the leader; their own lists are empty.
    for (const userId of ['shahe-handler', 'shahe-leader']) {
      expect((await digestsOf(userId, `/${muchLater}`)).json()).toMatchObject({
        overdue: { total: 0 },
        escalated: { total: 1, entries: [{ kind: 'project', subjectId: 'P-waits' }] },
      });
    }
    expect((await digestsOf('shahe-congress-clerk', `/${muchLater}`)).statusCode).toBe(404);
  });

  test('is read page by page, the newest first, by its owner', async () => {
    const page = (await digestsOf('shahe-mayor', '?limit=1')).json<{
      items: { on: string }[];
      nextCursor: string | null;
    }>();
    expect(page.items.map(({ on }) => on)).toEqual([muchLater]);
    for (const bad of ['/2026-02-30', '/today', '?limit=0', '?cursor=x']) {
      expect([bad, (await digestsOf('shahe-mayor', bad)).statusCode]).toEqual([bad, 400]);
    }
    expect((await digestsOf('linjiang-handler')).json()).toEqual({ items: [], nextCursor: null });
  });

  test('two runs at the same moment make each digest once', async () => {
    const on = addWorkingDays(calendar, muchLater, 1).on;
    const runs = await Promise.all([1, 2].map(() => makeDigests(stack.db, { nowMs: morningOf(on) })));
    expect(runs.reduce((sum, { made }) => sum + made, 0)).toBe((await countOn(on)).rows);
    expect((await countOn(on)).rows).toBeGreaterThan(0);
  });
});

test('the schedule is made once, for 08:30 in Shanghai, and starts the morning’s run', async () => {
  const { connection } = stack.client;
  const place = { connection, namespace: stack.client.options.namespace, taskQueue: stack.taskQueue };
  const handle = stack.client.schedule.getHandle(DAILY_DIGEST);
  try {
    await ensureSchedules(place);
    await handle.pause('checked by an operator');
    await ensureSchedules(place);
    const { spec, state, policies } = await handle.describe();
    expect(spec).toMatchObject({
      timezone: 'Asia/Shanghai',
      calendars: [{ hour: [{ start: 8 }], minute: [{ start: 30 }] }],
    });
    expect([state.paused, policies.catchupWindow]).toEqual([true, DAY / 2]);
    await handle.trigger();
    const started = () => handle.describe().then(({ info }) => info.recentActions[0]?.action.workflow);
    await vi.waitFor(async () => expect(await started()).toBeDefined(), 20_000);
    const workflow = await started();
    const today = dateAt(Date.now());
    expect(await stack.client.workflow.getHandle(workflow?.workflowId ?? '').result()).toMatchObject({
      on: localDate(today),
      workingDay: rollForward(calendar, today).on === today,
    });
  } finally {
    await handle.delete();
  }
});

const countOn = async (on: LocalDate) => ({
  rows: (await stack.db.selectFrom('digest').select('user_id').where('on_date', '=', on).execute()).length,
});

/** Reminders and escalations of both: two of the case, four of the project. */
async function spoken(): Promise<number> {
  const cases = await stack.db
    .selectFrom('approval_event')
    .select('no')
    .where('type', '=', 'ClockSpoke')
    .execute();
  const projects = await stack.db
    .selectFrom('project_event')
    .select('seq')
    .where('type', 'in', ['StepReminded', 'StepEscalated'])
    .execute();
  return cases.length + projects.length;
}
