import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { driveCase } from '../support/case-driver.ts';
import { driveProject } from '../support/driver.ts';
import { dyingWorker } from '../support/dying.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test.each([
  ['CreateProject', 0],
  ['DecideBudget', 6],
])(
  'a worker killed between the commit of %s and its completion: the command is there once and is answered',
  async (command, at) => {
    const { acts } = writeLife(
      { ...demoStory(), timing: { kind: 'live' }, until: 'budgetApproved' },
      stack.world,
    );
    const project = driveProject(stack, `P-killed-${command}`);
    await project.play(acts.slice(0, at));
    await stack.stopWorker();
    const dying = await dyingWorker(stack, command);

    const act = acts[at];
    if (act?.command.type !== command) throw new Error(`Act ${at} is ${act?.command.type}, not ${command}`);
    const answer = at === 0 ? project.create(act) : project.execute(project.requestOf(act), `act-${at}`);
    expect(await dying.gone).toBe('SIGKILL');
    await stack.restartWorker();
    expect(await answer).toMatchObject({ ok: true, process: { revision: at + 1 } });

    await project.play(acts, at + 1);
    const row = await stack.db
      .selectFrom('project')
      .selectAll()
      .where('id', '=', project.projectId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'budgetApproved', revision: acts.length });
    const postings = await stack.db
      .selectFrom('budget_posting')
      .select('id')
      .where('project_id', '=', project.projectId)
      .execute();
    expect(postings).toHaveLength(1);
    for await (const finding of checkProjects(stack.db)) expect(finding).toBeUndefined();
    expect(await checkTables(stack.db, new Date())).toEqual([]);
  },
);

test.each(['start', 'approve'])(
  'a worker killed between the commit of %s and its completion: the case has it once and it is answered',
  async (verb) => {
    const leave = driveCase(stack, `A-killed-${verb}`);
    if (verb === 'approve') await leave.start('shahe-handler', {});
    await stack.stopWorker();
    const dying = await dyingWorker(stack, verb);
    const answer =
      verb === 'start'
        ? leave.start('shahe-handler', {})
        : leave.approve('shahe-mayor', 'departmentLeader#1.1');
    expect(await dying.gone).toBe('SIGKILL');
    await stack.restartWorker();
    const seq = verb === 'start' ? 1 : 2;
    expect(await answer).toMatchObject({ ok: true, process: { seq } });
    const row = await stack.db
      .selectFrom('approval_case')
      .select(['seq', 'status'])
      .where('id', '=', leave.caseId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ seq, status: verb === 'start' ? 'running' : 'approved' });
    for await (const finding of checkCases(stack.db)) expect(finding).toBeUndefined();
  },
);
