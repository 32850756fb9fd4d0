import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_COLUMNS } from '../../api/import/project-columns.ts';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { toCsv } from '../../sheets/csv.ts';
import { type Console, startConsole, violations, visit } from '../support/oversight-browser.ts';

const HANDLER = 'shahe-handler';

/** The template's example for the township of the handler, with some cells changed. */
const row = (change: Readonly<Record<string, string>>) =>
  PROJECT_COLUMNS.map(({ field, example }) => change[field] ?? (field === 'buyerOrgId' ? 'shahe' : example));
const file = (name: string, ...rows: readonly (readonly string[])[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    toCsv({ name: 'projects', rows: [PROJECT_COLUMNS.map(({ heading }) => heading.zh), ...rows] }),
  ),
});

describe.skipIf(CHROMIUM === null)('a file of projects, in a browser', () => {
  let goufu: Console;
  beforeAll(async () => {
    goufu = await startConsole();
  });
  afterAll(() => goufu.stop());

  test('is shown its wrong cells beside the rows, and is imported as a whole once they are right', async () => {
    const page = await goufu.open(HANDLER);
    await visit(page, '/imports');
    const input = page.locator('input[type="file"]');
    await input.setInputFiles(
      file('申报.csv', row({ name: '导入甲' }), row({ name: '导入乙', fiscalYear: '明年' })),
    );
    await page.getByText(/需要改正 1 行/).waitFor();
    const wrong = page.locator('.ant-list-item', { hasText: '导入乙' });
    expect(await wrong.innerText()).toMatch(/第 3 行[\s\S]+[A-Z]+3/);
    expect(await page.getByRole('button', { name: /^导入 \d+ 行/ }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);

    await input.setInputFiles(file('申报.csv', row({ name: '导入甲' }), row({ name: '导入乙' })));
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText(/已导入 2 行/).waitFor();
    await page.getByText(/新增 2 行，相同 0 行/).waitFor();
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByText('导入乙').first().waitFor();
    await page.context().close();
  });

  test('that is no table at all is refused, with what to do', async () => {
    const page = await goufu.open(HANDLER);
    await visit(page, '/imports');
    const picture = {
      name: 'a.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('no workbook'),
    };
    await page.locator('input[type="file"]').setInputFiles(picture);
    await page
      .locator('main, [role="main"]')
      .getByText(/需要改正|不是|无法/)
      .first()
      .waitFor();
    expect(await page.getByText(/已导入/).count()).toBe(0);
    await page.context().close();
  });

  test.each([
    ['light', 1_440],
    ['dark', 375],
  ] as const)('axe finds nothing in %s at %i px', async (scheme, width) => {
    const page = await goufu.open(HANDLER, { scheme, width });
    await visit(page, '/imports');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
