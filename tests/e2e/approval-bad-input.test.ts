import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  PERSONS_VERBS,
  startBody,
  VERB_SCHEMAS,
  verbBody,
  verbPath,
} from '../../api/contract/approval-case.ts';
import { draftBody } from '../../api/contract/approval-flow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { App } from '../../api/deps.ts';
import { demoFlows } from '../../cli/demo-data/flows.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf, draftOf } from '../support/approvals.ts';
import type { TestRequest } from '../support/http.ts';
import { jsonSchemaOf, mutantsOf, sampleOf } from '../support/mutants.ts';
import { problemIn } from '../support/problem.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let approvals: Approvals;
let caseId: string;
let before: readonly number[];

/** The rows that only an accepted request adds to. */
async function rows(): Promise<readonly number[]> {
  const tables = [
    'approval_case',
    'approval_event',
    'approval_receipt',
    'approval_task',
    'approval_participant',
    'flow_version',
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
  stack = await startTestStack();
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
  ({ caseId } = await approvals.started('shahe-handler'));
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

const problemOf = async (userId: string, request: TestRequest): Promise<Problem> =>
  problemIn(await approvals.call(userId, request));

const routes = (): readonly (readonly [string, string, z.ZodType])[] => [
  ['start', '/api/v1/approvals', startBody],
  ...PERSONS_VERBS.map(
    (verb) =>
      [
        verb,
        `/api/v1/approvals/:caseId/commands/${verbPath(verb)}`,
        verbBody<z.ZodType>(VERB_SCHEMAS[verb]),
      ] as const,
  ),
];

describe.each(routes())('%s', (_verb, url, schema) => {
  const json = jsonSchemaOf(schema);
  const sample = sampleOf(json);
  const post = (body: unknown, key = approvalKey()): TestRequest => ({
    method: 'POST',
    url: url.replace(':caseId', caseId),
    body,
    key,
  });

  test('takes the sample that the mutants are made from', () => {
    expect(schema.safeParse(sample).error?.issues).toBeUndefined();
  });

  test('says for each wrong place what is wrong there', async () => {
    let count = 0;
    for (const { what, pointer, body } of mutantsOf(json, sample)) {
      const problem = await problemOf('shahe-handler', post(body));
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
    expect(count).toBeGreaterThan(8);
  });

  test('asks for a key, and for somebody who may see the case', async () => {
    expect(await problemOf('shahe-handler', post(sample, 'short'))).toMatchObject({
      errors: [{ pointer: '/idempotency-key' }],
    });
    const stranger = await problemOf('p-lvdun-provider', post(sample));
    expect(stranger.status).toBe(404);
  });
});

describe('a case that does not exist', () => {
  test.each(['', '/timeline', '/upgrade-preview?toVersion=1', '/commands/approval-key-1'])(
    'is not found at %s',
    async (rest) => {
      expect(await problemOf('shahe-handler', { url: `/api/v1/approvals/A0${rest}` })).toMatchObject({
        status: 404,
        code: 'NotFound',
      });
    },
  );
});

describe('a flow draft', () => {
  const [leave] = demoFlows;
  if (!leave) throw new Error('The demo has no flows');
  const document = draftOf(leave.flow);
  const good = { orgId: 'shahe', document, formSchema: leave.form };
  const put = (userId: string, body: unknown) =>
    problemOf(userId, { method: 'PUT', url: '/api/v1/approvals/flows/mine/draft', body });

  test('is taken as it is made', () => {
    expect(draftBody.safeParse(good).error?.issues).toBeUndefined();
  });

  const field = (schema: object) => ({
    ...good,
    formSchema: { ...leave.form, properties: { days: schema } },
  });
  const text = { type: 'string', title: '事由', maxLength: 10 };
  const node = (change: object) => ({
    ...good,
    document: {
      ...document,
      nodes: { ...document.nodes, departmentLeader: { ...document.nodes['departmentLeader'], ...change } },
    },
  });
  test.each([
    ['a remote reference', field({ $ref: 'https://evil.example/schema' }), '/formSchema/properties/days'],
    ['a pattern', field({ ...text, pattern: '(a+)+$' }), '/formSchema/properties/days/pattern'],
    ['no limit', field({ type: 'string', title: '事由' }), '/formSchema/properties/days/maxLength'],
    ['an unknown type', field({ ...text, type: 'object' }), '/formSchema/properties/days/type'],
    ['open fields', { ...good, formSchema: { ...leave.form, additionalProperties: true } }, '/formSchema'],
    ['an unknown kind of node', node({ kind: 'script' }), '/document/nodes/departmentLeader/kind'],
    ['an unknown field of a node', node({ script: 'x' }), '/document/nodes/departmentLeader/script'],
    ['an unknown verb', node({ verbs: ['burn'] }), '/document/nodes/departmentLeader/verbs/0'],
    ['an unknown person', { ...good, document: { ...document, owner: 'nobody' } }, '/document'],
    [
      'a node called initiator',
      { ...good, document: { ...document, nodes: { initiator: document.nodes['copy'] } } },
      '/document/nodes',
    ],
  ])('with %s is refused at its place', async (_what, body, pointer) => {
    const problem = await put('shahe-station-head', body);
    expect([problem.status, problem.code]).toEqual([400, 'InvalidInput']);
    expect(problem.errors?.[0]?.pointer.startsWith(pointer)).toBe(true);
  });

  test('is written by administrators of its organisation only', async () => {
    for (const userId of ['shahe-handler', 'zhuyuan-station-head', 'p-lvdun-provider']) {
      expect(await put(userId, good)).toMatchObject({ status: 403, code: 'NotEntitled' });
    }
  });
});
