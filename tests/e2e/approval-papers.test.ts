import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectApproval } from '../../api/contract/project-approval.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalKey, approvalsOf } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

/** Uploads a paper and answers it as an opinion names it. */
async function upload(userId: string, words: string) {
  const response = await approvals.call(userId, {
    method: 'POST',
    url: `/api/v1/attachments?name=${encodeURIComponent('会议纪要.txt')}`,
    headers: { 'content-type': 'application/octet-stream' },
    body: words,
  });
  const { attachmentId, name, sizeBytes, sha256 } = response.json<{
    attachmentId: string;
    name: string;
    sizeBytes: number;
    sha256: string;
  }>();
  expect(sha256).toBe(createHash('sha256').update(words).digest('hex'));
  return { attachmentId, named: { name, sizeBytes, sha256 } };
}

const approve = (userId: string, caseId: string, attachments: readonly object[]) =>
  approvals.give([userId, caseId], 'approve', {
    ...{ taskId: 'departmentLeader#1.1', choices: {} },
    opinion: { ...WORDS, attachments },
  });

test('an opinion names only files that its author has uploaded; they become papers of the case', async () => {
  const { caseId } = await approvals.started('shahe-handler');
  const foreign = await upload('shahe-leader', '别人的材料');
  const { attachmentId, named } = await upload('shahe-mayor', '会议同意');
  for (const wrong of [foreign.named, { ...named, sizeBytes: 1 }, { ...named, name: '另一份.txt' }]) {
    const refused = await approve('shahe-mayor', caseId, [named, wrong]);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ code: 'AttachmentUnknown', facts: wrong });
  }
  const url = `/api/v1/attachments/${attachmentId}`;
  expect((await approvals.call('shahe-handler', { url })).statusCode).toBe(404);
  expect((await approve('shahe-mayor', caseId, [named])).json()).toMatchObject({ status: 'approved' });

  expect((await approvals.call('shahe-handler', { url })).body).toBe('会议同意');
  const papers = await approvals.call('shahe-handler', { url: `/api/v1/approvals/${caseId}/attachments` });
  expect(papers.json()).toMatchObject({ items: [{ attachmentId, ownerId: 'shahe-mayor' }] });
  const removed = await approvals.call('shahe-mayor', { method: 'DELETE', url });
  expect(removed.json()).toMatchObject({ code: 'AttachmentInUse' });
  for (const address of [url, `/api/v1/approvals/${caseId}/attachments`]) {
    expect((await approvals.call('zhuyuan-mayor', { url: address })).statusCode).toBe(404);
  }
});

test('the approval form of a case is a page to print, in Chinese and English, with amounts in capitals', async () => {
  const { caseId, caseNo } = await approvals.started('shahe-handler', {
    ...{ flowId: 'departments', title: '购置办公设备', form: { amountFen: 1_234_500, purpose: '更新<b>' } },
  });
  await approvals.approve('shahe-township-finance', caseId, 'finance#1.1');
  const page = async (query: string, accept = 'zh-CN') =>
    approvals.call('shahe-handler', {
      url: `/api/v1/approvals/${caseId}/approval-form${query}`,
      headers: { 'accept-language': accept },
    });
  const chinese = await page('');
  expect(chinese.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(chinese.headers['content-security-policy']).toContain("default-src 'none'");
  for (const words of [
    caseNo,
    '部门并行会签审批单',
    '大写：人民币壹万贰仟叁佰肆拾伍元整',
    '沙河镇财政所负责人',
  ])
    expect(chinese.body).toContain(words);
  expect(chinese.body).toContain('更新&lt;b&gt;');
  for (const english of [await page('?lang=en'), await page('', 'en')]) {
    expect(english.body).toContain('CNY 12,345.00');
    expect(english.body).toContain('Approval form: Parallel departments with join');
  }
  expect((await page('?lang=fr')).statusCode).toBe(400);
  const stranger = await approvals.call('zhuyuan-mayor', {
    url: `/api/v1/approvals/${caseId}/approval-form`,
  });
  expect(stranger.statusCode).toBe(404);
});

test('a word in a project brings the papers that the region asks for; they are checked and stay with the project', async () => {
  await stack.db
    .updateTable('region_setting')
    .set({ data: sql`data || '{"papers": {"budgetCheck": {"attachment": true, "signature": true}}}'` })
    .where('kind', '=', 'approvalMatrix')
    .execute();
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  const recipe = { ...demoStory(), timing: { kind: 'live' }, until: 'budgetReviewing' } as const;
  const { projectId, revision } = await playLife(writeLife(recipe, stack.world), {
    client,
    keyPrefix: 'papers',
  });
  const url = `/api/v1/projects/${projectId}`;
  const decide = (papers: object) =>
    approvals.call('shahe-township-finance', {
      method: 'POST',
      url: `${url}/commands/decide-budget`,
      key: approvalKey(),
      body: {
        expectedRevision: revision,
        data: { decision: 'approve', opinion: '额度相符', minutesRef: null, ...papers },
      },
    });
  const codeOf = async (papers: object) => (await decide(papers)).json<{ code: string }>().code;
  const signature = 'SM2-3045-9F';
  const own = await upload('shahe-township-finance', '额度核对表');
  const foreign = await upload('shahe-leader', '别人的核对表');
  expect(await codeOf({ signature })).toBe('AttachmentRequired');
  expect(await codeOf({ attachments: [own.named] })).toBe('SignatureRequired');
  expect(await codeOf({ attachments: [foreign.named], signature })).toBe('AttachmentUnknown');
  expect(await codeOf({ attachments: [{ ...own.named, sha256: 'x' }], signature })).toBe('InvalidInput');
  expect((await decide({ attachments: [own.named], signature })).statusCode).toBe(200);

  const papers = await approvals.call('shahe-handler', { url: `${url}/attachments` });
  expect(papers.json()).toMatchObject({ items: [{ attachmentId: own.attachmentId, name: '会议纪要.txt' }] });
  const { approval } = (await approvals.call('shahe-leader', { url })).json<{ approval: ProjectApproval }>();
  expect(approval.rounds[0]).toMatchObject({
    requires: { attachment: true, signature: true },
    seats: [{ answer: { opinion: '额度相符', attachments: [own.named], signature } }],
  });
  const page = await approvals.call('shahe-handler', { url: `${url}/approval-form` });
  expect(page.body).toContain(signature);
  expect(page.body).toContain(own.named.sha256.slice(0, 12));
});
