import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { InboxEntry } from '../../api/contract/inbox.ts';
import type { projectDetailSchema } from '../../api/contract/project.ts';
import type { Schedule } from '../../api/contract/schedule.ts';
import type { TimelineEntry } from '../../api/contract/timeline.ts';
import type { App } from '../../api/deps.ts';
import { type ApiClient, apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import type { ApprovalAct } from '../../domain/project/approval-acts.ts';
import type { Command } from '../../domain/project/commands.ts';
import { startTestApp } from '../support/app.ts';
import { callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

type Detail = z.output<typeof projectDetailSchema>;

let stack: TestStack;
let app: App;
let client: ApiClient;
let projectId = '';
let asked = 0;
let given = 0;

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

/** Each test has a project of its own that has just asked for 100,000 yuan. */
beforeEach(async () => {
  asked += 1;
  const recipe = { ...demoStory(), key: `asked-${asked}`, amountYuan: 100_000 };
  const life = writeLife({ ...recipe, timing: { kind: 'live' }, until: 'budgetReviewing' }, stack.world);
  projectId = (await playLife(life, { client, keyPrefix: 'approval' })).projectId;
});

const detail = (userId = 'shahe-handler') => client.as(userId).get<Detail>(`/projects/${projectId}`);

/** Gives a command on the newest revision; answers `ok` or the code of the problem. */
async function give(userId: string, command: Command): Promise<string> {
  const { revision } = await detail();
  given += 1;
  const call = await callerOf(app, userId);
  const words = command.type.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const response = await call({
    method: 'POST',
    url: `/api/v1/projects/${projectId}/commands/${words}`,
    key: `approval-key-${given}`,
    body: { expectedRevision: revision, data: command.data },
  });
  return response.statusCode === 200 ? 'ok' : response.json<{ code: string }>().code;
}

const act = (userId: string, one: ApprovalAct) => give(userId, { type: 'ActOnApproval', data: { act: one } });
const decideBudget = (userId: string, minutesRef: string | null = null) =>
  give(userId, { type: 'DecideBudget', data: { decision: 'approve', opinion: '同意', minutesRef } });

/** The open tasks of this project in a person's list. */
async function inbox(userId: string): Promise<readonly InboxEntry['task'][]> {
  const { items } = await client.as(userId).get<{ items: InboxEntry[] }>('/inbox?tab=mine&limit=100');
  return items.filter(({ subjectId }) => subjectId === projectId).map(({ task }) => task);
}

async function timeline(): Promise<readonly TimelineEntry[]> {
  const { items } = await client
    .as('shahe-handler')
    .get<{ items: TimelineEntry[] }>(`/projects/${projectId}/timeline`);
  return items;
}

const schedule = async () =>
  (await client.as('shahe-handler').get<Schedule>(`/projects/${projectId}/schedule`)).steps;

describe('an approval of a project over HTTP', () => {
  test('is seen with its holder, who has it in the list; nobody else may decide', async () => {
    const { approval, allowedActions } = await detail('shahe-township-finance');
    expect(approval).toMatchObject({
      status: 'running',
      initiatorId: 'shahe-handler',
      openTasks: [{ taskId: 'budgetCheck#1.1', userId: 'shahe-township-finance' }],
    });
    expect(approval?.names['shahe-township-finance']).toBe('沙河镇财政所负责人');
    expect(approval?.allowedActs).toContainEqual({ verb: 'transfer', taskId: 'budgetCheck#1.1' });
    expect(allowedActions.filter(({ allowed }) => allowed).map(({ command }) => command)).toEqual([
      'DecideBudget',
      'ActOnApproval',
    ]);
    expect(await inbox('shahe-township-finance')).toMatchObject([
      { step: 'budgetCheck', taskId: 'budgetCheck#1.1', holderId: 'shahe-township-finance' },
    ]);
    expect(await inbox('shahe-leader')).toEqual([]);
    expect(await decideBudget('shahe-leader')).toBe('NotEntitled');
    expect(await decideBudget('zhuyuan-township-finance')).toBe('NotFound');
  });

  test('lets several sign at once: one row a task, each its own; then goes on', async () => {
    const people = ['shahe-legal-counsel', 'yunba-agriculture-sector-officer'];
    expect(await act('shahe-township-finance', { verb: 'addSign', position: 'parallel', people })).toBe('ok');
    expect((await detail()).approval?.openTasks).toHaveLength(3);
    expect(await inbox('shahe-legal-counsel')).toMatchObject([{ taskId: 'budgetCheck#1.2' }]);
    expect(await inbox('yunba-agriculture-sector-officer')).toMatchObject([{ orgId: 'yunba-agriculture' }]);
    const check = async () => (await schedule()).filter(({ step }) => step === 'budgetCheck');
    expect(await check()).toMatchObject([{ status: 'open', orgName: '沙河镇人民政府', closedOn: null }]);
    for (const userId of ['shahe-township-finance', ...people]) expect(await decideBudget(userId)).toBe('ok');
    expect(await check()).toMatchObject([{ status: 'done', closedOn: expect.any(String) as string }]);
    expect((await detail()).step).toBe('leaderBudgetApproval');
    const words = (await timeline()).filter(({ type }) => type === 'ApprovalRecorded');
    expect(words.map(({ data }) => [data['verb'], data['alongside']]).slice(-4)).toEqual([
      ['addSign', null],
      ['approve', null],
      ['approve', null],
      ['approve', 'BudgetStepApproved'],
    ]);
  });

  test('goes back straight, is transferred, taken back, and reserves the money at the end', async () => {
    expect(await decideBudget('shahe-township-finance')).toBe('ok');
    expect(await act('shahe-township-finance', { verb: 'takeBack' })).toBe('ok');
    expect((await detail()).step).toBe('budgetCheck');
    expect(await decideBudget('shahe-township-finance')).toBe('ok');
    const back = { verb: 'return', to: 'budgetCheck', then: 'straightBack', opinion: '请复核科目' } as const;
    expect(await act('shahe-leader', back)).toBe('ok');
    expect(await decideBudget('shahe-township-finance')).toBe('ok');
    const away = { verb: 'transfer', to: 'shahe-legal-counsel', reason: '外出培训' } as const;
    expect(await act('shahe-leader', { ...away, to: 'shahe-handler' })).toBe('SegregationOfDuties');
    expect(await act('shahe-leader', away)).toBe('ok');
    expect(await decideBudget('shahe-leader')).toBe('NotEntitled');
    expect(await inbox('shahe-legal-counsel')).toHaveLength(1);
    expect(await decideBudget('shahe-legal-counsel')).toBe('ok');
    expect(await decideBudget('shahe-mayor')).not.toBe('ok');
    expect(await decideBudget('shahe-mayor', '会议纪要〔2026〕8号')).toBe('ok');
    const after = await detail();
    expect([after.state, after.approval, after.file.budget?.reservedFen]).toEqual([
      'budgetApproved',
      null,
      10_000_000,
    ]);
  });

  test('is urged, commented on, copied, and handed over by the administrator', async () => {
    expect(await act('shahe-handler', { verb: 'urge' })).toBe('ok');
    expect(await act('shahe-handler', { verb: 'urge' })).toBe('UrgedTooSoon');
    expect(await act('zhuyuan-leader', { verb: 'comment', text: '旁观' })).toBe('NotFound');
    const copied = 'mingce-evaluation-evaluator';
    expect(await act('shahe-handler', { verb: 'carbonCopy', people: [copied] })).toBe('ok');
    expect((await detail(copied)).projectId).toBe(projectId);
    expect(await act(copied, { verb: 'readCopy' })).toBe('ok');
    const over = {
      verb: 'handOver',
      from: 'shahe-township-finance',
      to: 'shahe-leader',
      reason: '调离',
    } as const;
    expect(await act('shahe-mayor', over)).toBe('NotYours');
    expect(await act('shahe-station-head', over)).toBe('ok');
    expect((await detail()).approval?.openTasks.map(({ userId }) => userId)).toEqual(['shahe-leader']);
  });
});

test('afterwards events, rows, tasks and ledger agree', async () => {
  const found: unknown[] = [];
  for await (const finding of checkProjects(stack.db)) found.push(finding);
  expect(found).toEqual([]);
  expect(await checkTables(stack.db, new Date())).toEqual([]);
});
