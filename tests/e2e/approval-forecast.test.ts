import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WayForecast } from '../../api/contract/forecast.ts';
import type { App } from '../../api/deps.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
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

const TRY = '/api/v1/approvals/flows/leave/versions/1/try';
const signersOf = ({ ways: [way] }: WayForecast) =>
  way?.steps.map(({ node, standing, signers }) => [node, standing, signers.map(({ userId }) => userId)]);

test('a running case tells who signs next, by name and with a date; an ended one tells nothing more', async () => {
  const { caseId } = await approvals.started('shahe-handler');
  const ask = async () =>
    (
      await approvals.call('shahe-handler', { url: `/api/v1/approvals/${caseId}/forecast` })
    ).json<WayForecast>();
  const told = await ask();
  expect(signersOf(told)?.[0]).toEqual(['departmentLeader', 'open', ['shahe-mayor']]);
  expect(told.ways[0]).toMatchObject({
    endsAs: 'approved',
    endsOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
  expect(await ask()).toEqual({ ways: [], isCut: false });
});

test('a flow tried with a gap in its form tells every way, and starts nothing', async () => {
  const tried = await approvals.call('shahe-handler', {
    method: 'POST',
    url: TRY,
    body: { form: {}, choices: {} },
  });
  const told = tried.json<WayForecast>();
  expect(told.ways.length).toBeGreaterThan(1);
  expect(told.ways[0]?.turns[0]?.dependsOn).toEqual([{ kind: 'fact', name: 'days' }]);
  const known = await approvals.call('shahe-handler', {
    method: 'POST',
    url: TRY,
    body: { form: { days: 2 }, choices: {} },
  });
  expect(known.json<WayForecast>().ways).toHaveLength(1);
});

test('a flow of another organisation is not told, nor a case that is not the reader’s', async () => {
  const elsewhere = await approvals.call('baihe-handler', {
    method: 'POST',
    url: TRY,
    body: { form: {}, choices: {} },
  });
  expect(elsewhere.statusCode).toBe(404);
  const { caseId } = await approvals.started('shahe-handler');
  const hidden = await approvals.call('baihe-handler', { url: `/api/v1/approvals/${caseId}/forecast` });
  expect(hidden.statusCode).toBe(404);
});

test('the page of a case carries its form’s fields, and that of a flow its nodes in words', async () => {
  const { caseId } = await approvals.started('shahe-handler');
  expect(await approvals.look('shahe-mayor', caseId)).toMatchObject({
    formSchema: { properties: { days: { title: '天数' } } },
    pauseCauses: [{ id: 'forceMajeure' }, { id: 'complaint' }],
  });
  const flow = await approvals.call('shahe-handler', { url: '/api/v1/approvals/flows/leave/versions/1' });
  const { steps, mayWrite } = flow.json<{
    steps: { node: string; sentences: { zh: string }[] }[];
    mayWrite: boolean;
  }>();
  expect(mayWrite).toBe(false);
  const leader = steps.find(({ node }) => node === 'departmentLeader');
  expect(leader?.sentences[0]?.zh).toContain('审批人');
});
