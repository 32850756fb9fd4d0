import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { placeOf } from '../../api/changes/hub.ts';
import { placeText } from '../../api/changes/wire.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { Change } from '../../api/contract/supervision.ts';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { createDatabase } from '../../db/connection.ts';
import {
  FEED_START,
  feedHead,
  listChanges,
  listChangesWithAudience,
  seesChange,
} from '../../db/queries/changes.ts';
import { listViewers } from '../../db/queries/viewer.ts';
import { approvalsOf } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { runStatement } from '../support/sql.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const SECRET = 's'.repeat(32);
let stack: TestStack;
let app: App;
let base: string;
let handler: Caller;
let keys = 0;

const build = (): Promise<App> =>
  buildApp({
    db: stack.db,
    databaseUrl: stack.databaseUrl,
    temporal: stack.client,
    taskQueue: stack.taskQueue,
    policy: stack.policy,
    sessionSecret: SECRET,
    logLevel: 'silent',
    limits: { heartbeatMs: 200, changeListenersPerUser: 2 },
  });

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await build();
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  handler = await callerOf(app, 'shahe-handler');
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

async function createProject(): Promise<CommandResult> {
  const { application } = writeLife(
    { ...demoStory(), timing: { kind: 'live' }, until: 'draft' },
    stack.world,
  );
  keys += 1;
  const body = { application, lateEntry: null };
  return (await handler({ method: 'POST', url: '/api/v1/projects', key: `change-${keys}-key`, body })).json();
}

