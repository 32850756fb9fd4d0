import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { addDays, dateAt } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { type Approvals, approvalsOf } from '../support/approvals.ts';
import { WORDS } from '../support/case-driver.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const ORG = 'yunba-agriculture';
const REGION = '519901';
const TODAY = dateAt(Date.now());
let stack: TestStack;
let app: App;
let approvals: Approvals;
beforeAll(async () => {
  stack = await startTestStack();
  app = await startTestApp(stack);
  approvals = approvalsOf(app);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const listed = async (on: string, q: string | null) => {
  const url = `/api/v1/catalogue-items?regionCode=${REGION}&on=${on}&limit=100${q === null ? '' : `&q=${q}`}`;
  const { items } = (await approvals.call('shahe-handler', { url })).json<{
    items: { code: string; level: number; name: string; provenance: string; standardRef: string | null }[];
  }>();
  return items;
};

const OPINIONS = { missingDepartmentOpinions: 0, expertReviewRequired: false, hasExpertReview: false };
const ask = (form: object, userId = `${ORG}-handler`) =>
  approvals.start(userId, {
    ...{ flowId: 'catalogue-change', title: '目录调整' },
    form: { reason: '服务内容有变', ...OPINIONS, ...form },
  });

/** Minutes of the meeting, as the head of the unit names them. */
async function minutes() {
  const response = await approvals.call(`${ORG}-mayor`, {
    method: 'POST',
    url: `/api/v1/attachments?name=${encodeURIComponent('会议纪要.txt')}`,
    headers: { 'content-type': 'application/octet-stream' },
    body: '会议同意调整目录',
  });
  const { name, sizeBytes, sha256 } = response.json<{ name: string; sizeBytes: number; sha256: string }>();
  return { ...WORDS, attachments: [{ name, sizeBytes, sha256 }] };
}

async function reviewed(caseId: string, round = 1): Promise<void> {
  await approvals.approve(`${ORG}-station-head`, caseId, `sector#${round}.1`);
  await approvals.approve(`${ORG}-legal-counsel`, caseId, `legal#${round}.1`);
}
const decide = async (caseId: string) =>
  approvals.give([`${ORG}-mayor`, caseId], 'approve', {
    ...{ taskId: 'decision#1.1', choices: {}, opinion: await minutes() },
  });

test('an approved change is public from the next day; what was published before stays as it was', async () => {
  const item = (await listed(TODAY, null)).find(({ level }) => level === 3);
  if (!item) throw new Error('The catalogue is empty');
  const started = await ask({
    itemCode: item.code,
    change: 'modify',
    name: '改名后的事项',
    standardRef: 'DB51/T 1',
  });
  expect(started.json()).toMatchObject({ status: 'running' });
  const { caseId, caseNo } = started.json<{ caseId: string; caseNo: string }>();
  await reviewed(caseId);
  expect((await decide(caseId)).json()).toMatchObject({ status: 'approved' });

  const tomorrow = addDays(TODAY, 1);
  expect(await listed(TODAY, item.code)).toContainEqual({ ...item, supersededOn: tomorrow });
  expect(await listed(tomorrow, item.code)).toContainEqual(
    expect.objectContaining({
      ...{ code: item.code, name: '改名后的事项', standardRef: 'DB51/T 1', provenance: `目录调整 ${caseNo}` },
    }),
  );
  const [change] = await stack.db.selectFrom('catalogue_change').selectAll().execute();
  expect(change).toMatchObject({
    ...{ case_id: caseId, change: 'modify', item_code: item.code, effective_on: tomorrow },
    item_before: { name: item.name },
    item_after: { name: '改名后的事项' },
  });

  // The next one builds on it, a day later still.
  const removed = (await ask({ itemCode: item.code, change: 'remove' })).json<{ caseId: string }>();
  await reviewed(removed.caseId);
  await decide(removed.caseId);
  expect((await listed(addDays(TODAY, 2), item.code)).map(({ code }) => code)).not.toContain(item.code);
  expect((await listed(tomorrow, item.code)).map(({ code }) => code)).toContain(item.code);
  for await (const disagreement of checkCases(stack.db)) throw new Error(JSON.stringify(disagreement));
});

test('goes back to its initiator while opinions of departments are missing (CAT-07)', async () => {
  const form = {
    ...{ itemCode: 'Z9001', change: 'add', name: '新增事项', level: 3, sector: '综合' },
    ...{ nature: 'public', responsibleLevel: 'county', missingDepartmentOpinions: 2 },
  };
  const { caseId } = (await ask(form)).json<{ caseId: string }>();
  await reviewed(caseId);
  const returned = await approvals.look(`${ORG}-handler`, caseId);
  expect(returned).toMatchObject({ status: 'returned' });
  const full = { reason: '服务内容有变', ...OPINIONS, ...form, missingDepartmentOpinions: 0 };
  await approvals.give([`${ORG}-handler`, caseId], 'resubmit', { form: full, choices: {} });
  await reviewed(caseId, 2);
  expect((await decide(caseId)).json()).toMatchObject({ status: 'approved' });
  expect(await listed(addDays(TODAY, 3), 'Z9001')).toMatchObject([{ code: 'Z9001', name: '新增事项' }]);
});

test('what does not fit the catalogue in force is told at once, and nothing is begun', async () => {
  const codeOf = async (asked: ReturnType<typeof ask>) => (await asked).json<{ code: string }>().code;
  expect(await codeOf(ask({ itemCode: 'NOPE', change: 'modify' }))).toBe('CatalogueChangeUnfit');
  expect(await codeOf(ask({ itemCode: 'NEW1', change: 'add', name: '新' }))).toBe('CatalogueChangeUnfit');
  expect(await codeOf(ask({ itemCode: 'NEW1', change: 'rename' }))).toBe('InvalidInput');
  expect(await codeOf(ask({ itemCode: 'NEW1', change: 'remove' }, 'shahe-handler'))).toBe('NoCatalogue');
});
