import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseDetail } from '../../api/contract/approval-view.ts';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { type Console, startConsole, violations, visit } from '../support/oversight-browser.ts';

const HANDLER = 'shahe-handler';
const SIGNER = 'shahe-mayor';
/** Keeps the flows of the township. */
const ADMIN = 'shahe-station-head';

describe.skipIf(CHROMIUM === null)('approvals that belong to no project, in a browser', () => {
  let goufu: Console;
  let caseId: string;
  beforeAll(async () => {
    goufu = await startConsole();
  });
  afterAll(() => goufu.stop());

  test('a clerk starts one by the form of its flow, after seeing who will sign', async () => {
    const page = await goufu.open(HANDLER);
    await visit(page, '/flows');
    await page.getByRole('link', { name: '发起审批' }).click();
    await page.getByRole('button', { name: '发起「请假（单签）」' }).click();
    await page.getByRole('textbox', { name: '事项' }).fill('参加业务培训请假');
    await page.getByRole('button', { name: '看看由谁审批' }).click();
    await page.getByRole('heading', { name: '审批预测' }).waitFor();
    await page.getByRole('spinbutton', { name: '天数' }).fill('2');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.waitForURL((url) => /\/approvals\/(?!new)/.test(url.pathname));
    await page.getByRole('heading', { name: '参加业务培训请假' }).waitFor();
    caseId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.context().close();
  });

  test('the signer asks for more, then approves, in the inbox and by keyboard only', async () => {
    const page = await goufu.open(SIGNER);
    await visit(page, '/tasks');
    await page.locator('.task-detail').getByText('参加业务培训请假').first().waitFor();
    await page.getByRole('button', { name: /^同意/ }).first().waitFor();
    await page.keyboard.press('a');
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await page.keyboard.type('请合理安排工作。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const read = async () =>
      (await (await page.request.get(`/api/v1/approvals/${caseId}`)).json()) as CaseDetail;
    await expect.poll(async () => (await read()).status).toBe('approved');
    await visit(page, `/approvals/${caseId}`);
    await page
      .getByText(/请合理安排工作/)
      .first()
      .waitFor();
    await page.context().close();
  });

  test('what may not be done is told with its reason, and a comment stands in the timeline', async () => {
    const page = await goufu.open(HANDLER);
    await visit(page, `/approvals/${caseId}`);
    await page.getByText(/现在不能办理的/).click();
    expect(await page.getByRole('button', { name: '撤回' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '评论' }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('已办理交接。');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已办理交接。').first().waitFor();
    await page.context().close();
  });

  test('an administrator is shown the counter-example of a broken flow, mends it and publishes it', async () => {
    const page = await goufu.open(ADMIN);
    await visit(page, '/flows/leave/1?tab=standing');
    const text = page.getByRole('textbox', { name: '流程文本（JSON）' });
    const good = await text.inputValue();
    const flow = JSON.parse(good) as { document: { nodes: Record<string, { next?: string | null }> } };
    const broken = structuredClone(flow);
    const copy = broken.document.nodes['copy'];
    if (copy) copy.next = 'isLong';
    await text.fill(JSON.stringify(broken));
    await page.getByRole('button', { name: '发布校验' }).click();
    await page
      .getByText(/反例路径：.+→/)
      .first()
      .waitFor();
    await text.fill('{');
    await page.getByRole('button', { name: '发布校验' }).click();
    await page.getByText('文本不是合法的 JSON，未发送').waitFor();
    await text.fill(good);
    await page.getByRole('button', { name: '发布校验' }).click();
    await page.getByText('校验通过，可以发布').waitFor();
    await page.getByRole('button', { name: '存为新版草稿' }).click();
    await page.waitForURL('**/flows/leave/2?**');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: '确 定' })
      .or(page.getByRole('button', { name: '确定' }))
      .click();
    await page.locator('.page-head').getByText('已发布').waitFor();
    await page.context().close();
  });

  test('tasks of one type are approved in a batch by keyboard only, after ten seconds in which it can be called back', async () => {
    const clerk = await goufu.open(HANDLER);
    for (const no of [1, 2, 3]) {
      const started = await clerk.request.post('/api/v1/approvals', {
        headers: { 'idempotency-key': `batch-start-${no}` },
        data: {
          ...{ flowId: 'leave', title: `第${no}次请假`, form: { days: 1 }, choices: {}, callbackUrl: null },
        },
      });
      expect(started.status()).toBe(201);
    }
    const page = await goufu.open(SIGNER);
    const waiting = async () =>
      ((await (await page.request.get('/api/v1/inbox?q=次请假')).json()) as { items: unknown[] }).items
        .length;
    await visit(page, '/tasks?q=次请假');
    await page.getByRole('checkbox').first().waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: '批量同意 2 项' });
    await dialog.locator('textarea:focus').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('同意，注意工作衔接。');
    const confirm = dialog.getByRole('button', { name: '确认批量同意' });
    await confirm.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText(/秒后办理，尚未发出/).waitFor();
    await dialog.locator('button:focus', { hasText: '撤销' }).waitFor();
    await page.keyboard.press('Enter');
    await confirm.waitFor();
    expect(await waiting()).toBe(3);
    await confirm.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await dialog.locator('button:focus', { hasText: '立即办理' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText('已同意 2 项，未办理 0 项，处理中 0 项').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await waiting()).toBe(1);
    for (const one of [clerk, page]) await one.context().close();
  });

  const SCREENS: readonly (readonly [path: () => string, userId: string])[] = [
    [() => '/approvals/new', HANDLER],
    [() => '/approvals/new?flowId=leave', HANDLER],
    [() => `/approvals/${caseId}`, HANDLER],
    [() => '/tasks', SIGNER],
    [() => '/flows', ADMIN],
    [() => '/flows/leave/2', HANDLER],
    [() => '/flows/leave/2?tab=standing', ADMIN],
    [() => '/flows/leave/2?tab=cases', ADMIN],
  ];

  test.each([
    ['light', 1_440],
    ['dark', 1_440],
    ['light', 375],
    ['dark', 375],
  ] as const)('axe finds nothing on these screens in %s at %i px', async (scheme, width) => {
    const found: string[] = [];
    for (const [path, userId] of SCREENS) {
      const page = await goufu.open(userId, { scheme, width });
      await visit(page, path());
      for (const one of await violations(page)) found.push(`${path()} ${one}`);
      await page.context().close();
    }
    expect(found).toEqual([]);
  });
});
