import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectRow } from '../../api/contract/project.ts';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { builtConsole } from '../../cli/stack/console.ts';
import { type Console, endSession, startConsole, violations, visit } from '../support/oversight-browser.ts';

const HANDLER = 'shahe-handler';
const REVIEWER = 'shahe-station-head';
const LIVE_MS = 1_000;
/** 首屏: scripts and styles of the home page with gzip, at most. */
const FIRST_PAGE_KB = 300;
/** Waits until something reads as expected. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });

describe.skipIf(CHROMIUM === null)('people at work, in a browser', () => {
  let goufu: Console;

  /** A project that waits for the review of its demand. */
  const submit = (index: number): Promise<string> =>
    goufu.play('submitted-publicity-shahe', { key: `review-${index}`, name: `第${index}次公益宣传服务` });

  beforeAll(async () => {
    goufu = await startConsole();
    for (const index of [1, 2, 3]) await submit(index);
  });
  afterAll(() => goufu.stop());

  const stateOf = async (page: Page, projectId: string): Promise<ProjectRow> =>
    (await (await page.request.get(`/api/v1/projects/${projectId}`)).json()) as ProjectRow;

  test('an approver goes through the list, approves and returns by keyboard only', async () => {
    const page = await goufu.open(REVIEWER);
    await visit(page, '/tasks');
    const current = page.locator('[aria-current="true"]');
    const openTitle = page.locator('.task-detail h2 a').first();
    await openTitle.waitFor();
    const first = await current.innerText();
    await page.keyboard.press('j');
    await soon(() => current.innerText()).not.toBe(first);
    await page.keyboard.press('k');
    await soon(() => current.innerText()).toBe(first);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' });

    const rows = page.locator('.task-row');
    const before = await rows.count();
    await page.keyboard.press('a');
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await soon(() => rows.count()).toBe(before - 1);

    await soon(() => current.count()).toBe(1);
    await page.getByRole('button', { name: /^退回/ }).first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('r');
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await page.keyboard.type('请补充服务对象名单。');
    await page.keyboard.press('Control+Enter');
    await soon(() => rows.count()).toBe(before - 2);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.context().close();
  });

  test('what one person does shows on another screen within a second, and the slower one is told who and when', async () => {
    const projectId = await submit(4);
    const [reviewer, handler] = [await goufu.open(REVIEWER), await goufu.open(HANDLER)];
    await visit(reviewer, `/tasks?open=${projectId}`);
    await visit(handler, `/projects/${projectId}`);
    await reviewer.getByRole('button', { name: /^同意/ }).first().click();
    await reviewer.getByRole('dialog').getByRole('textbox', { name: '意见' }).fill('情况属实。');
    await handler.getByRole('button', { name: '撤回项目' }).click();
    const dialog = handler.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('改由县级统一实施。');
    await dialog.getByRole('button', { name: '撤回项目' }).click();
    await handler.getByText('已撤回').first().waitFor();
    await reviewer.getByRole('dialog').getByText('已被他人处理').waitFor({ timeout: LIVE_MS });
    const told = await reviewer.getByRole('dialog').getByRole('alert').innerText();
    expect(told).toMatch(/沙河镇经办人 于 .+ 办理了「撤回项目」/);
    for (const page of [reviewer, handler]) await page.context().close();
  });

  test('a session that ends in the middle of a form loses nothing', async () => {
    const projectId = await submit(5);
    const page = await goufu.open(REVIEWER);
    await visit(page, `/projects/${projectId}`);
    await page.getByRole('button', { name: /^同意/ }).first().click();
    const form = page.getByRole('dialog', { name: /第5次公益宣传服务/ });
    const words = '预算、对象、期限均已核实，同意立项。';
    await form.getByRole('textbox', { name: '意见' }).fill(words);
    await endSession(page);
    await form.getByRole('button', { name: '同意', exact: true }).click();
    const again = page.getByRole('dialog', { name: /登录已过期/ });
    await again.getByLabel('按姓名、岗位或单位查找').fill('沙河镇便民服务中心负责人');
    expect(await violations(page)).toEqual([]);
    await again.getByRole('button', { name: '以此身份登录' }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await form.getByRole('textbox', { name: '意见' }).inputValue()).toBe(words);
    await form.getByRole('button', { name: '同意', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
    expect((await stateOf(page, projectId)).state).not.toBe('catalogueChecked');
    await page.context().close();
  });

  test('a clerk applies: the rules speak beside the fields, what was entered survives, and the application is filed', async () => {
    const page = await goufu.open(HANDLER);
    await visit(page, '/projects/new');
    await page.getByRole('button', { name: '照往年项目填写' }).click();
    await page.getByRole('button', { name: '照此填写' }).first().click();
    await page.getByRole('textbox', { name: '名称' }).fill('沙河镇公共区域保洁服务');
    await page.getByRole('button', { name: '下一步' }).click();
    const term = page.getByRole('spinbutton', { name: /服务期限/ });
    await term.fill('60');
    await page.getByText('CAT-05').first().waitFor();
    expect(await page.getByText(/102号/).first().isVisible()).toBe(true);
    await page.reload();
    await soon(() => term.inputValue()).toBe('60');
    await term.fill('12');
    await page.getByText('CAT-05').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('textbox', { name: '申请说明' }).fill('按年度工作安排申请购买。');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/projects\/P/);
    await page.getByText('待需求审核').first().waitFor();
    await page.context().close();
  });

  test('the first page is under 300 kB', async () => {
    const page = await goufu.open(REVIEWER);
    const files: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css)$/.test(pathname)) files.push(pathname);
    });
    await visit(page, '/');
    await page.context().close();
    const { folder } = await builtConsole();
    const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
    const bytes = sizes.reduce((sum, one) => sum + one, 0);
    console.info(`first page: ${Math.round(bytes / 1_024)} kB with gzip in ${files.length} files`);
    expect(bytes).toBeLessThan(FIRST_PAGE_KB * 1_024);
  });
});
