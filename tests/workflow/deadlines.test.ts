import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { driveProject, type ProjectDriver } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { skipTime } from '../support/time.ts';

const HOUR = 3_600_000;
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const eventsOf = async (project: ProjectDriver) => {
  const rows = await stack.db
    .selectFrom('project_event')
    .select(['type', 'data', 'by'])
    .where('project_id', '=', project.projectId)
    .where('type', 'in', ['StepReminded', 'StepEscalated'])
    .orderBy('seq')
    .execute();
  return rows.map(({ type, data, by }) => ({ type, ...data, by: by.userId }));
};

const processOf = async (project: ProjectDriver) =>
  (
    await stack.db
      .selectFrom('project')
      .select('process')
      .where('id', '=', project.projectId)
      .executeTakeFirstOrThrow()
  ).process;

const untilNextDeadline = async (project: ProjectDriver) => {
  const next = (await processOf(project)).deadlines[0];
  if (!next) throw new Error('no deadline left');
  return Date.parse(next.at) - Date.now() + HOUR;
};

/** A live project that waits for the station head. */
async function waitingProject(id: string): Promise<ProjectDriver> {
  const life = writeLife(
    { ...demoStory(), timing: { kind: 'live' }, until: 'catalogueChecked' },
    stack.world,
  );
  const project = driveProject(stack, id);
  await project.play(life.acts);
  return project;
}

test('a step reminds once, then escalates to handler, leader and reform office, and the revision stays', async () => {
  const project = await waitingProject('P-overdue');
  await skipTime(stack, project.workflowId, await untilNextDeadline(project));
  await vi.waitFor(async () => expect(await eventsOf(project)).toHaveLength(1), 20_000);
  expect(await eventsOf(project)).toMatchObject([
    { type: 'StepReminded', step: 'demandReview', role: 'stationHead', by: 'system' },
  ]);

  await skipTime(stack, project.workflowId, 60 * 24 * HOUR);
  await vi.waitFor(async () => expect(await eventsOf(project)).toHaveLength(4), 20_000);
  expect((await eventsOf(project)).slice(1)).toMatchObject([
    { type: 'StepEscalated', level: 1, role: 'handler' },
    { type: 'StepEscalated', level: 2, role: 'leader' },
    { type: 'StepEscalated', level: 3, role: 'reformOffice' },
  ]);
  expect(await processOf(project)).toMatchObject({ revision: project.revision(), deadlines: [] });
});

test('a step that ends in time is not reminded', async () => {
  const project = await waitingProject('P-in-time');
  const life = writeLife({ ...demoStory(), timing: { kind: 'live' }, until: 'demandReviewed' }, stack.world);
  await project.play(life.acts, life.acts.length - 1);
  await skipTime(stack, project.workflowId, await untilNextDeadline(project));
  await vi.waitFor(async () => expect(await eventsOf(project)).toHaveLength(1), 20_000);
  // The reminder is of the step that is open now, not of the one that was done.
  expect(await eventsOf(project)).toMatchObject([
    { type: 'StepReminded', step: 'targetSetting', role: 'handler' },
  ]);
});
