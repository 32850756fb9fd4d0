import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  COMMAND_SCHEMAS,
  commandBody,
  commandPath,
  createBody,
  PROJECT_COMMANDS,
} from '../../api/contract/commands.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import type { Application } from '../../domain/catalog/types.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf, type TestRequest } from '../support/http.ts';
import { someObject, someText } from '../support/matchers.ts';
import { jsonSchemaOf, mutantsOf, sampleOf } from '../support/mutants.ts';
import { problemIn } from '../support/problem.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let handler: Caller;
let application: Application;
let projectId: string;
let keys = 0;
let before: readonly number[];

const newKey = (): string => `bad-input-${(keys += 1)}`;

/** The rows that only an accepted command adds to. */
async function rows(): Promise<readonly number[]> {
  const tables = [
    'project',
    'project_event',
    'command_receipt',
    'task',
    'budget_posting',
    'parked_case',
  ] as const;
  const counts = tables.map((table) =>
    stack.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return (await Promise.all(counts)).map(({ n }) => n);
}

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  handler = await callerOf(app, 'shahe-handler');
  ({ application } = writeLife({ ...demoStory(), timing: { kind: 'live' }, until: 'draft' }, stack.world));
  const body = { application, lateEntry: null };
  const created = await handler({ method: 'POST', url: '/api/v1/projects', key: newKey(), body });
  ({ projectId } = created.json<CommandResult>());
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

beforeEach(async () => {
  before = await rows();
});
afterEach(async () => {
  expect(await rows()).toEqual(before);
});

const problemOf = async (call: Caller, request: TestRequest): Promise<Problem> =>
  problemIn(await call(request));

/** Every route that takes a body, with its schema. */
const routes = (): readonly (readonly [string, string, z.ZodType])[] => [
  ['CreateProject', '/api/v1/projects', createBody],
  ...PROJECT_COMMANDS.map(
    (type) =>
      [
        type,
        `/api/v1/projects/:projectId/commands/${commandPath(type)}`,
        commandBody<z.ZodType>(COMMAND_SCHEMAS[type]),
      ] as const,
  ),
];
const post = (url: string, more: Pick<TestRequest, 'body' | 'headers'> & { key?: string }): TestRequest => ({
  method: 'POST',
  url: url.replace(':projectId', projectId),
  ...more,
});

describe.each(routes())('%s', (_type, url, schema) => {
  const json = jsonSchemaOf(schema);
  const sample = sampleOf(json);

  test('takes the sample that the mutants are made from', () => {
    expect(schema.safeParse(sample).error?.issues).toBeUndefined();
  });

  test('says for each wrong place what is wrong there', async () => {
    let count = 0;
    for (const { what, pointer, body } of mutantsOf(json, sample)) {
      const problem = await problemOf(handler, post(url, { body, key: newKey() }));
      expect([what, pointer, problem.code, problem.status]).toEqual([what, pointer, 'InvalidInput', 400]);
      const places = problem.errors?.map((error) => error.pointer) ?? [];
      expect([what, pointer, places.some((place) => place.startsWith(pointer))]).toEqual([
        what,
        pointer,
        true,
      ]);
      expect(problem.errors?.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true);
      count += 1;
    }
    expect(count).toBeGreaterThan(15);
  });

  test('asks for a key of its own', async () => {
    for (const key of [undefined, '', 'short', 'with space', 'x'.repeat(129), 'schlüssel']) {
      const headers = key === undefined ? {} : { 'idempotency-key': Buffer.from(key).toString('latin1') };
      const problem = await problemOf(handler, post(url, { body: sample, headers }));
      expect([key, problem.code, problem.errors?.[0]?.pointer]).toEqual([
        key,
        'InvalidInput',
        '/idempotency-key',
      ]);
    }
  });
});

describe.each(PROJECT_COMMANDS)('%s', (type) => {
  const url = `/api/v1/projects/:projectId/commands/${commandPath(type)}`;
  // Widened on purpose: the table has one schema for each command.
  const data = sampleOf(jsonSchemaOf(COMMAND_SCHEMAS[type] as z.ZodType));
  const give = (call: Caller, expectedRevision: number) =>
    problemOf(call, post(url, { body: { expectedRevision, data }, key: newKey() }));

  test('is not given by somebody without the post', async () => {
    const clerk = await callerOf(app, 'shahe-congress-clerk');
    const problem = await give(clerk, 1);
    expect([403, 409]).toContain(problem.status);
    expect(['NotEntitled', 'NotNow']).toContain(problem.code);
    expect(problem).toMatchObject({
      rule: someText,
      remedy: someText,
      citation: someObject,
    });
  });

  test('is not given by somebody who may not see the project', async () => {
    const stranger = await callerOf(app, 'p-lvdun-provider');
    expect(await give(stranger, 1)).toMatchObject({ status: 404, code: 'NotFound' });
  });

  test('is not given on another revision than the one that stands', async () => {
    for (const revision of [0, 2, 999]) {
      const problem = await give(handler, revision);
      expect(problem).toMatchObject({
        status: 409,
        code: 'StaleRevision',
        current: { revision: 1, state: 'draft' },
      });
    }
  });
});

describe('dates and ids that only the whole can judge', () => {
  const submit = { expectedRevision: 1, data: { statement: '请审核', justifications: {} } };
  const submitUrl = '/api/v1/projects/:projectId/commands/submit-project';

  test.each([
    ['2099-01-01', 'InTheFuture'],
    ['2020-01-02', 'BackDated'],
  ])('a command that happened on %s is refused: %s', async (occurredOn, code) => {
    const problem = await problemOf(
      handler,
      post(submitUrl, { body: { ...submit, occurredOn }, key: newKey() }),
    );
    expect(problem).toMatchObject({ status: 422, code, facts: { occurredOn } });
  });

  test.each([
    [{ buyerOrgId: 'nowhere' }, '/application/buyerOrgId'],
    [{ beneficiaryOrgIds: ['shahe', 'nowhere'] }, '/application/beneficiaryOrgIds/1'],
  ])('an application that names %o is refused', async (change, pointer) => {
    const body = { application: { ...application, ...change }, lateEntry: null };
    const created = await problemOf(handler, post('/api/v1/projects', { body, key: newKey() }));
    expect(created).toMatchObject({ status: 400, errors: [{ pointer, code: 'NotFound' }] });
    const edit = { expectedRevision: 1, data: { application: body.application } };
    const url = '/api/v1/projects/:projectId/commands/edit-draft';
    const edited = await problemOf(handler, post(url, { body: edit, key: newKey() }));
    expect(edited).toMatchObject({ status: 400, errors: [{ pointer: `/data${pointer}`, code: 'NotFound' }] });
  });

  test('English readers are told in English', async () => {
    const headers = { 'accept-language': 'en' };
    const problem = await problemOf(
      handler,
      post(submitUrl, { body: { ...submit, expectedRevision: -1 }, key: newKey(), headers }),
    );
    expect(problem).toMatchObject({
      title: 'Invalid input',
      errors: [
        {
          in: 'body',
          pointer: '/expectedRevision',
          code: 'TooSmall',
          message: 'expectedRevision must be at least 0',
        },
      ],
    });
  });
});
