import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schedule } from '../../api/contract/schedule.ts';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { type Console, startConsole, visit } from '../support/oversight-browser.ts';

const SUPERVISOR = 'mintuo-reform-reform-office';

describe.skipIf(CHROMIUM === null)('in a browser', () => {
  let goufu: Console;
  let overdueId: string;
  let projectNo: string;

  beforeAll(async () => {
    goufu = await startConsole();
    overdueId = await goufu.play('selecting-water-shahe');
    const finished = await goufu.play('plant-protection-shahe');
    const row = await goufu.stack.db
      .selectFrom('project')
      .select('project_no')
      .where('id', '=', finished)
      .executeTakeFirstOrThrow();
    projectNo = row.project_no;
    await goufu.stack.db
      .updateTable('project')
      .set({ due_on: '2026-01-05' })
      .where('id', '=', overdueId)
      .execute();
  });
  afterAll(() => goufu.stop());

  describe('a supervisor', () => {
    test('goes from a red lamp to the project, urges, and sees the list change', async () => {
      const page = await goufu.open(SUPERVISOR);
      await visit(page, '/supervision');
      await page
        .getByRole('row', { name: /云坝区/ })
        .getByRole('link', { name: '云坝区', exact: true })
        .click();
      await page
        .getByRole('row', { name: /沙河镇/ })
        .getByRole('link', { name: /已逾期/ })
        .first()
        .click();
      await page.getByText('未催办').waitFor();
      await page.getByRole('button', { name: '全选' }).click();
      await page.getByRole('button', { name: /^催办/ }).click();
      await page.getByRole('textbox', { name: '催办意见' }).fill('请于三个工作日内完成遴选。');
      await page.getByRole('button', { name: '发出催办' }).click();
      await page.getByText(/已催办 1 次/).waitFor();
      await page.getByRole('link', { name: /^[^：]*村级小型水利设施管护/ }).click();
      await page.waitForURL(`**/projects/${overdueId}`);
    });
  });

  describe('the schedule', () => {
    const read = async (userId: string) => {
      const page = await goufu.open(userId);
      return (await (await page.request.get(`/api/v1/projects/${overdueId}/schedule`)).json()) as Schedule;
    };

    test('has every step with its limit, and the last one open', async () => {
      const { steps, today } = await read(SUPERVISOR);
      expect(steps.length).toBeGreaterThan(5);
      expect(steps.map(({ status }) => status)).toEqual([...steps.slice(1).map(() => 'done'), 'open']);
      for (const { closedOn, dueOn, isLate } of steps) expect(isLate).toBe((closedOn ?? today) > dueOn);
    });

    test('is refused to a township that has no part in the project', async () => {
      const page = await goufu.open('baihe-handler');
      expect((await page.request.get(`/api/v1/projects/${overdueId}/schedule`)).status()).toBe(404);
    });

    test('the feed tells how far it is', async () => {
      const page = await goufu.open('mintuo-support-operator');
      const head = (await (await page.request.get('/api/v1/changes/head')).json()) as { position: string };
      const after = await page.request.get(`/api/v1/changes/page?after=${head.position}`);
      expect(await after.json()).toEqual({ items: [], next: head.position });
    });
  });

  describe('the public', () => {
    test.each([
      ['zh', '合同金额'],
      ['en', 'Value'],
    ] as const)('finds a contract without signing in (%s)', async (language, valueWord) => {
      const page = await goufu.open(null, { language });
      await visit(page, '/public');
      await page.locator('input').first().fill(projectNo);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/public?**');
      await visit(page, `/public?q=${projectNo}&kind=contract`);
      await page.locator('.portal-group h2 a').first().click();
      await page.waitForURL(`**/public/projects/${projectNo}`);
      await page.getByText(valueWord, { exact: true }).first().waitFor();
    });
  });
});
