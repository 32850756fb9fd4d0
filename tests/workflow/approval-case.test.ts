import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CaseOutcome } from '../../domain/approval/case-requests.ts';
import { driveCase } from '../support/case-driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
/** Lets those go on whose commit is held back from the workflow. */
let goOn = (): void => undefined;
const commented: string[] = [];
beforeAll(async () => {
  stack = await startTestStack({
    // The pause of one case and a comment on another are committed long before the workflow hears of them.
    wrap: (activities) => ({
      ...activities,
      async recordCase(input) {
        const outcome = await activities.recordCase(input);
        const { verb, data } = input.request.command;
        if (verb === 'comment' && data.text === 'held') commented.push(input.caseId);
        if ((verb === 'comment' && data.text === 'held') || verb === 'pause') {
          await new Promise<void>((resolve) => {
            goOn = resolve;
          });
        }
        return outcome;
      },
    }),
  });
});
afterAll(() => stack.stop());

const ended = (caseId: string) => stack.client.workflow.getHandle(`approval:${caseId}`).result();
const tasksOf = (caseId: string) =>
  stack.db
    .selectFrom('approval_task')
    .select(['task_id', 'holder_id', 'status', 'decision'])
    .where('case_id', '=', caseId)
    .orderBy('opened_seq')
    .orderBy('task_id')
    .execute();
const refusalOf = async (asked: Promise<CaseOutcome>): Promise<unknown> => {
  const outcome = await asked.catch((error: unknown) => error);
  return JSON.stringify(outcome) + String((outcome as { cause?: unknown }).cause);
};

describe('a case', () => {
  test('starts, is approved, and ends with its workflow', async () => {
    const leave = driveCase(stack, 'A-short');
    expect(await leave.start('shahe-handler', { form: { days: 2 } })).toMatchObject({
      ok: true,
      process: { status: 'running', seq: 1 },
    });
    expect(await leave.approve('shahe-mayor', 'departmentLeader#1.1')).toMatchObject({
      ok: true,
      process: { status: 'approved', seq: 2, deadlines: [] },
    });
    expect(await ended('A-short')).toBe('approved');
    expect(await tasksOf('A-short')).toEqual([
      { task_id: 'departmentLeader#1.1', holder_id: 'shahe-mayor', status: 'done', decision: 'approve' },
    ]);
  });

  test('a repeated key gets its answer again and is recorded once', async () => {
    const leave = driveCase(stack, 'A-twice');
    const first = await leave.start('shahe-handler', { form: { days: 2 } });
    expect(await leave.start('shahe-handler', { form: { days: 2 } })).toEqual(first);
    const comment = { text: '请尽快' };
    const said = await leave.give({ by: 'shahe-handler', verb: 'comment', data: comment }, 'same-key');
    expect(await leave.give({ by: 'shahe-handler', verb: 'comment', data: comment }, 'same-key')).toEqual(
      said,
    );
    const events = await stack.db
      .selectFrom('approval_event')
      .select('type')
      .where('case_id', '=', 'A-twice')
      .orderBy('no')
      .execute();
    expect(events.map(({ type }) => type)).toEqual(['CaseStarted', 'RoundOpened', 'TaskOpened', 'Commented']);
  });

  test('a start that is refused leaves nothing behind', async () => {
    const leave = driveCase(stack, 'A-refused');
    expect(await leave.start('zhuyuan-handler', {})).toMatchObject({
      ok: false,
      refusal: { code: 'NotOfFlowOrg' },
    });
    expect(await ended('A-refused')).toBe('declined');
    expect(await tasksOf('A-refused')).toEqual([]);
  });

  test('the validator refuses what the case itself shows to be out of time', async () => {
    const leave = driveCase(stack, 'A-untimely');
    await leave.start('shahe-handler', {});
    expect(
      await refusalOf(leave.give({ by: 'shahe-handler', verb: 'resubmit', data: { form: {}, choices: {} } })),
    ).toContain('NotNow');
    expect(await leave.approve('shahe-leader', 'departmentLeader#1.1')).toMatchObject({
      ok: false,
      refusal: { code: 'NotYours' },
    });
  });

  test('what is recorded already is not judged by what the workflow knew before', async () => {
    const leave = driveCase(stack, 'A-held');
    await leave.start('shahe-handler', {});
    const data = { cause: 'forceMajeure', reason: '洪水' };
    const paused = leave.give({ by: 'shahe-leader', verb: 'pause', data });
    await vi.waitFor(async () => {
      const row = await stack.db
        .selectFrom('approval_case')
        .select('status')
        .where('id', '=', 'A-held')
        .executeTakeFirstOrThrow();
      expect(row.status).toBe('paused');
    });
    const resumed = await leave.begin({ by: 'shahe-leader', verb: 'resume', data: { reason: '水退了' } });
    goOn();
    expect(await paused).toMatchObject({ ok: true, process: { status: 'paused' } });
    expect(await resumed.result()).toMatchObject({ ok: true, process: { status: 'running', seq: 3 } });
  });

  test('two who have waited their turn together are served one after the other', async () => {
    const leave = driveCase(stack, 'A-turns');
    await leave.start('shahe-handler', {});
    const by = 'shahe-handler';
    const first = leave.give({ by, verb: 'comment', data: { text: 'held' } });
    await vi.waitFor(() => expect(commented).toEqual(['A-turns']));
    const waiting = [
      await leave.begin({ by, verb: 'comment', data: { text: '二' } }),
      await leave.begin({ by, verb: 'comment', data: { text: '三' } }),
    ];
    goOn();
    await Promise.all([first, ...waiting.map((one) => one.result())]);
    const { events } = await stack.client.workflow.getHandle(leave.workflowId).fetchHistory();
    const atWork = (events ?? []).map((event) =>
      event.activityTaskScheduledEventAttributes ? 1 : event.activityTaskCompletedEventAttributes ? -1 : 0,
    );
    let [now, most] = [0, 0];
    for (const change of atWork) {
      now += change;
      most = Math.max(most, now);
    }
    expect(most).toBe(1);
  });
});
