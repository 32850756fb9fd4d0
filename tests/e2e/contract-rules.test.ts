import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandPath } from '../../api/contract/commands.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import type { Role } from '../../domain/approval/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const TODAY = localDate('2026-11-20');
let stack: TestStack;
let app: App;

beforeAll(async () => {
  stack = await startTestStack({ today: TODAY });
  app = await startTestApp(stack);
}, 120_000);
afterAll(async () => {
  await app.close();
  await stack.stop();
});

interface Played {
  readonly projectId: string;
  readonly file: ProjectFile;
  readonly buyer: string;
  readonly provider: string;
}

let address = '';
let plays = 0;

/** Plays a demo project through the public API as far as a test needs it. */
async function played(key: string, change: Partial<ProjectRecipe>): Promise<Played> {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  const { step: _step, visit: _visit, milestone: _milestone, busy: _busy, end: _end, ...rest } = recipe;
  address ||= await app.listen({ host: '127.0.0.1', port: 0 });
  plays += 1;
  const bare = { ...rest, detours: [], blemishes: [], ...change, key: `${key}-${plays}` };
  const { projectId } = await playLife(writeLife(bare, stack.world), {
    client: apiClient(address),
    keyPrefix: 'contract-rules',
  });
  const auditor = await callerOf(app, 'mintuo-audit-auditor');
  const detail = (await auditor({ url: `/api/v1/projects/${projectId}` })).json<{
    file: ProjectFile;
    process: { parties: { buyer: string; provider: string } };
  }>();
  return { projectId, file: detail.file, ...detail.process.parties };
}

interface Answer {
  readonly status: number;
  readonly rules: readonly string[];
  readonly article: string | undefined;
  readonly remedy: string | undefined;
  readonly notes: readonly string[];
}

let keys = 0;

/** Gives one command of today as the holder of a post. */
async function give(project: Played, role: Role, command: Command): Promise<Answer> {
  const orgId = role === 'provider' ? project.provider : project.buyer;
  const person = holderOf(role, orgId);
  if (!person) throw new Error(`Nobody is ${role} of ${orgId}`);
  const caller: Caller = await callerOf(app, person.id);
  const url = `/api/v1/projects/${project.projectId}`;
  const { revision } = (await caller({ url })).json<{ revision: number }>();
  keys += 1;
  const answer = await caller({
    method: 'POST',
    url: `${url}/commands/${commandPath(command.type)}`,
    key: `contract-rules-${keys}`,
    body: { expectedRevision: revision, occurredOn: TODAY, data: command.data },
  });
  const body = answer.json<{
    rule?: string;
    others?: { rule: string }[];
    citation?: { article: string };
    remedy?: string;
    notes?: { rule: string }[];
  }>();
  return {
    status: answer.statusCode,
    rules: [...(body.rule ? [body.rule] : []), ...(body.others ?? []).map(({ rule }) => rule)],
    article: body.citation?.article,
    remedy: body.remedy,
    notes: (body.notes ?? []).map(({ rule }) => rule),
  };
}

const expectRefusal = (answer: Answer, rule: string, article: string): void => {
  expect(answer).toMatchObject({ status: 422 });
  expect(answer.rules).toContain(rule);
  expect(answer.article).toContain(article);
  expect(answer.remedy).toBeTruthy();
};

