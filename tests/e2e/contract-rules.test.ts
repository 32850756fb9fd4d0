import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { Command } from '../../domain/project/commands.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import { ContractDesk, expectRefusal, type Played, TODAY } from '../support/contract-desk.ts';

let desk: ContractDesk;
beforeAll(async () => {
  desk = await ContractDesk.open();
}, 120_000);
afterAll(() => desk.close());

describe('under a running contract', () => {
  let project: Played;
  beforeAll(async () => {
    project = await desk.played('plant-protection-shahe', {
      until: 'delivering',
      timing: { kind: 'lastAct', workingDaysAgo: 2 },
    });
  }, 120_000);

  const plan = () => project.file.contract?.draft.milestones ?? [];
  const valueFen = () => project.file.contract?.draft.valueFen ?? 0;
  /** An addition of so many fen, put on the last milestone. */
  const adding = (addedFen: number): Command => ({
    type: 'AmendContract',
    data: {
      amendment: {
        ...cleanPerformance.AmendContract.amendment,
        addedFen,
        milestones: plan().map((one, index) =>
          index === plan().length - 1 ? { ...one, amountFen: one.amountFen + addedFen } : one,
        ),
      },
    },
  }); // the amendment is built from the project's own plan
  const tenth = () => Math.floor(valueFen() / 10);
  const bond = (amountFen: number): Command => ({
    type: 'RecordBond',
    data: { bond: { ...cleanPerformance.RecordBond.bond, amountFen: fen(amountFen) } },
  });

  test('a job from the air without a word is refused', async () => {
    const { job } = cleanPerformance.AnnounceAerialJob;
    const silent = { ...job, from: TODAY, to: TODAY, announcementRef: null };
    const command = { type: 'AnnounceAerialJob', data: { job: silent } } as const;
    expectRefusal(await desk.give(project, 'provider', command), 'SEC-A4', '第三十七条');
  });

  test('a bond is received once, and kept back by no fen nor paid to anybody else', async () => {
    expect(await desk.give(project, 'townshipFinance', bond(tenth()))).toMatchObject({ status: 200 });
    expect(await desk.give(project, 'townshipFinance', bond(tenth()))).toMatchObject({ rules: ['FLOW-08'] });
    const back = (refundFen: number, payeeProviderId: string): Command => ({
      type: 'ReturnBond',
      data: { bondReturn: { refundFen, deductions: [], payeeProviderId, voucherNo: '回执1号' } },
    }); // an amount of the project itself
    const own = project.file.award?.providerId ?? '';
    expectRefusal(await desk.give(project, 'townshipFinance', back(tenth() - 1, own)), 'PAY-05', '第六条');
    expectRefusal(await desk.give(project, 'townshipFinance', back(tenth(), 'huimin')), 'PAY-05', '第六条');
    expect(await desk.give(project, 'townshipFinance', back(tenth(), own))).toMatchObject({ status: 200 });
  });

  test('an amendment within a tenth goes to legal counsel', async () => {
    expect(await desk.give(project, 'handler', adding(tenth()))).toMatchObject({ status: 200 });
  });
});

describe('in single sectors', () => {
  const { review } = cleanPerformance.ReviewProgress;
  const CASES: readonly { key: string; command: Command; rule: string; article: string }[] = [
    {
      key: 'mediators-longdong',
      command: {
        type: 'AppointMediator',
        data: { mediator: { name: '某人', bornOn: localDate('2010-01-01'), appointmentRef: '聘书' } },
      },
      rule: 'SEC-J2-ADULT',
      article: '第十四条',
    },
    {
      key: 'part-paid-elder-longdong',
      command: {
        type: 'ReviewProgress',
        data: { review: { ...review, safetyIncidents: 1 }, justifications: {} },
      },
      rule: 'SEC-C2',
      article: '行业绩效指标模板',
    },
    {
      key: 'after-school-yunba-education',
      command: {
        type: 'VerifyProviderStaff',
        data: { staffCheck: { staff: 10, checked: 9, servesMinors: true, evidenceRef: '结果' } },
      },
      rule: 'SEC-E2',
      article: '第六十二条',
    },
  ];
  test.each(CASES)(
    '$key: $rule',
    async ({ key, command, rule, article }) => {
      const timing = { kind: 'lastAct', workingDaysAgo: 2 } as const;
      const project = await desk.played(key, { until: 'delivering', timing });
      expectRefusal(await desk.give(project, 'handler', command), rule, article);
    },
    60_000,
  );
});
