import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import { dateAt, instantOn, localDate, yearOf } from '../../domain/kernel/local-date.ts';
import { CLOSE_BUDGET_YEAR, type CloseYearInput, type YearEndResult } from '../../workflows/messages.ts';
import { driveProject, type ProjectDriver } from '../support/driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let nowMs = Date.now();
const year = yearOf(dateAt(nowMs));
const NEW_YEAR = Date.parse(instantOn(localDate(`${year + 1}-01-04`), 10));

let stack: TestStack;
let reserved: ProjectDriver;
let signed: ProjectDriver;
let asking: ProjectDriver;
beforeAll(async () => {
  stack = await startTestStack({ clock: () => nowMs });
  [reserved, signed, asking] = [
    driveProject(stack, 'P-reserved'),
    driveProject(stack, 'P-signed'),
    driveProject(stack, 'P-asking'),
  ];
});
afterAll(() => stack.stop());

const RECIPE = {
  ...demoStory(),
  amountYuan: 100_000,
  method: 'internalSelection' as const,
  timing: { kind: 'live' as const },
};
const rowOf = (id: string) =>
  stack.db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const linesOf = async (prefix: string) =>
  stack.db.selectFrom('budget_line').selectAll().where('id', 'like', `${prefix}%`).orderBy('id').execute();
const close = (fiscalYear: number, run: string): Promise<YearEndResult> => {
  const args: [CloseYearInput] = [{ fiscalYear }];
  return stack.client.workflow.execute<(input: CloseYearInput) => Promise<YearEndResult>>(CLOSE_BUDGET_YEAR, {
    workflowId: `close-${stack.taskQueue}-${run}`,
    taskQueue: stack.taskQueue,
    args,
  });
};
const faults = async () => {
  const found = (await checkTables(stack.db, new Date())).filter((one) => one.check !== 'deadline');
  for await (const one of checkProjects(stack.db)) found.push(one);
  return found;
};

describe('the end of a fiscal year', () => {
  test('waits for the year to be over', async () => {
    await expect(close(year, 'early')).rejects.toMatchObject({
      cause: { cause: { type: 'YearNotOver' } },
    });
  });

  test('a reservation lapses with its year and its project asks again; what is committed goes on', async () => {
    await Promise.all([
      reserved.play(writeLife({ ...RECIPE, until: 'requirementApproved' }, stack.world).acts),
      signed.play(writeLife({ ...RECIPE, until: 'delivering' }, stack.world).acts),
      asking.play(writeLife({ ...RECIPE, until: 'budgetReviewing' }, stack.world).acts),
    ]);
    const lineId = (await rowOf('P-signed')).file.budget?.lineId ?? '';
    const [before] = await linesOf(lineId);
    expect(before).toMatchObject({ reserved_fen: 10_000_000, committed_fen: expect.any(Number) as number });
    nowMs = NEW_YEAR;

    const result = await close(year, 'first');
    expect(result).toMatchObject({ fiscalYear: year, openLines: 0, projectsLeft: [] });
    const [old, next] = await linesOf(lineId);
    expect(old).toMatchObject({ available_fen: 0, reserved_fen: 0, committed_fen: 0, carried_to: next?.id });
    expect(old?.carried_over_fen).toBe(before?.committed_fen);
    expect((old?.lapsed_fen ?? 0) + (old?.carried_over_fen ?? 0) + (old?.paid_fen ?? 0)).toBe(
      old?.approved_fen,
    );
    expect(next).toMatchObject({
      fiscal_year: year + 1,
      first_year: year,
      approved_fen: before?.committed_fen,
      committed_fen: before?.committed_fen,
    });

    for (const id of ['P-reserved', 'P-asking']) {
      const row = await rowOf(id);
      expect(row).toMatchObject({ state: 'exAnteEvaluated', step: 'budgetRequest', fiscal_year: year + 1 });
      expect(row.file).toMatchObject({ budget: null, method: null, award: null });
      expect(row.process.approval).toBeNull();
    }
    expect(await rowOf('P-signed')).toMatchObject({ state: 'delivering', fiscal_year: year });
    expect(await faults()).toEqual([]);
  });

  test('a second close finds nothing left to do', async () => {
    const events = () => stack.db.selectFrom('budget_event').select('seq').execute();
    const postings = () => stack.db.selectFrom('budget_posting').select('id').execute();
    const before = [await events(), await postings()];
    expect(await close(year, 'second')).toMatchObject({ openLines: 0, projectsLeft: [] });
    expect([await events(), await postings()]).toEqual(before);
  });

  test('the project asks for the next year’s money; the old line gives nothing (BUD-01)', async () => {
    const ask = (budgetLineId: string, updateId: string) => {
      const { acts } = writeLife({ ...RECIPE, until: 'budgetReviewing' }, stack.world);
      const act = acts.find(({ command }) => command.type === 'RequestBudget');
      if (act?.command.type !== 'RequestBudget') throw new Error('the life asks for money');
      const request = { ...act.command.data.request, budgetLineId };
      const command = { ...act.command, data: { request } };
      return reserved.execute(
        { ...reserved.requestOf({ ...act, command }), expectedRevision: revision },
        updateId,
      );
    };
    const { revision } = await rowOf('P-reserved');
    const [old] = await linesOf(`shahe-${year}-own`);
    const refused = await ask(old?.id ?? '', 'old-year');
    expect(refused).toMatchObject({ ok: false, refusal: { rule: 'BUD-01' } });
    await stack.db
      .insertInto('budget_line')
      .values({
        ...{
          id: `new-${year + 1}`,
          org_id: old?.org_id ?? '',
          fiscal_year: year + 1,
          name: '新年度',
          source: 'own',
        },
        ...{
          approved_on: `${year + 1}-01-01`,
          approval_ref: '批',
          in_service_table: true,
          permitted_sectors: [],
        },
      })
      .execute();
    await stack.db
      .insertInto('budget_posting')
      .values({
        ...{
          line_id: `new-${year + 1}`,
          project_id: null,
          seq: null,
          from_bucket: 'appropriation',
          to_bucket: 'available',
        },
        amount_fen: 20_000_000,
      })
      .execute();
    expect(await ask(`new-${year + 1}`, 'new-year')).toMatchObject({
      ok: true,
      process: { state: 'budgetReviewing' },
    });
  });

  test('a contract of the old year is paid from the line that took it over', async () => {
    const { acts } = writeLife({ ...RECIPE, until: 'evaluating' }, stack.world);
    const from = acts.findIndex(({ command }) => command.type === 'SignContract') + 1;
    const until = acts.findIndex(({ command }) => command.type === 'ConfirmPayment') + 1;
    await signed.play(acts.slice(0, until), from);
    const lineId = (await rowOf('P-signed')).file.budget?.lineId ?? '';
    const [, next] = await linesOf(lineId);
    expect(next?.paid_fen).toBeGreaterThan(0);
    expect(next?.paid_fen).toBe((await rowOf('P-signed')).file.budget?.paidFen);
    expect(await faults()).toEqual([]);
  });
});
