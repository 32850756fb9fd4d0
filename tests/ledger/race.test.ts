import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkTables } from '../../db/doctor.ts';
import { yuan } from '../../domain/kernel/money.ts';
import { driveProject } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** A project one approval away from its reservation, asking for 100,000 yuan. */
async function oneStepBeforeMoney(id: string) {
  const recipe = {
    ...demoStory(),
    amountYuan: 100_000,
    method: 'internalSelection' as const,
    timing: { kind: 'live' as const },
  };
  const { acts } = writeLife({ ...recipe, until: 'budgetApproved' }, stack.world);
  const project = driveProject(stack, id);
  await project.play(acts.slice(0, -1));
  const last = acts.at(-1);
  if (last?.command.type !== 'DecideBudget') throw new Error('the last act reserves the money');
  return { project, approve: () => project.execute(project.requestOf(last), 'approve') };
}

const lineOf = (id: string) =>
  stack.db.selectFrom('budget_line').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('two projects racing for the last 100,000 yuan', () => {
  test('exactly one gets it, the other is refused with the rule and writes nothing', async () => {
    const [one, two] = await Promise.all([oneStepBeforeMoney('P-race-1'), oneStepBeforeMoney('P-race-2')]);
    const lineId = (
      await stack.db
        .selectFrom('project')
        .select('file')
        .where('id', '=', 'P-race-1')
        .executeTakeFirstOrThrow()
    ).file.budget?.lineId;
    if (!lineId) throw new Error('the project asked for no line');
    // Other projects have taken all but the last 100,000 yuan.
    const before = await lineOf(lineId);
    await stack.db
      .insertInto('budget_posting')
      .values({
        line_id: lineId,
        from_bucket: 'available',
        to_bucket: 'reserved',
        amount_fen: before.available_fen - yuan(100_000),
        note: 'taken by others',
      })
      .execute();

    const outcomes = await Promise.all([one.approve(), two.approve()]);
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ refusal: { rule: 'BUD-02' } });

    const after = await lineOf(lineId);
    expect(after).toMatchObject({ available_fen: 0, approved_fen: before.approved_fen });
    const postings = await stack.db
      .selectFrom('budget_posting')
      .select('id')
      .where('project_id', 'like', 'P-race-%')
      .execute();
    expect(postings).toHaveLength(1);
    expect((await checkTables(stack.db, new Date())).filter((one) => one.check === 'ledger')).toEqual([]);
  });
});

describe('the database itself', () => {
  test('refuses an overdraft and any change of what was posted', async () => {
    const line = await stack.db
      .selectFrom('budget_line')
      .select(['id', 'available_fen'])
      .executeTakeFirstOrThrow();
    const overdraft = stack.db
      .insertInto('budget_posting')
      .values({
        line_id: line.id,
        from_bucket: 'available',
        to_bucket: 'reserved',
        amount_fen: line.available_fen + 1,
      })
      .execute();
    await expect(overdraft).rejects.toMatchObject({ constraint: 'budget_line_not_overdrawn' });
    await expect(stack.db.deleteFrom('budget_posting').execute()).rejects.toThrow(/append-only/);
    await expect(stack.db.updateTable('budget_posting').set({ note: 'changed' }).execute()).rejects.toThrow(
      /append-only/,
    );
  });
});
