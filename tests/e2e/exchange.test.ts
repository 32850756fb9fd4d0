import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import type { Application } from '../../domain/catalog/types.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { objectWith } from '../support/matchers.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let handler: Caller;
let broken: string | null = null;

beforeAll(async () => {
  stack = await startTestStack({
    budgetFactor: 100,
    policy: (real) => ({
      ...real,
      check: (question) => {
        if (question.checkpoint === broken) throw new TypeError('made to fail');
        return real.check(question);
      },
    }),
  });
  app = await startTestApp(stack, { commandDeadlineMs: 2_500 });
  handler = await callerOf(app, 'shahe-handler');
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const application = (): Application =>
  writeLife({ ...demoStory(), timing: { kind: 'live' }, until: 'draft' }, stack.world).application;

const create = (key: string, more: object = {}) =>
  handler({
    method: 'POST',
    url: '/api/v1/projects',
    key,
    body: { application: application(), lateEntry: null, ...more },
  });

const give = (
  call: Caller,
  projectId: string,
  { path, key, body }: { path: string; key: string; body: object },
) => call({ method: 'POST', url: `/api/v1/projects/${projectId}/commands/${path}`, key, body });

const submit = {
  path: 'submit-project',
  body: { expectedRevision: 1, data: { statement: '请审核', justifications: {} } },
};

async function rows() {
  const count = async (table: 'project_event' | 'command_receipt') =>
    (
      await stack.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  return [await count('project_event'), await count('command_receipt')];
}

describe('creating', () => {
  test('answers where the project is and stands; the same request again gets the same answer', async () => {
    const first = await create('create-0001');
    expect(first.statusCode).toBe(201);
    const result = first.json<CommandResult>();
    expect(result).toMatchObject({
      revision: 1,
      stage: 'catalog',
      state: 'draft',
      step: 'drafting',
      dryRun: false,
    });
    expect(first.headers['location']).toBe(`/api/v1/projects/${result.projectId}`);
    const before = await rows();
    const again = await create('create-0001');
    expect([again.statusCode, again.json()]).toEqual([201, result]);
    expect(await rows()).toEqual(before);
  });

  test('the same key with another request is refused', async () => {
    await create('create-0002');
    const before = await rows();
    const other = await create('create-0002', { application: { ...application(), name: '另一个项目' } });
    expect([other.statusCode, other.json<Problem>().code]).toEqual([422, 'IdempotencyKeyReused']);
    expect(await rows()).toEqual(before);
  });

  test('two at once with one key make one project', async () => {
    const [a, b] = await Promise.all([create('create-0003'), create('create-0003')]);
    expect([a.statusCode, b.statusCode]).toEqual([201, 201]);
    expect(a.json()).toEqual(b.json());
  });

  test('who may not begin one starts no workflow', async () => {
    const before = await rows();
    const leader = await callerOf(app, 'shahe-leader');
    const body = { application: application(), lateEntry: null };
    const refused = await leader({ method: 'POST', url: '/api/v1/projects', key: 'create-0004', body });
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([403, 'NotEntitled']);
    const nowhere = await create('create-0005', { application: { ...application(), buyerOrgId: 'nowhere' } });
    expect(nowhere.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/application/buyerOrgId', code: 'NotFound' }],
    });
    const village = await create('create-0006', {
      application: { ...application(), beneficiaryOrgIds: ['shahe', 'x'] },
    });
    expect(village.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/application/beneficiaryOrgIds/1' }],
    });
    expect(await rows()).toEqual(before);
  });

  test('a refused creation leaves nothing, and its key tells so again', async () => {
    const before = await rows();
    for (let times = 0; times < 2; times += 1) {
      const refused = await create('create-0007', { occurredOn: '2020-01-02' });
      expect([refused.statusCode, refused.json<Problem>().code]).toEqual([422, 'BackDated']);
    }
    expect(await rows()).toEqual(before);
  });

  test('a dry run says what would happen and writes nothing', async () => {
    const before = await rows();
    const body = { application: application(), lateEntry: null };
    const dry = await handler({
      method: 'POST',
      url: '/api/v1/projects?dryRun=true',
      key: 'create-0008',
      body,
    });
    expect([dry.statusCode, dry.json()]).toEqual([200, objectWith({ state: 'draft', dryRun: true })]);
    expect(await rows()).toEqual(before);
  });
});

describe('a command', () => {
  test('is recorded once under its key; another body under the same key is refused', async () => {
    const { projectId } = (await create('command-0001')).json<CommandResult>();
    const dry = await handler({
      method: 'POST',
      url: `/api/v1/projects/${projectId}/commands/submit-project?dryRun=true`,
      key: 'command-0000',
      body: submit.body,
    });
    expect(dry.json()).toMatchObject({ state: 'catalogueChecked', revision: 2, dryRun: true });

    const first = await give(handler, projectId, { ...submit, key: 'command-0002' });
    expect([first.statusCode, first.json()]).toEqual([
      200,
      objectWith({ state: 'catalogueChecked', revision: 2 }),
    ]);
    const before = await rows();
    const again = await give(handler, projectId, { ...submit, key: 'command-0002' });
    expect([again.statusCode, again.json(), again.headers['idempotency-replayed']]).toEqual([
      200,
      first.json(),
      'true',
    ]);
    const asked = await handler({ url: `/api/v1/projects/${projectId}/commands/command-0002` });
    expect([asked.statusCode, asked.json()]).toEqual([200, first.json()]);
    const other = { ...submit, body: { ...submit.body, expectedRevision: 2 }, key: 'command-0002' };
    expect((await give(handler, projectId, other)).json()).toMatchObject({
      status: 422,
      code: 'IdempotencyKeyReused',
    });
    expect(await rows()).toEqual(before);

    // The key is this person's; to somebody else it says nothing, and theirs does not meet it.
    const head = await callerOf(app, 'shahe-station-head');
    expect((await head({ url: `/api/v1/projects/${projectId}/commands/command-0002` })).statusCode).toBe(404);
    const review = {
      path: 'review-demand',
      body: { expectedRevision: 2, data: { decision: 'approve', opinion: '同意' } },
    };
    expect((await give(head, projectId, { ...review, key: 'command-0002' })).statusCode).toBe(200);
  });

  test('on an old revision says where the project stands and what may be done', async () => {
    const { projectId } = (await create('command-0003')).json<CommandResult>();
    await give(handler, projectId, { ...submit, key: 'command-0004' });
    const stale = await give(handler, projectId, { ...submit, key: 'command-0005' });
    expect(stale.json()).toMatchObject({
      status: 409,
      code: 'StaleRevision',
      rule: 'FLOW-03',
      current: {
        revision: 2,
        state: 'catalogueChecked',
        allowedActions: ['WithdrawProject', 'ActOnApproval'],
      },
    });
  });

  test('on a project that has ended is refused, although no workflow answers any more', async () => {
    const { projectId } = (await create('command-0006')).json<CommandResult>();
    const withdraw = {
      path: 'withdraw-project',
      body: { expectedRevision: 1, data: { reason: '不再需要' } },
    };
    expect((await give(handler, projectId, { ...withdraw, key: 'command-0007' })).statusCode).toBe(200);
    await stack.client.workflow.getHandle(`project:${projectId}`).result();
    const late = await give(handler, projectId, { ...submit, key: 'command-0008' });
    expect(late.json()).toMatchObject({ status: 409, code: 'ProjectEnded' });
    const again = await give(handler, projectId, { ...withdraw, key: 'command-0007' });
    expect([again.statusCode, again.json<CommandResult>().state]).toEqual([200, 'withdrawn']);
  });

  test('nobody knows is 404', async () => {
    const before = await rows();
    expect((await give(handler, 'P-nowhere', { ...submit, key: 'command-0009' })).statusCode).toBe(404);
    const { projectId } = (await create('command-0010')).json<CommandResult>();
    expect((await handler({ url: `/api/v1/projects/${projectId}/commands/never-sent-1` })).statusCode).toBe(
      404,
    );
    const stranger = await callerOf(app, 'linjiang-handler');
    expect((await give(stranger, projectId, { ...submit, key: 'command-0011' })).statusCode).toBe(404);
    expect((await rows())[0]).toBe((before[0] ?? 0) + 1);
  });
});

describe('while no worker runs', () => {
  test('the answer is 202 with a place to ask; later it is there, once', async () => {
    const { projectId } = (await create('worker-0001')).json<CommandResult>();
    await stack.stopWorker();
    const waiting = await give(handler, projectId, { ...submit, key: 'worker-0002' });
    const statusUrl = `/api/v1/projects/${projectId}/commands/worker-0002`;
    expect([waiting.statusCode, waiting.headers['location'], waiting.json()]).toEqual([
      202,
      statusUrl,
      { status: 'pending', projectId, statusUrl },
    ]);
    expect((await handler({ url: statusUrl })).statusCode).toBe(202);
    expect((await handler({ url: `/api/v1/projects/${projectId}` })).statusCode).toBe(200);
    const created = await create('worker-0003');
    expect(created.statusCode).toBe(202);

    await stack.restartWorker();
    await expect
      .poll(async () => (await handler({ url: statusUrl })).statusCode, { timeout: 20_000 })
      .toBe(200);
    const repeated = await give(handler, projectId, { ...submit, key: 'worker-0002' });
    expect(repeated.json()).toEqual((await handler({ url: statusUrl })).json());
    await expect.poll(async () => (await create('worker-0003')).statusCode, { timeout: 20_000 }).toBe(201);
    const events = await stack.db
      .selectFrom('project_event')
      .select('type')
      .where('project_id', '=', projectId)
      .orderBy('seq')
      .execute();
    const types = ['ProjectCreated', 'ApprovalRecorded', 'ProjectSubmitted'];
    expect(events.map(({ type }) => type)).toEqual(types);
  });
});

describe('a fault of ours', () => {
  test('parks the case in sight of the operator, who lets it go on', async () => {
    const { projectId } = (await create('parked-0001')).json<CommandResult>();
    broken = 'SubmitProject';
    const failed = await give(handler, projectId, { ...submit, key: 'parked-0002' });
    broken = null;
    expect(failed.json()).toMatchObject({ status: 503, code: 'CaseParked' });
    const next = await give(handler, projectId, { ...submit, key: 'parked-0003' });
    expect([next.statusCode, next.json<Problem>().code, next.headers['retry-after']]).toEqual([
      503,
      'CaseParked',
      '60',
    ]);

    const auditor = await callerOf(app, 'mintuo-audit-auditor');
    const listed = await auditor({ url: '/api/v1/parked-cases' });
    expect(listed.json()).toMatchObject({
      items: [{ projectId, command: 'SubmitProject', message: 'made to fail' }],
    });
    const release = {
      method: 'POST',
      url: `/api/v1/parked-cases/${projectId}/release`,
      key: 'parked-0004',
    } as const;
    expect((await auditor(release)).statusCode).toBe(403);
    expect((await handler(release)).statusCode).toBe(403);
    const operator = await callerOf(app, 'mintuo-support-operator');
    expect((await operator(release)).json()).toEqual({ projectId, released: true });
    expect((await operator({ url: '/api/v1/parked-cases' })).json()).toMatchObject({ items: [] });
    expect((await operator(release)).statusCode).toBe(404);
    expect((await give(handler, projectId, { ...submit, key: 'parked-0005' })).statusCode).toBe(200);
  });
});
