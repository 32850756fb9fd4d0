import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { App } from '../../api/deps.ts';
import { checkTables } from '../../db/doctor.ts';
import { checkBudgets } from '../../db/doctor-budget.ts';
import { startTestApp } from '../support/app.ts';
import { budgetsOf, draftLine, personOf } from '../support/budgets.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let budgets: ReturnType<typeof budgetsOf>;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  budgets = budgetsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const ORG = 'shahe';
const YEAR = 2027;
const handler = personOf('handler', ORG);
const finance = personOf('townshipFinance', ORG);
const clerk = personOf('congressClerk', ORG);

const step = (userId: string, verb: string, given: { expectedRevision: number; [field: string]: unknown }) =>
  budgets.step([userId, ORG, YEAR], verb, given);

const lineRow = () =>
  stack.db.selectFrom('budget_line').selectAll().where('id', '=', 'shahe-2027-2130108').executeTakeFirst();

describe('the budget of a township goes up twice and down twice', () => {
  test('and its lines open with the congress, once', async () => {
    const lines = [draftLine(), draftLine({ code: '2080299', name: '敬老服务', amountFen: 30_000_000 })];
    const wrong = await step(finance, 'suggest', { expectedRevision: 0, lines });
    expect([wrong.statusCode, wrong.json<Problem>().rule]).toEqual([403, 'BG-04']);
    const first = await step(handler, 'suggest', { expectedRevision: 0, lines, key: 'suggest-once' });
    expect([first.statusCode, first.json()]).toEqual([
      200,
      { orgId: ORG, fiscalYear: YEAR, status: 'suggested', revision: 1, dueOn: null },
    ]);
    const again = await step(handler, 'suggest', { expectedRevision: 0, lines, key: 'suggest-once' });
    expect([again.statusCode, again.headers['idempotency-replayed'], again.json()]).toEqual([
      200,
      'true',
      first.json(),
    ]);
    expect(
      (await step(finance, 'set-control', { expectedRevision: 1, controlFen: 80_000_000 })).json(),
    ).toMatchObject({
      status: 'controlled',
      revision: 2,
    });
    const over = await step(handler, 'draft', {
      expectedRevision: 2,
      lines: [draftLine({ amountFen: 80_000_001 })],
    });
    expect([over.statusCode, over.json<Problem>().rule]).toEqual([422, 'BG-03']);
    const table = await step(handler, 'draft', {
      expectedRevision: 2,
      lines: [draftLine({ inServiceTable: false })],
    });
    expect([table.statusCode, table.json<Problem>().rule]).toEqual([422, 'BUD-07']);
    expect((await step(handler, 'draft', { expectedRevision: 2, lines })).statusCode).toBe(200);
    const stale = await step(finance, 'submit', { expectedRevision: 2 });
    expect([stale.statusCode, stale.json<Problem>().rule]).toEqual([409, 'BG-05']);
    expect((await step(finance, 'submit', { expectedRevision: 3 })).json()).toMatchObject({
      status: 'submitted',
    });
    expect(await lineRow()).toBeUndefined();

    const county = await step(clerk, 'approve', {
      expectedRevision: 4,
      body: 'countyCongress',
      approvalRef: '沙河人大〔2026〕7号',
    });
    expect([county.statusCode, county.json<Problem>().rule]).toEqual([422, 'BUD-04']);
    const approved = await step(clerk, 'approve', {
      expectedRevision: 4,
      body: 'townshipCongress',
      approvalRef: '沙河人大〔2026〕7号',
    });
    expect(approved.json()).toMatchObject({
      status: 'approved',
      revision: 5,
      dueOn: expect.any(String) as string,
    });
    expect(await lineRow()).toMatchObject({
      approval_ref: '沙河人大〔2026〕7号',
      approved_fen: 50_000_000,
      available_fen: 50_000_000,
      may_carry_over: true,
    });

    expect((await step(finance, 'reply', { expectedRevision: 5 })).json()).toMatchObject({
      status: 'replied',
    });
    // What is done is seen at once, also while a transaction that began before it is still open somewhere on the server.
    const open = await stack.db.startTransaction().execute();
    await sql`select pg_current_xact_id()`.execute(open);
    expect((await step(handler, 'publish', { expectedRevision: 6 })).json()).toMatchObject({
      status: 'published',
      dueOn: null,
    });
    const late = await step(handler, 'suggest', { expectedRevision: 7, lines });
    expect([late.statusCode, late.json<Problem>().rule]).toEqual([409, 'BG-01']);

    const detail = await budgets.look(handler, ORG, YEAR);
    await open.rollback().execute();
    expect(detail).toMatchObject({ totalFen: 80_000_000, approvalRef: '沙河人大〔2026〕7号', clocks: [] });
    expect(detail.events.map(({ data }) => data.command?.verb)).toEqual([
      ...['Suggest', 'SetControl', 'Draft', 'Submit', 'Approve', 'Reply', 'Publish'],
    ]);
    expect((await checkTables(stack.db, new Date())).filter((one) => one.check === 'ledger')).toEqual([]);
    for await (const finding of checkBudgets(stack.db)) expect(finding).toBeUndefined();
  });

  test('whoever wrote it does not review it; nobody dates a step ahead; a day of law that passes is recorded', async () => {
    await stack.db
      .insertInto('user_post')
      .values({ user_id: handler, role: 'townshipFinance', org_id: ORG })
      .execute();
    const at = (
      verb: string,
      userId: string,
      given: { expectedRevision: number; [field: string]: unknown },
    ) => budgets.step([userId, ORG, 2028], verb, given);
    const ahead = await at('suggest', handler, {
      expectedRevision: 0,
      occurredOn: '2099-01-01',
      lines: [draftLine()],
    });
    expect([ahead.statusCode, ahead.json<Problem>().rule]).toEqual([422, 'BG-06']);
    expect((await at('suggest', handler, { expectedRevision: 0, lines: [draftLine()] })).statusCode).toBe(
      200,
    );
    const own = await at('set-control', handler, { expectedRevision: 1, controlFen: 1 });
    expect([own.statusCode, own.json<Problem>().rule]).toEqual([422, 'CTL-01']);

    await at('set-control', finance, { expectedRevision: 1, controlFen: 50_000_000 });
    await at('draft', handler, { expectedRevision: 2, lines: [draftLine()] });
    await at('submit', finance, { expectedRevision: 3 });
    // Approved long ago: the twenty days for the reply are over, and the clock says so at once.
    await at('approve', clerk, {
      expectedRevision: 4,
      occurredOn: '2026-01-30',
      body: 'townshipCongress',
      approvalRef: '沙河人大〔2026〕8号',
    });
    await expect
      .poll(async () => (await budgets.look(handler, ORG, 2028)).events.at(-1), { timeout: 8_000 })
      .toMatchObject({
        type: 'BudgetDeadlinePassed',
        by: 'system',
        data: { what: 'reply', dueOn: '2026-02-24' },
      });
  });

  test('the feed hands out what happened, in order, to those who may see it', async () => {
    const page = async (userId: string, after?: string) =>
      (
        await budgets.approvals.call(userId, {
          url: `/api/v1/budgets/changes?limit=3${after ? `&after=${after}` : ''}`,
        })
      ).json<{ items: { seq: number }[]; next: string }>();
    const first = await page(handler);
    expect(first.items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await page(handler, first.next)).items[0]).toMatchObject({
      seq: 4,
      orgId: ORG,
      fiscalYear: YEAR,
    });
    const stranger = personOf('handler', 'baihe');
    expect((await page(stranger)).items).toEqual([]);
    expect(
      (await budgets.approvals.call(stranger, { url: `/api/v1/budgets/${ORG}/${YEAR}` })).statusCode,
    ).toBe(404);
  });
});
