import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { App } from '../../api/deps.ts';
import { PAPER, storePaper } from '../../bench/soak/papers.ts';
import { checkTables } from '../../db/doctor.ts';
import { yuan } from '../../domain/kernel/money.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { personOf } from '../support/budgets.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
  await storePaper(stack.db, Object.values(SIGNERS));
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const year = new Date().getFullYear();
const line = (fund: string) => `shahe-${year}-${fund}`;
const OPINION = { text: '同意', attachments: [PAPER], signature: '签名', seal: '公章' };
const SIGNERS = {
  finance: personOf('townshipFinance', 'shahe'),
  rules: 'shahe-mayor',
  leader: 'shahe-leader',
  mayor: 'shahe-mayor',
  congress: personOf('congressClerk', 'shahe'),
} as const;
type Node = keyof typeof SIGNERS;

const balance = async (fund: string) => {
  const row = await stack.db
    .selectFrom('budget_line')
    .select(['approved_fen', 'available_fen'])
    .where('id', '=', line(fund))
    .executeTakeFirstOrThrow();
  return [row.approved_fen, row.available_fen];
};

const ask = (form: object) =>
  approvals.start('shahe-handler', {
    flowId: 'budget-adjustment',
    title: '预算调剂',
    form: { kind: 'transfer', fromLineId: '', toLineId: '', reason: '据实调整', offset: '', ...form },
  });
const asked = async (form: object): Promise<string> => {
  const response = await ask(form);
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json<{ caseId: string }>().caseId;
};
const sign = (caseId: string, node: Node, by: string = SIGNERS[node]) =>
  approvals.give([by, caseId], 'approve', { taskId: `${node}#1.1`, opinion: OPINION, choices: {} });
const signAll = async (caseId: string, nodes: readonly Node[]) => {
  let last = '';
  for (const node of nodes) {
    const answer = await sign(caseId, node);
    if (answer.statusCode !== 200) throw new Error(`${node}: ${answer.body}`);
    last = answer.json<{ status: string }>().status;
  }
  return last;
};
const ledgerFaults = async () =>
  (await checkTables(stack.db, new Date())).filter((one) => one.check === 'ledger');

describe('a transfer between lines', () => {
  test('moves the money when the last word is spoken, once, and keeps the sum', async () => {
    const [own, general] = [await balance('own'), await balance('general')];
    const caseId = await asked({
      fromLineId: line('own'),
      toLineId: line('general'),
      amountFen: yuan(10_000),
    });
    await signAll(caseId, ['finance', 'leader']);
    expect(await balance('own')).toEqual(own);
    expect(await signAll(caseId, ['mayor'])).toBe('approved');
    expect(await balance('own')).toEqual(own.map((fen) => fen - yuan(10_000)));
    expect(await balance('general')).toEqual(general.map((fen) => fen + yuan(10_000)));
    const postings = await stack.db
      .selectFrom('budget_posting')
      .select(['from_bucket', 'to_bucket', 'amount_fen'])
      .where('source_ref', '=', `case:${caseId}`)
      .orderBy('id')
      .execute();
    expect(postings).toHaveLength(2);
    const events = await approvals.call('shahe-handler', { url: `/api/v1/budgets/shahe/${year}` });
    expect(events.json<{ events: unknown[] }>().events.at(-1)).toMatchObject({
      type: 'BudgetChanged',
      data: { caseId, kind: 'transfer', approvedBy: 'financeDepartment' },
    });
    expect(await ledgerFaults()).toEqual([]);
  });

  test('is refused when the money has gone meanwhile, and goes through once it is back', async () => {
    const [, available = 0] = await balance('own');
    const caseId = await asked({ fromLineId: line('own'), toLineId: line('general'), amountFen: available });
    await signAll(caseId, ['finance', 'leader']);
    const posting = (from: string, to: string) =>
      stack.db
        .insertInto('budget_posting')
        .values({ line_id: line('own'), from_bucket: from, to_bucket: to, amount_fen: 1 })
        .execute();
    await posting('available', 'reserved');
    const refused = await sign(caseId, 'mayor');
    expect([refused.statusCode, refused.json<Problem>().rule]).toEqual([422, 'BUD-02']);
    expect(await approvals.look('shahe-mayor', caseId)).toMatchObject({ status: 'running' });
    expect((await balance('own'))[1]).toBe(available - 1);
    await posting('reserved', 'available');
    expect(await signAll(caseId, ['mayor'])).toBe('approved');
    expect((await balance('own'))[1]).toBe(0);
    expect(await ledgerFaults()).toEqual([]);
  });

  test.each([
    [
      'more than there is',
      { fromLineId: line('governance'), toLineId: line('general'), amountFen: yuan(10 ** 9) },
      'BUD-02',
    ],
    ['a line nobody has', { fromLineId: 'nowhere', toLineId: line('general'), amountFen: 1 }, 'BG-02'],
    [
      'another unit’s line',
      { fromLineId: `baihe-${year}-own`, toLineId: line('general'), amountFen: 1 },
      'BG-02',
    ],
    ['from nowhere', { toLineId: line('general'), amountFen: 1 }, 'BG-02'],
  ])('%s is refused as it is handed in', async (...[_name, form, rule]) => {
    const answer = await ask(form);
    expect([answer.statusCode, answer.json<Problem>().rule]).toEqual([422, rule]);
  });

  test('of special money to another purpose is sent back by the rules (BUD-10)', async () => {
    const caseId = await asked({
      fromLineId: line('governance'),
      toLineId: line('general'),
      amountFen: yuan(1),
    });
    expect(await signAll(caseId, ['finance'])).toBe('returned');
  });
});

describe('an adjustment that adds spending', () => {
  const form = { kind: 'adjustment', toLineId: line('general'), amountFen: yuan(20_000) };

  test('names what is cut, and happens when the congress has spoken (BUD-04)', async () => {
    const [approved = 0] = await balance('general');
    const caseId = await asked({ ...form, offset: '压减一般公用经费 20000 元' });
    await signAll(caseId, ['finance', 'leader', 'mayor']);
    expect((await balance('general'))[0]).toBe(approved);
    expect(await signAll(caseId, ['congress'])).toBe('approved');
    expect((await balance('general'))[0]).toBe(approved + yuan(20_000));
  });

  test('without a cut asks for one level more (BUD-06)', async () => {
    const caseId = await asked(form);
    await signAll(caseId, ['finance']);
    expect(await signAll(caseId, ['rules', 'leader'])).toBe('running');
  });

  test('is refused when somebody else has signed in the place of the congress', async () => {
    const caseId = await asked({ ...form, offset: '压减' });
    await signAll(caseId, ['finance', 'leader']);
    await stack.db.deleteFrom('user_post').where('user_id', '=', SIGNERS.congress).execute();
    await signAll(caseId, ['mayor']);
    const [approved] = await balance('general');
    const answer = await sign(caseId, 'congress', 'shahe-mayor');
    expect([answer.statusCode, answer.json<Problem>().rule]).toEqual([422, 'BUD-04']);
    expect((await balance('general'))[0]).toBe(approved);
  });
});