describe('under a running contract', () => {
  let project: Played;
  beforeAll(async () => {
    project = await played('plant-protection-shahe', {
      until: 'delivering',
      timing: { kind: 'lastAct', workingDaysAgo: 2 },
    });
  }, 120_000);

  const plan = () => project.file.contract?.draft.milestones ?? [];
  const valueFen = () => project.file.contract?.draft.valueFen ?? 0;
  /** An addition of so many fen, put on the last milestone. */
  const adding = (addedFen: number, change: object = {}): Command =>
    ({
      type: 'AmendContract',
      data: {
        amendment: {
          ...cleanPerformance.AmendContract.amendment,
          addedFen,
          milestones: plan().map((one, index) =>
            index === plan().length - 1 ? { ...one, amountFen: one.amountFen + addedFen } : one,
          ),
          ...change,
        },
      },
    }) as Command; // the amendment is built from the project's own plan
  const tenth = () => Math.floor(valueFen() / 10);
  const { subcontract } = cleanPerformance.RecordSubcontract;
  const { job } = cleanPerformance.AnnounceAerialJob;
  const bond = (amountFen: number): Command =>
    ({
      type: 'RecordBond',
      data: { bond: { ...cleanPerformance.RecordBond.bond, amountFen } },
    }) as Command;

  const CASES: readonly (readonly [string, Role, () => Command, string, string])[] = [
    ['an addition of a tenth and a fen', 'handler', () => adding(tenth() + 1), 'CON-07', '第四十九条'],
    [
      'an addition that changes other terms',
      'handler',
      () => adding(100, { changesOtherTerms: true }),
      'CON-07',
      '第四十九条',
    ],
    [
      'a term of more than a year',
      'handler',
      () => adding(0, { kind: 'term', endsOn: localDate('2028-06-01') }),
      'CON-03',
      '第二十四条',
    ],
    ['a change by one side', 'handler', () => adding(100, { ground: 'unilateral' }), 'CON-10', '第五十条'],
    [
      'a suspension by one side',
      'leader',
      () => ({
        type: 'SuspendDelivery',
        data: { cause: '单方停止', ground: 'unilateral', resumeBy: localDate('2026-12-01') },
      }),
      'CON-10',
      '第五十条',
    ],
    [
      'an end by one side',
      'mayor',
      () => ({
        type: 'TerminateContract',
        data: { cause: '不再需要', ground: 'unilateral', settlementRef: '无' },
      }),
      'CON-10',
      '第五十条',
    ],
    [
      'a subcontract without consent',
      'handler',
      () => ({ type: 'RecordSubcontract', data: { subcontract: { ...subcontract, consentRef: null } } }),
      'CON-09',
      '第四十八条',
    ],
    [
      'the whole contract passed on',
      'handler',
      () =>
        ({
          type: 'RecordSubcontract',
          data: { subcontract: { ...subcontract, amountFen: valueFen() } },
        }) as Command, // an amount of the project itself
      'CON-08',
      '第二十六条',
    ],
    ['a bond of a tenth and a fen', 'townshipFinance', () => bond(tenth() + 1), 'CON-06', '第四十八条'],
    [
      'a job from the air without a word',
      'provider',
      () => ({
        type: 'AnnounceAerialJob',
        data: { job: { ...job, from: TODAY, to: TODAY, announcementRef: null } },
      }),
      'SEC-A4',
      '第三十七条',
    ],
  ];
  test.each(CASES)('%s is refused', async (_, role, command, rule, article) => {
    expectRefusal(await give(project, role, command()), rule, article);
  });

  test('a bond is received once, and kept back by no fen nor paid to anybody else', async () => {
    expect(await give(project, 'townshipFinance', bond(tenth()))).toMatchObject({ status: 200 });
    expect(await give(project, 'townshipFinance', bond(tenth()))).toMatchObject({ rules: ['FLOW-08'] });
    const back = (refundFen: number, payeeProviderId: string): Command =>
      ({
        type: 'ReturnBond',
        data: { bondReturn: { refundFen, deductions: [], payeeProviderId, voucherNo: '回执1号' } },
      }) as Command; // an amount of the project itself
    const own = project.file.award?.providerId ?? '';
    expectRefusal(await give(project, 'townshipFinance', back(tenth() - 1, own)), 'PAY-05', '第六条');
    expectRefusal(await give(project, 'townshipFinance', back(tenth(), 'huimin')), 'PAY-05', '第六条');
    expect(await give(project, 'townshipFinance', back(tenth(), own))).toMatchObject({ status: 200 });
  });

  test('an amendment within a tenth goes to legal counsel', async () => {
    expect(await give(project, 'handler', adding(tenth()))).toMatchObject({ status: 200 });
  });
});

describe('in single sectors', () => {
  const { review } = cleanPerformance.ReviewProgress;
  const CASES: readonly (readonly [string, Role, Command, string, string])[] = [
    [
      'mediators-longdong',
      'handler',
      {
        type: 'AppointMediator',
        data: { mediator: { name: '某人', bornOn: localDate('2010-01-01'), appointmentRef: '聘书' } },
      },
      'SEC-J2-ADULT',
      '第十四条',
    ],
    [
      'part-paid-elder-longdong',
      'handler',
      {
        type: 'ReviewProgress',
        data: { review: { ...review, safetyIncidents: 1 }, justifications: {} },
      },
      'SEC-C2',
      '行业绩效指标模板',
    ],
    [
      'after-school-yunba-education',
      'handler',
      {
        type: 'VerifyProviderStaff',
        data: { staffCheck: { staff: 10, checked: 9, servesMinors: true, evidenceRef: '结果' } },
      },
      'SEC-E2',
      '第六十二条',
    ],
  ];
  test.each(CASES)(
    '%s',
    async (key, role, command, rule, article) => {
      const project = await played(key, {
        until: 'delivering',
        timing: { kind: 'lastAct', workingDaysAgo: 2 },
      });
      expectRefusal(await give(project, role, command), rule, article);
    },
    60_000,
  );
});