/** A reader of the stream; `changes` grows while it is open. */
async function listen(userId: string, { lastId, at = base }: { lastId?: string; at?: string } = {}) {
  const signIn = await fetch(`${at}/api/v1/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  const { token } = (await signIn.json()) as { token: string };
  const gone = new AbortController();
  const response = await fetch(`${at}/api/v1/changes`, {
    headers: { authorization: `Bearer ${token}`, ...(lastId !== undefined && { 'last-event-id': lastId }) },
    signal: gone.signal,
  });
  const changes: Change[] = [];
  const seen = { text: '', isOver: false };
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      seen.text += Buffer.from(chunk as Uint8Array).toString('utf8');
      const blocks = seen.text.split('\n\n');
      changes.length = 0;
      for (const block of blocks.slice(0, -1)) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data) changes.push(JSON.parse(data) as Change);
      }
    }
  })();
  void reading.catch(() => {}).finally(() => (seen.isOver = true));
  return { response, changes, seen, leave: () => gone.abort() };
}

const projectsOf = (changes: readonly Change[]) =>
  changes.flatMap((change) => (change.kind === 'project' ? [change.projectId] : []));

describe('the change feed', () => {
  test('tells those who may see a project, live, with heartbeats, and nobody else', async () => {
    const mine = await listen('shahe-leader');
    const county = await listen('yunba-finance-county-budget');
    const elsewhere = await listen('linjiang-handler');
    expect(mine.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await sleep(100);
    const { projectId } = await createProject();
    await expect.poll(() => projectsOf(mine.changes), { timeout: 10_000 }).toEqual([projectId]);
    await expect.poll(() => projectsOf(county.changes), { timeout: 10_000 }).toEqual([projectId]);
    expect(mine.changes[0]).toMatchObject({
      type: 'ProjectCreated',
      state: 'draft',
      seq: 1,
      role: 'handler',
    });
    expect(mine.seen.text).toContain(`id: ${mine.changes[0]?.id}\nevent: change\n`);
    await expect.poll(() => elsewhere.seen.text, { timeout: 5_000 }).toContain(': still here');
    expect(elsewhere.changes).toEqual([]);
    for (const one of [mine, county, elsewhere]) one.leave();
  });

  test('goes on after the last id without loss or repetition, also while things happen', async () => {
    const first = await createProject();
    const page = (await handler({ url: '/api/v1/changes/page?limit=500' })).json<{
      items: Change[];
      next: string;
    }>();
    expect(projectsOf(page.items).at(-1)).toBe(first.projectId);
    expect(page.next).toBe(page.items.at(-1)?.id);
    const [{ projectId: a }, reader, { projectId: b }] = await Promise.all([
      createProject(),
      listen('shahe-leader', { lastId: page.next }),
      createProject(),
    ]);
    const { projectId: c } = await createProject();
    await expect.poll(() => projectsOf(reader.changes).sort(), { timeout: 10_000 }).toEqual([a, b, c].sort());
    reader.leave();

    const again = await listen('shahe-leader', { lastId: page.next });
    await expect.poll(() => again.changes.length, { timeout: 10_000 }).toBe(3);
    expect(again.changes).toEqual(reader.changes);
    again.leave();
    const none = await handler({ url: `/api/v1/changes/page?after=${reader.changes.at(-1)?.id}` });
    expect(none.json()).toEqual({ items: [], next: reader.changes.at(-1)?.id });
  });

  test('waits for an older transaction that is still open, and then tells in order', async () => {
    const reader = await listen('shahe-leader');
    const other = createDatabase(stack.databaseUrl, 1);
    let close = () => {};
    const isClosed = new Promise<void>((resolve) => (close = resolve));
    const open = other.transaction().execute(async (trx) => {
      await trx.insertInto('installation').values({ key: 'open-transaction', value: '{}' }).execute();
      await isClosed;
    });
    await sleep(200);
    const { projectId } = await createProject();
    await sleep(700);
    expect(reader.changes).toEqual([]);
    close();
    await open;
    await expect.poll(() => projectsOf(reader.changes), { timeout: 5_000 }).toEqual([projectId]);
    reader.leave();
    await other.destroy();
  });

  test('outlives a cut database connection', async () => {
    const reader = await listen('shahe-leader');
    await sleep(200);
    await runStatement(
      stack.databaseUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'goufu-changes' and datname = current_database()",
    );
    const { projectId } = await createProject();
    await expect.poll(() => projectsOf(reader.changes), { timeout: 15_000 }).toContain(projectId);
    reader.leave();
  });

  test('has a bounded number of listeners, and ends for an account that is disabled', async () => {
    const [one, two] = [await listen('shahe-mayor'), await listen('shahe-mayor')];
    const third = await listen('shahe-mayor');
    expect([third.response.status, third.response.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    one.leave();
    await expect
      .poll(
        async () => {
          const next = await listen('shahe-mayor');
          next.leave();
          return next.response.status;
        },
        { timeout: 5_000, interval: 100 },
      )
      .toBe(200);
    await stack.db.updateTable('app_user').set({ disabled: true }).where('id', '=', 'shahe-mayor').execute();
    await expect.poll(() => two.seen.isOver, { timeout: 5_000 }).toBe(true);
  });

  test('closes with the server, at once', async () => {
    const second = await build();
    const at = await second.listen({ host: '127.0.0.1', port: 0 });
    const reader = await listen('shahe-leader', { at });
    // Browsers keep a connection ready that has asked for nothing yet.
    const silent = connect(Number(new URL(at).port), '127.0.0.1');
    await once(silent, 'connect');
    const began = Date.now();
    await second.close();
    expect(Date.now() - began).toBeLessThan(2_000);
    await expect.poll(() => reader.seen.isOver, { timeout: 2_000 }).toBe(true);
  });

  test('tells approval cases beside projects, in one order, to exactly those who may see them', async () => {
    const approvals = approvalsOf(app);
    const { place } = await feedHead(stack.db);
    const reader = await listen('shahe-leader', { lastId: placeText(place) });
    const stranger = await listen('zhuyuan-mayor', { lastId: placeText(place) });
    const { projectId } = await createProject();
    const { caseId, caseNo } = await approvals.started('shahe-handler', {
      ...{ flowId: 'departments', title: '购置办公设备', form: { amountFen: 1_000 } },
    });
    const back = { taskId: 'finance#1.1', to: 'initiator', then: 'goOn', opinion: WORDS };
    await approvals.give(['shahe-township-finance', caseId], 'return', back);
    const told = (changes: readonly Change[]) =>
      changes.map((one) => (one.kind === 'case' ? `${one.caseId} ${one.type}` : one.projectId));
    await expect.poll(() => told(reader.changes).at(-1), { timeout: 10_000 }).toBe(`${caseId} Returned`);
    expect(told(reader.changes).slice(0, 2)).toEqual([projectId, `${caseId} CaseStarted`]);
    const started = { kind: 'case', caseNo, caseTitle: '购置办公设备', flowId: 'departments', seq: 1 };
    expect(reader.changes[1]).toMatchObject({ ...started, status: 'running' });
    expect(reader.changes.at(-1)).toMatchObject({ type: 'Returned', status: 'returned', seq: 2 });
    expect(stranger.changes).toEqual([]);

    // The rule that filters pages and the one that the live feed asks agree on every person.
    const rows = await listChangesWithAudience(stack.db, FEED_START, 500);
    for (const viewer of await listViewers(stack.db)) {
      const page = await listChanges(stack.db, viewer, { after: FEED_START, limit: 500 });
      const live = rows.filter((row) => seesChange(viewer, row));
      expect(live.map(placeOf), viewer.actor.userId).toEqual(page.map(placeOf));
    }
    const paged = await handler({ url: `/api/v1/changes/page?after=${reader.changes[0]?.id}&limit=500` });
    expect(paged.json<{ items: Change[] }>().items).toEqual(reader.changes.slice(1));
    for (const one of [reader, stranger]) one.leave();
  });
});
