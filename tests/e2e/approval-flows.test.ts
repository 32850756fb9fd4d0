import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseResult } from '../../api/contract/approval-view.ts';
import type { App } from '../../api/deps.ts';
import { demoFlows } from '../../cli/demo-data/flows.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf, draftOf } from '../support/approvals.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const ADMIN = 'shahe-station-head';
let stack: TestStack;
let app: App;
let approvals: Approvals;
let broken = false;
beforeAll(async () => {
  stack = await startTestStack({
    wrap: (hands) => ({
      ...hands,
      recordCase: (input) => hands.recordCase(broken ? { ...input, request: WITHOUT_DATA } : input),
    }),
  });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

// No door lets this through; it stands for any fault of ours inside the recording.
const WITHOUT_DATA = { command: { verb: 'approve', by: 'shahe-mayor' }, expectedSeq: null } as never;

const [leave] = demoFlows;
if (!leave) throw new Error('The demo has no flows');
const document = draftOf(leave.flow);
const body = { orgId: 'shahe', document, formSchema: leave.form };
const at = (path: string) => `/api/v1/approvals/flows/${path}`;
const put = (flowId: string, draft: object = body) =>
  approvals.call(ADMIN, { method: 'PUT', url: at(`${flowId}/draft`), body: draft });
const post = (path: string, sent?: object) =>
  approvals.call(ADMIN, { method: 'POST', url: at(path), body: sent });

test('a flow is drafted, proved, published and started; a new version takes its place and a running case moves to it', async () => {
  expect((await put('trip')).json()).toMatchObject({ flowId: 'trip', version: 1, status: 'draft' });
  expect((await put('trip')).json()).toMatchObject({ version: 1, status: 'draft' });
  expect((await approvals.start('shahe-handler', { flowId: 'trip' })).statusCode).toBe(404);
  expect((await post('trip/versions/1/publish')).json()).toMatchObject({ status: 'published' });
  const { caseId } = await approvals.started('shahe-handler', { flowId: 'trip' });

  const renamed = { ...document, title: { zh: '出差', en: 'Journey' } };
  expect((await put('trip', { ...body, document: renamed })).json()).toMatchObject({ version: 2 });
  expect((await post('trip/versions/2/publish')).json()).toMatchObject({ status: 'published' });
  const { items } = (
    await approvals.call('shahe-handler', { url: at('').replace(/\/$/, '?status=published') })
  ).json<{ items: { flowId: string; version: number }[] }>();
  expect(items.filter(({ flowId }) => flowId === 'trip').map(({ version }) => version)).toEqual([2]);

  const preview = `/api/v1/approvals/${caseId}/upgrade-preview?toVersion=2`;
  expect((await approvals.call('shahe-handler', { url: preview })).json()).toMatchObject({ conflicts: [] });
  const upgraded = await approvals.give(['shahe-leader', caseId], 'upgrade', { toVersion: 2 });
  expect(upgraded.json()).toMatchObject({ events: ['FlowUpgraded'] });
  expect(await approvals.look('shahe-handler', caseId)).toMatchObject({
    flowVersion: 2,
    flowTitle: { zh: '出差' },
  });

  expect((await post('trip/versions/2/retire')).json()).toMatchObject({ status: 'retired' });
  expect((await approvals.start('shahe-handler', { flowId: 'trip' })).statusCode).toBe(404);
  const done = await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
  expect(done.json()).toMatchObject({ status: 'approved' });
});

test('a flow whose proofs fail is shown the path, and is not published', async () => {
  const { departmentLeader, ...others } = document.nodes;
  const circle = {
    ...document,
    nodes: { ...others, departmentLeader, copy: { ...others['copy'], next: 'isLong' } },
  };
  const draft = { ...body, document: circle };
  expect((await post('round/prove', draft)).json()).toMatchObject({
    publishable: false,
    faults: [{ proof: 'ends', path: expect.arrayContaining(['isLong', 'copy']) as string[] }],
  });
  await put('round', draft);
  const refused = await post('round/versions/1/publish');
  expect([refused.statusCode, refused.json()]).toMatchObject([
    422,
    { code: 'NotProvable', facts: { proof: 'ends' } },
  ]);
  const unpromised = { ...body, formSchema: { ...leave.form, required: [] } };
  expect((await post('round/prove', unpromised)).json()).toMatchObject({
    faults: [{ proof: 'facts', path: ['days'] }],
  });
});

test('a published version is never changed, not even by hand', async () => {
  const change = stack.db
    .updateTable('flow_version')
    .set({ document: JSON.stringify({}) })
    .where('id', '=', 'leave')
    .execute();
  await expect(change).rejects.toThrow('A published flow is never changed');
  expect((await post('leave/versions/1/publish')).json()).toMatchObject({ code: 'NotADraft', status: 409 });
});

test('who leaves has their tasks handed over by an administrator, after a preview', async () => {
  const { caseId } = await approvals.started('shahe-handler');
  const preview = '/api/v1/approvals/hand-over-preview?userId=shahe-mayor&limit=100';
  const { items } = (await approvals.call(ADMIN, { url: preview })).json<{ items: { caseId: string }[] }>();
  expect(items.map((one) => one.caseId)).toContain(caseId);
  expect((await approvals.call('shahe-leader', { url: preview })).statusCode).toBe(404);
  const handOver = { from: 'shahe-mayor', to: 'shahe-legal-counsel', reason: '调离' };
  expect((await approvals.give(['shahe-mayor', caseId], 'hand-over', handOver)).statusCode).toBe(403);
  expect((await approvals.give([ADMIN, caseId], 'hand-over', handOver)).statusCode).toBe(200);
  const done = await approvals.approve('shahe-legal-counsel', caseId, 'departmentLeader#1.1');
  expect(done.json<CaseResult>().status).toBe('approved');
});

test('a fault parks the case, it refuses with 503, and goes on when an operator releases it', async () => {
  const { caseId } = await approvals.started('shahe-handler');
  broken = true;
  expect((await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1')).statusCode).toBe(503);
  broken = false;
  const again = await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
  expect([again.statusCode, again.json()]).toMatchObject([503, { code: 'CaseParked' }]);
  expect(await approvals.look('mintuo-support-operator', caseId)).toMatchObject({
    parked: true,
    status: 'running',
  });
  const release = { method: 'POST', url: `/api/v1/approvals/${caseId}/release` } as const;
  expect((await approvals.call('shahe-mayor', { ...release, key: approvalKey() })).statusCode).toBe(403);
  const released = await approvals.call('mintuo-support-operator', { ...release, key: approvalKey() });
  expect(released.json()).toEqual({ caseId, released: true });
  expect((await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1')).statusCode).toBe(200);
  for await (const finding of checkCases(stack.db)) expect(finding).toBeUndefined();
});
