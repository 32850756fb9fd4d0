import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { type Console, startConsole, visit } from '../support/oversight-browser.ts';
import { insertProject } from '../support/project-row.ts';

const ROWS = 600;
const AUDITOR = 'mintuo-audit-auditor';

describe.skipIf(CHROMIUM === null)('a list of many rows, in a browser', () => {
  let goufu: Console;

  beforeAll(async () => {
    goufu = await startConsole();
    for (let no = 1; no <= ROWS; no += 1)
      await insertProject(goufu.stack.db, { id: `many-${no}`, buyer: 'shahe', state: 'catalogueChecked' });
  });
  afterAll(() => goufu.stop());

  test('is scrolled to its end with only the rows in sight in the document, and says when it has changed', async () => {
    const page = await goufu.open(AUDITOR);
    await visit(page, '/projects');
    const row = (no: number) => page.locator(`tr[aria-rowindex="${no}"]`);
    await row(1).waitFor();
    for (let no = 100; no <= ROWS; no += 100) {
      await expect
        .poll(
          async () => {
            await page.keyboard.press('End');
            return row(no).count();
          },
          { timeout: 15_000 },
        )
        .toBe(1);
    }
    expect(await page.locator('tr[aria-rowindex]').count()).toBeLessThan(60);
    expect(await page.locator('table').getAttribute('aria-rowcount')).toBe(String(ROWS));

    await goufu.play('submitted-publicity-shahe');
    const news = page.getByText('清单有更新');
    await news.waitFor();
    await page.getByRole('button', { name: '刷新' }).click();
    await news.waitFor({ state: 'detached' });
    expect(await page.locator('table').getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
  });
});
