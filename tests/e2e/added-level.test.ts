import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { text } from '../../domain/kernel/text.ts';
import type { Finding, TracedVerdict } from '../../domain/policy/types.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf } from '../support/approvals.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

/** What a rule of the region says that asks for the mayor besides; the shipped packs hold none that names a level. */
const ASKS_MAYOR: Finding = {
  ...{ rule: 'BUD-13', severity: 'require-approval', waivable: true, result: 'fired', adds: 'mayor' },
  citation: { document: '测试', article: '一', confidence: 'D' },
  message: text('须由主要负责人另行审批。', 'The head of the unit has to approve besides.'),
  remedy: text('请说明情况。', 'Give the reasons.'),
  ...{ facts: {}, missing: [] },
};
const asking = (verdict: TracedVerdict): TracedVerdict =>
  ['RequestBudget', 'PublishCatalog'].includes(verdict.checkpoint)
    ? { ...verdict, outcome: 'require-approval', findings: [...verdict.findings, ASKS_MAYOR] }
    : verdict;

let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack({
    budgetFactor: 100,
    policy: (real) => ({ ...real, check: async (question) => asking(await real.check(question)) }),
  });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

test('a verdict that asks for a higher level adds it to the approval of a project, once the reasons are given', async () => {
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  const recipe = { ...demoStory(), amountYuan: 30_000, timing: { kind: 'live' } } as const;
  const { acts, ...life } = writeLife({ ...recipe, until: 'budgetReviewing' }, stack.world);
  const last = acts.at(-1);
  if (last?.command.type !== 'RequestBudget') throw new Error('The story ends with the request');
  const { as, command } = last;
  const begun = await playLife({ ...life, acts: acts.slice(0, -1) }, { client, keyPrefix: 'level' });
  const request = (data: object) =>
    approvals.call(as, {
      method: 'POST',
      url: `/api/v1/projects/${begun.projectId}/commands/request-budget`,
      key: approvalKey(),
      body: { expectedRevision: begun.revision, data },
    });
  expect((await request(command.data)).json()).toMatchObject({
    code: 'JustificationRequired',
    rule: 'BUD-13',
  });
  const reasons = { ...command.data.request.justifications, 'BUD-13': '上年结转项目，须延续' };
  const reasoned = { request: { ...command.data.request, justifications: reasons } };
  expect((await request(reasoned)).statusCode).toBe(200);

  const url = `/api/v1/projects/${begun.projectId}`;
  const steps: unknown[] = [];
  for (const userId of ['shahe-township-finance', 'shahe-leader', 'shahe-mayor']) {
    const { revision, step } = (await approvals.call(userId, { url })).json<{
      revision: number;
      step: string;
    }>();
    steps.push(step);
    const word = { decision: 'approve', opinion: '同意', minutesRef: '2026-11 会议纪要' };
    const body = { expectedRevision: revision, data: word };
    const key = approvalKey();
    await approvals.call(userId, { method: 'POST', url: `${url}/commands/decide-budget`, key, body });
  }
  expect(steps).toEqual(['budgetCheck', 'leaderBudgetApproval', 'mayorBudgetApproval']);
});

test('and to a case, at its checkpoint: the level signs in the initiator’s own organisation', async () => {
  const org = 'yunba-agriculture';
  const url = '/api/v1/catalogue-items?regionCode=519901&limit=1';
  const { items } = (await approvals.call(`${org}-handler`, { url })).json<{ items: { code: string }[] }>();
  const { caseId } = await approvals.started(`${org}-handler`, {
    ...{ flowId: 'catalogue-change', title: '目录改名' },
    form: {
      ...{ itemCode: items[0]?.code, change: 'modify', reason: '名称统一' },
      ...{ missingDepartmentOpinions: 0, expertReviewRequired: false, hasExpertReview: false },
    },
  });
  await approvals.approve(`${org}-station-head`, caseId, 'sector#1.1');
  await approvals.approve(`${org}-legal-counsel`, caseId, 'legal#1.1');
  const seats = async () =>
    (await approvals.look(`${org}-handler`, caseId)).rounds.flatMap((round) =>
      round.status === 'open' ? round.seats.map(({ taskId, holderId }) => `${taskId} ${holderId}`) : [],
    );
  expect(await seats()).toEqual([`rules#1.1 ${org}-mayor`]);
  expect((await approvals.approve(`${org}-mayor`, caseId, 'rules#1.1')).statusCode).toBe(200);
  expect(await seats()).toEqual([`decision#1.1 ${org}-mayor`]);
});
