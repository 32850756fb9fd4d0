import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import type { Command } from '../../domain/project/commands.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import { ContractDesk, expectRefusal, recipeOf, TODAY } from '../support/contract-desk.ts';

let desk: ContractDesk;
beforeAll(async () => {
  desk = await ContractDesk.open();
}, 120_000);
afterAll(() => desk.close());

describe('in time', () => {
  test('acceptance after the agreed days is remarked on (DEL-05)', async () => {
    const project = await desk.played('culture-linjiang', {
      until: 'accepting',
      timing: { kind: 'lastAct', workingDaysAgo: 40 },
    });
    const items = (project.file.requirement?.acceptanceItems ?? []).map((item) => ({
      ...{ item, met: true, remark: '' },
    }));
    const amountFen = project.file.contract?.draft.milestones[0]?.amountFen ?? 0;
    const acceptance = {
      ...{ members: ['technician', 'beneficiary'], items, beneficiaryOpinion: '满意' },
      ...{ result: 'accepted', acceptedFen: amountFen, opinion: '合格' },
    };
    // Built from the project's own items and amount.
    const command = { type: 'RecordAcceptance', data: { acceptance } } as unknown as Command;
    expect(await desk.give(project, 'acceptanceMember', command)).toMatchObject({
      status: 200,
      notes: ['DEL-05'],
    });
  }, 60_000);

  test('a payment asked for late needs its reason (PAY-03), and holds nothing back (PAY-04)', async () => {
    const project = await desk.played('waste-lishu', {
      until: 'settling',
      timing: { kind: 'lastAct', workingDaysAgo: 40 },
    });
    const acceptedFen = project.file.milestones[0]?.acceptedFen ?? 0;
    const request = (change: object): Command =>
      ({
        type: 'RequestPayment',
        data: {
          payment: {
            amountFen: acceptedFen,
            invoiceNo: '发票1',
            payeeProviderId: project.file.award?.providerId,
            deductionFen: 0,
            deductionReason: null,
            ...change,
          },
        },
      }) as unknown as Command; // an amount of the project itself
    expectRefusal(await desk.give(project, 'handler', request({})), 'PAY-03', '第九条');
    const justifications = { 'PAY-03': '资金调度延后，立即支付。' };
    const held = {
      amountFen: acceptedFen - 100_001,
      disputedFen: 100_000,
      disputeReason: '数量',
      justifications,
    };
    expectRefusal(await desk.give(project, 'handler', request(held)), 'PAY-04', '第十五条');
    const auditor = await desk.as('mintuo-audit-auditor');
    const schedule = await auditor({ url: `/api/v1/projects/${project.projectId}/schedule` });
    const { clocks } = schedule.json<{ clocks: { what: string; isLate: boolean; citation: object }[] }>();
    expect(clocks.map(({ what, isLate }) => [what, isLate])).toEqual([
      ['signature', false],
      ['contract', false],
      ['contractFiling', false],
      ['acceptance', false],
      ['payment', true],
    ]);
    const claim = { type: 'RequestReceivable', data: { receivable: { amountFen: 100, reference: '应收' } } };
    expect(await desk.give(project, 'provider', claim as unknown as Command)).toMatchObject({ status: 200 });
    const confirm = { type: 'ConfirmReceivable', data: { receivableNo: 1, opinion: '属实' } } as const;
    expect(await desk.give(project, 'townshipFinance', confirm)).toMatchObject({ status: 200, notes: [] });
    const partly = { ...held, amountFen: acceptedFen - 100_000 };
    const answer = await desk.give(project, 'handler', request(partly));
    expect(answer).toMatchObject({ status: 200, notes: ['PAY-03'] });
  }, 60_000);

  test('progress far behind plan is for the leader to answer (DEL-02-LATE)', async () => {
    const project = await desk.played('part-paid-elder-longdong', {
      until: 'delivering',
      timing: { kind: 'season', monthDay: '01-05', atLeastDaysAgo: 300 },
      justifications: { 'MTH-04': '服务对象不同，不能合并。' },
    });
    const review: Command = { type: 'ReviewProgress', data: cleanPerformance.ReviewProgress };
    expectRefusal(await desk.give(project, 'handler', review), 'DEL-02-LATE', '第二十五条');
  }, 60_000);
});

describe('who may be chosen', () => {
  test('a suspended (SUP-16) and a banned provider (SUP-04) are refused at the choice', async () => {
    const timing = { kind: 'lastAct', workingDaysAgo: 12 } as const;
    const change = { until: 'internalSelection', busy: true, timing } as const;
    const project = await desk.played('culture-linjiang', change);
    const recipe = recipeOf('culture-linjiang');
    const told = writeLife({ ...recipe, ...change, until: 'awarded', detours: [] }, desk.stack.world);
    const selection = told.acts
      .map(({ command }) => (command.type === 'ActOnProcedure' ? command.data.act : null))
      .find((act) => act?.verb === 'SelectProvider');
    if (selection?.verb !== 'SelectProvider') throw new Error('The story selects a provider');
    const act = { ...selection, selection: freshly(selection.selection) };
    const finance = await desk.as('yunba-finance-county-procurement');
    const url = `/api/v1/providers/${act.selection.winners[0]}`;
    const stand = async (command: object) => {
      const { revision } = (await finance({ url })).json<{ revision: number }>();
      const body = { expectedRevision: revision, command };
      const answer = await finance({ method: 'POST', url: `${url}/commands`, key: desk.key(), body });
      expect(answer.statusCode).toBe(200);
    };
    // Selected on the day of the other acts, so that the credit check is fresh.
    const select = { type: 'ActOnProcedure', data: { act } } as const;
    await stand({ verb: 'Suspend', reason: '评价为差', until: '2099-01-05' });
    expectRefusal(await desk.give(project, 'handler', select), 'SUP-16', '承接主体名录管理');
    await stand({ verb: 'Ban', reason: '行政处罚决定', until: twoYearsOn() });
    expectRefusal(await desk.give(project, 'handler', select), 'SUP-04', '第七十七条');
  }, 60_000);
});

/** The same choice with its credit checked today. */
const freshly = <T extends { readonly check: object }>(selection: T): T => ({
  ...selection,
  check: { ...selection.check, creditCheckedOn: TODAY },
});

const twoYearsOn = (): string => `${new Date().getFullYear() + 2}-01-05`;
