import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../api/deps.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { startTestStack, TEST_CALLBACKS, type TestStack } from '../support/stack.ts';

interface Call {
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

let stack: TestStack;
let app: App;
let approvals: Approvals;
let receiver: Server;
let origin: string;
let calls: Call[] = [];
/** What the receiver answers, in order; the last one for ever. */
let replies: number[] = [200];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      calls.push({ path: request.url ?? '', body, headers: request.headers });
      const [status = 200, ...rest] = replies;
      if (rest.length > 0) replies = rest;
      response.writeHead(status, status === 302 ? { location: `${origin}/elsewhere` } : {}).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  stack = await startTestStack();
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
  receiver.close();
});
beforeEach(() => {
  calls = [];
});

async function endedCase(): Promise<string> {
  const { caseId } = await approvals.started('shahe-handler', { callbackUrl: `${origin}/hook` });
  const done = await approvals.approve('shahe-mayor', caseId, 'departmentLeader#1.1');
  expect(done.json()).toMatchObject({ status: 'approved' });
  return caseId;
}

const callbackOf = async (caseId: string) => (await approvals.look('shahe-handler', caseId)).callback;

test('the end is told once, signed, to whoever asked for it', async () => {
  replies = [204];
  const caseId = await endedCase();
  await vi.waitFor(
    async () => expect(await callbackOf(caseId)).toMatchObject({ status: 'delivered' }),
    20_000,
  );
  expect(await stack.client.workflow.getHandle(`approval:${caseId}`).result()).toBe('approved');
  expect(calls).toHaveLength(1);
  const [{ body, headers, path }] = calls as [Call];
  const [, seconds = '', signature] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['goufu-signature'])) ?? [];
  const expected = createHmac('sha256', TEST_CALLBACKS.secret ?? '')
    .update(`${seconds}.${body}`)
    .digest('hex');
  expect([path, signature]).toEqual(['/hook', expected]);
  const told = JSON.parse(body) as { eventId: string };
  expect(told).toMatchObject({ type: 'approval.ended', caseId, outcome: 'approved', flowId: 'leave' });
  expect(headers['goufu-event-id']).toBe(told.eventId);
  expect(body).not.toContain('李某');
});

test('a receiver that fails is asked again with the same event; a redirect is not followed', async () => {
  replies = [500, 302, 200];
  const caseId = await endedCase();
  await vi.waitFor(
    async () => expect(await callbackOf(caseId)).toMatchObject({ status: 'delivered', attempts: 3 }),
    20_000,
  );
  expect(calls.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
  expect(new Set(calls.map(({ headers }) => headers['goufu-event-id'])).size).toBe(1);
});

test('a dead receiver blocks nothing: the case has ended, and still takes comments', async () => {
  replies = [503];
  const caseId = await endedCase();
  await vi.waitFor(async () => expect((await callbackOf(caseId))?.attempts).toBeGreaterThan(0), 20_000);
  expect(await approvals.look('shahe-handler', caseId)).toMatchObject({
    status: 'approved',
    callback: { status: 'pending', lastAnswer: 'HTTP 503' },
  });
  const said = await approvals.give(['shahe-handler', caseId], 'comment', { text: '已知悉' });
  expect(said.statusCode).toBe(200);
});
