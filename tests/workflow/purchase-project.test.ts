import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { LIFE, type LifeReport, RELEASE } from '../../workflows/messages.ts';
import { driveProject } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let broken: (command: string) => void = () => {};
let checks: string[] = [];
let releaseFails = false;

beforeAll(async () => {
  stack = await startTestStack({
    budgetFactor: 100,
    wrap: (hands) => ({
      ...hands,
      releaseCase: async (input) => {
        if (releaseFails) throw ApplicationFailure.nonRetryable('made to fail');
        return hands.releaseCase(input);
      },
    }),
    policy: (real) => ({
      ...real,
      check: async (question) => {
        checks.push(question.checkpoint);
        broken(question.checkpoint);
        return real.check(question);
      },
    }),
  });
});
afterAll(() => stack.stop());

const lifeOf = (recipe: Partial<ProjectRecipe> = {}) => writeLife({ ...demoStory(), ...recipe }, stack.world);

describe('a whole life', () => {
  test('goes from draft to archive through five runs, and everything recorded agrees', async () => {
    const life = lifeOf();
    const project = driveProject(stack, 'P-whole-life');
    await project.play(life.acts);

    const row = await stack.db
      .selectFrom('project')
      .selectAll()
      .where('id', '=', project.projectId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'archived', step: null, due_on: null, revision: life.acts.length });
    expect(await stack.client.workflow.getHandle(project.workflowId).result()).toBe('archived');

    const line = row.file.budget;
    expect(line).toMatchObject({ reservedFen: 0, committedFen: 0 });
    for await (const finding of checkProjects(stack.db)) expect(finding).toBeUndefined();
    expect((await checkTables(stack.db, new Date())).filter((one) => one.check !== 'deadline')).toEqual([]);
  });
});

describe('the same key', () => {
  test('is recorded once, in the same run and after continue-as-new', async () => {
    const { acts } = lifeOf({ until: 'demandReviewed' });
    const project = driveProject(stack, 'P-same-key');
    const [first, ...rest] = acts;
    if (!first) throw new Error('no acts');
    const request = project.requestOf(first);
    const answers = [await project.create(first), await project.create(first)];
    expect(answers[0]).toEqual(answers[1]);
    await project.play([first, ...rest], 1);
    // The stage has changed, so this is another run of the workflow, which never saw the update itself.
    expect(await project.execute(request, 'create')).toEqual(answers[0]);

    const { count } = await stack.db
      .selectFrom('project_event')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('project_id', '=', project.projectId)
      .where('type', '=', 'ProjectCreated')
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });
});

describe('two commands on one revision', () => {
  test('one is recorded, the other is told that somebody was first', async () => {
    const { acts } = lifeOf({ until: 'catalogueChecked' });
    const project = driveProject(stack, 'P-two-at-once');
    await project.play(acts.slice(0, 1));
    const edit = {
      ...project.requestOf({ as: acts[0]?.as ?? '', command: acts[0]?.command ?? never(), occurredOn: null }),
      occurredOn: acts[0]?.occurredOn ?? null,
      command: { type: 'EditDraft', data: { application: lifeOf().application } } as const,
    };
    const outcomes = await Promise.allSettled([
      project.execute(edit, 'edit-a'),
      project.execute(edit, 'edit-b'),
    ]);
    const recorded = outcomes.filter((one) => one.status === 'fulfilled' && one.value.ok);
    expect(recorded).toHaveLength(1);
    const refused = outcomes.find((one) => !(one.status === 'fulfilled' && one.value.ok));
    expect(
      JSON.stringify(
        refused?.status === 'fulfilled'
          ? refused.value
          : String((refused?.reason as Error | undefined)?.cause),
      ),
    ).toMatch(/StaleRevision|Somebody else has acted/);
  });
});

describe('a refused creation', () => {
  test('leaves no row and ends its workflow', async () => {
    const { acts } = lifeOf({ until: 'draft' });
    const [first] = acts;
    if (first?.command.type !== 'CreateProject') throw new Error('a life begins with its creation');
    const project = driveProject(stack, 'P-declined');
    const backDated = {
      ...first,
      occurredOn: '2020-01-02',
      command: { ...first.command, data: { ...first.command.data, lateEntry: null } },
    };
    const outcome = await project.create(backDated);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'BackDated' } });
    expect(await stack.client.workflow.getHandle(project.workflowId).result()).toBe('declined');
    const rows = await stack.db
      .selectFrom('project')
      .select('id')
      .where('id', '=', project.projectId)
      .execute();
    expect(rows).toEqual([]);
  });
});

describe('a bug in a command', () => {
  test('parks the case visibly, refuses what comes next, and loses nothing when it is released', async () => {
    const { acts } = lifeOf({ until: 'catalogueChecked' });
    const project = driveProject(stack, 'P-parked');
    const [first, submit] = acts;
    if (!first || !submit) throw new Error('no acts');
    await project.create(first);
    checks = [];
    broken = (command) => {
      if (command === 'SubmitProject') throw new TypeError('made to fail');
    };
    await expect(project.execute(project.requestOf(submit), 'k1')).rejects.toThrow(/Update failed/);
    // A bug is not tried again.
    expect(checks).toEqual(['SubmitProject']);
    broken = () => {};

    await expect(project.execute(project.requestOf(submit), 'k2')).rejects.toMatchObject({
      cause: { type: 'Refused', details: [{ code: 'CaseParked' }] },
    });
    const handle = stack.client.workflow.getHandle(project.workflowId);
    expect(await handle.query<LifeReport<ProjectProcess>>(LIFE)).toMatchObject({ parked: true });

    releaseFails = true;
    await expect(handle.executeUpdate(RELEASE, { args: ['operator'] })).rejects.toThrow(/Update failed/);
    releaseFails = false;
    // The failed release has not wedged the workflow: it still answers, still parked.
    expect(await handle.query<LifeReport<ProjectProcess>>(LIFE)).toMatchObject({ parked: true });

    await handle.executeUpdate(RELEASE, { args: ['operator'] });
    const outcome = await project.execute(project.requestOf(submit), 'k3');
    expect(outcome).toMatchObject({ ok: true, process: { state: 'catalogueChecked' } });
  });
});

function never(): never {
  throw new Error('missing');
}
