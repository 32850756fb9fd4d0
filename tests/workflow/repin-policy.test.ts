import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects } from '../../db/doctor.ts';
import { driveProject } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let inUse = '';
const asked: (string | null)[] = [];

// A later version that says the same: what counts here is which version a project is checked under.
beforeAll(async () => {
  stack = await startTestStack({
    budgetFactor: 100,
    policy: (real) => ({
      ...real,
      knows: () => true,
      check: (question) => {
        asked.push(question.packVersion);
        return real.check({ ...question, packVersion: null });
      },
      get currentVersion() {
        return inUse || real.currentVersion;
      },
    }),
  });
});
afterAll(() => stack.stop());

const fileOf = async (id: string) =>
  (await stack.db.selectFrom('project').select('file').where('id', '=', id).executeTakeFirstOrThrow()).file;

test('a project keeps its policy version until the supervisor moves it by a recorded event', async () => {
  const { acts } = writeLife({ ...demoStory(), until: 'catalogueChecked' }, stack.world);
  const project = driveProject(stack, 'P-repin');
  await project.play(acts.slice(0, 1));
  const pinned = (await fileOf('P-repin')).policyVersion;
  inUse = '2099.1';
  asked.length = 0;
  await project.play(acts.slice(0, 2), 1);
  expect(asked).toEqual([pinned]);

  const last = acts[1];
  const repin = (as: string, policyVersion: string) =>
    project.requestOf({
      as,
      command: { type: 'RepinPolicy', data: { policyVersion, reason: '新规已公布，按新规办理' } },
      occurredOn: last?.occurredOn ?? null,
    });
  const [supervisor, handler] = ['yunba-finance-county-procurement', acts[0]?.as ?? ''];
  await expect(project.execute(repin(handler, inUse), 'by-handler')).rejects.toThrow();
  const old = await project.execute(repin(supervisor, '2098.1'), 'to-old');
  expect(old).toMatchObject({ ok: false, refusal: { facts: { policyVersion: '2098.1', inUse } } });
  expect((await fileOf('P-repin')).policyVersion).toBe(pinned);

  expect(await project.execute(repin(supervisor, inUse), 'to-new')).toMatchObject({ ok: true });
  expect((await fileOf('P-repin')).policyVersion).toBe(inUse);
  const event = await stack.db
    .selectFrom('project_event')
    .selectAll()
    .where('project_id', '=', 'P-repin')
    .where('type', '=', 'PolicyRepinned')
    .executeTakeFirstOrThrow();
  expect(event.data).toMatchObject({ from: pinned, policyVersion: inUse });

  asked.length = 0;
  const again = await project.execute(repin(supervisor, inUse), 'again');
  expect(again).toMatchObject({ ok: false, refusal: { code: 'Incoherent' } });
  expect(asked).toEqual([inUse]);
  for await (const finding of checkProjects(stack.db)) expect(finding).toBeUndefined();
});
