import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { recordCase } from '../../db/approval/record-case.ts';
import { recordTimeOuts } from '../../db/approval/record-time-outs.ts';
import { checkProjects } from '../../db/doctor.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { measureLateness } from '../../db/queries/lateness.ts';
import { recordDeadlines } from '../../db/transition/record-deadlines.ts';
import type { CaseClock } from '../../domain/approval/case-requests.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { driveProject } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const DAY = 86_400_000;
const BEGAN = Date.now() - 20 * DAY;
let stack: TestStack;
let app: App;
let approvals: Approvals;

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

/** A case that began three weeks ago and whose clocks nobody has recorded: it has no workflow. */
async function oldCase(caseId: string): Promise<readonly CaseClock[]> {
  const data = {
    flowId: 'leave',
    flowVersion: 1,
    title: '请假',
    form: { days: 1 },
    choices: {},
    callbackUrl: null,
  };
  const outcome = await recordCase(stack.db, stack.policy, {
    caseId,
    request: { command: { verb: 'start', by: 'shahe-handler', data }, expectedSeq: null },
    requestHash: caseId,
    key: `${caseId}:start`,
    nowMs: BEGAN,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.process.deadlines;
}

interface Lateness {
  readonly kinds: readonly { readonly kind: string; readonly recorded: number; readonly maxMs: number }[];
  readonly missed: readonly object[];
}
const lateness = async (query = '') =>
  (
    await approvals.call('mintuo-support-operator', { url: `/api/v1/operations/lateness${query}` })
  ).json<Lateness>();

describe('the lateness of clocks', () => {
  test('of a case: missed while nobody has recorded it, then late by the difference', async () => {
    const [clock] = await oldCase('A-late');
    if (!clock) throw new Error('A case has a clock');
    expect(await lateness()).toMatchObject({
      kinds: [],
      missed: [{ kind: 'approval', subjectId: 'A-late', scheduledAt: clock.at, parked: false }],
    });
    const late = [60_000, 3_600_000];
    await recordTimeOuts(stack.db, stack.policy, {
      caseId: 'A-late',
      fired: [clock],
      nowMs: Date.parse(clock.at) + (late[0] ?? 0),
    });
    const [second] = await oldCase('A-later');
    if (!second) throw new Error('A case has a clock');
    await recordTimeOuts(stack.db, stack.policy, {
      caseId: 'A-later',
      fired: [second],
      nowMs: Date.parse(second.at) + (late[1] ?? 0),
    });
    expect(await lateness()).toMatchObject({
      kinds: [
        {
          kind: 'approval',
          type: 'ClockSpoke',
          recorded: 2,
          p50Ms: 1_830_000,
          p95Ms: 3_423_000,
          maxMs: 3_600_000,
        },
      ],
      missed: [],
    });
    // What was recorded before the asked stretch does not count.
    expect((await lateness('?days=1')).kinds).toEqual([]);
    for await (const finding of checkCases(stack.db)) expect(finding).toBeUndefined();
  });

  test('of a project: the moment it was set for stands in the audit chain', async () => {
    const life = writeLife({ ...demoStory(), timing: { kind: 'live' }, until: 'draft' }, stack.world);
    await driveProject(stack, 'P-late').play(life.acts);
    const { process } = await stack.db
      .selectFrom('project')
      .select('process')
      .where('id', '=', 'P-late')
      .executeTakeFirstOrThrow();
    const [first, second] = process.deadlines;
    if (!first || !second) throw new Error('A project has a reminder and escalations');
    const nowMs = Date.parse(first.at) + 5_000;
    await recordDeadlines(stack.db, { projectId: 'P-late', fired: [first], nowMs });
    // A server whose clock is behind: recorded at the moment itself, and punctual.
    await recordDeadlines(stack.db, {
      projectId: 'P-late',
      fired: [second],
      nowMs: Date.parse(second.at) - 2_000,
    });
    const until = new Date(Date.parse(second.at) + DAY).toISOString();
    const found = await measureLateness(stack.db, { from: first.at, until });
    expect(found).toMatchObject([
      { kind: 'project', type: 'StepEscalated', recorded: 1, max_ms: 0 },
      { kind: 'project', type: 'StepReminded', recorded: 1, p50_ms: 5_000, max_ms: 5_000 },
    ]);
    for await (const finding of checkProjects(stack.db)) expect(finding).toBeUndefined();
  });

  test('is for operators and auditors, over a sensible stretch', async () => {
    const url = '/api/v1/operations/lateness';
    expect((await approvals.call('shahe-handler', { url })).statusCode).toBe(403);
    expect((await approvals.call('mintuo-audit-auditor', { url })).statusCode).toBe(200);
    for (const days of ['0', '367', 'x']) {
      const bad = await approvals.call('mintuo-audit-auditor', { url: `${url}?days=${days}` });
      expect([days, bad.statusCode, bad.json()]).toMatchObject([
        days,
        400,
        { errors: [{ pointer: '/days' }] },
      ]);
    }
  });
});