describe('in time', () => {
  test('acceptance after the agreed days is remarked on (DEL-05)', async () => {
    const project = await played('culture-linjiang', {
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
    expect(await give(project, 'acceptanceMember', command)).toMatchObject({
      status: 200,
      notes: ['DEL-05'],
    });
  }, 60_000);

  test('a payment asked for late needs its reason (PAY-03), and holds nothing back (PAY-04)', async () => {
    const project = await played('waste-lishu', {
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
    expectRefusal(await give(project, 'handler', request({})), 'PAY-03', '第九条');
    const justifications = { 'PAY-03': '资金调度延后，立即支付。' };
    const held = {
      amountFen: acceptedFen - 100_001,
      disputedFen: 100_000,
      disputeReason: '数量',
      justifications,
    };
    expectRefusal(await give(project, 'handler', request(held)), 'PAY-04', '第十五条');
    const auditor = await callerOf(app, 'mintuo-audit-auditor');
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
    expect(await give(project, 'provider', claim as unknown as Command)).toMatchObject({ status: 200 });
    const confirm = { type: 'ConfirmReceivable', data: { receivableNo: 1, opinion: '属实' } } as const;
    expect(await give(project, 'townshipFinance', confirm)).toMatchObject({ status: 200, notes: [] });
    const partly = { ...held, amountFen: acceptedFen - 100_000 };
    const answer = await give(project, 'handler', request(partly));
    expect(answer).toMatchObject({ status: 200, notes: ['PAY-03'] });
  }, 60_000);

  test('progress far behind plan is for the leader to answer (DEL-02-LATE)', async () => {
    const project = await played('part-paid-elder-longdong', {
      until: 'delivering',
      timing: { kind: 'season', monthDay: '01-05', atLeastDaysAgo: 300 },
      justifications: { 'MTH-04': '服务对象不同，不能合并。' },
    });
    const review: Command = { type: 'ReviewProgress', data: cleanPerformance.ReviewProgress };
    expectRefusal(await give(project, 'handler', review), 'DEL-02-LATE', '第二十五条');
  }, 60_000);
});

describe('who may be chosen', () => {
  test('a suspended (SUP-16) and a banned provider (SUP-04) are refused at the choice', async () => {
    const change = { until: 'internalSelection', timing: { kind: 'lastAct', workingDaysAgo: 2 } } as const;
    const project = await played('culture-linjiang', change);
    const recipe = demoProjects.find(({ key }) => key === 'culture-linjiang');
    if (!recipe) throw new Error('The demo has lost a project');
    const told = writeLife({ ...recipe, ...change, until: 'awarded', detours: [] }, stack.world);
    const choice = told.acts.find(({ command }) => command.type === 'SelectProvider')?.command;
    if (choice?.type !== 'SelectProvider') throw new Error('The story selects a provider');
    const desk = await callerOf(app, 'yunba-finance-county-procurement');
    const url = `/api/v1/providers/${choice.data.selection.providerId}`;
    const stand = async (command: object) => {
      const { revision } = (await desk({ url })).json<{ revision: number }>();
      keys += 1;
      const body = { expectedRevision: revision, command };
      const key = `contract-rules-${keys}`;
      expect((await desk({ method: 'POST', url: `${url}/commands`, key, body })).statusCode).toBe(200);
    };
    // Selected on the day of the other acts, so that the credit check is fresh.
    const select = { type: 'SelectProvider', data: { selection: freshly(choice.data.selection) } } as const;
    await stand({ verb: 'Suspend', reason: '评价为差', until: '2099-01-05' });
    expectRefusal(await give(project, 'handler', select), 'SUP-16', '承接主体名录管理');
    await stand({ verb: 'Ban', reason: '行政处罚决定', until: twoYearsOn() });
    expectRefusal(await give(project, 'handler', select), 'SUP-04', '第七十七条');
  }, 60_000);
});

/** The same choice with its credit checked today. */
const freshly = <T extends { readonly check: object }>(selection: T): T => ({
  ...selection,
  check: { ...selection.check, creditCheckedOn: TODAY },
});

const twoYearsOn = (): string => `${new Date().getFullYear() + 2}-01-05`;
