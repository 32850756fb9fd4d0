import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { importPreviewSchema, importResultSchema } from '../../api/contract/import.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { projectDetailSchema } from '../../api/contract/project.ts';
import type { App } from '../../api/deps.ts';
import { PROJECT_COLUMNS } from '../../api/import/project-columns.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { toCsv } from '../../sheets/csv.ts';
import { toXlsx } from '../../sheets/xlsx.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

type Preview = (typeof importPreviewSchema)['_output'];
type Imported = (typeof importResultSchema)['_output'];
type Detail = (typeof projectDetailSchema)['_output'];
type Cells = Readonly<Record<string, string>>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const URL = '/api/v1/imports/projects';

let stack: TestStack;
let app: App;
let handler: Caller;
let good: Cells;

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  handler = await callerOf(app, 'shahe-handler');
  const { application } = writeLife(
    { ...demoStory(), timing: { kind: 'live' }, until: 'draft' },
    stack.world,
  );
  good = {
    项目名称: application.name,
    目录编码: application.catalogItemCode,
    购买主体: '沙河镇人民政府',
    预算年度: String(application.fiscalYear),
    '估算金额（元）': '98,000.50',
    '服务期限（月）': String(application.termMonths),
    服务内容: application.content,
    受益人数: String(application.beneficiaries),
    是否新增项目: application.isNewProject ? '是' : '否',
    负面清单情形: '无',
    职责划分文件: application.responsibilitySheet ?? '',
    委托交办文件: application.delegationDocument ?? '',
  };
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const HEADINGS = PROJECT_COLUMNS.map(({ heading }) => heading.zh);
const sheet = (rows: readonly Cells[]) => ({
  name: 'projects',
  rows: [HEADINGS, ...rows.map((row) => HEADINGS.map((heading) => row[heading] ?? ''))],
});
const csv = (...rows: readonly Cells[]): string => toCsv(sheet(rows));
const named = (name: string, more: Cells = {}): Cells => ({ ...good, 项目名称: name, ...more });

const send = (key: string, body: string, { as = handler, dryRun = false } = {}) =>
  as({
    method: 'POST',
    url: `${URL}${dryRun ? '?dryRun=true' : ''}`,
    key,
    body,
    headers: { 'content-type': 'text/csv' },
  });
const preview = async (...rows: readonly Cells[]) =>
  (await send('preview-0001', csv(...rows), { dryRun: true })).json<Preview>();
const countProjects = async () =>
  Number(
    (
      await stack.db
        .selectFrom('project')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('projects from a file', () => {
  test('are previewed row by row, and nothing is written', async () => {
    const before = await countProjects();
    const told = await preview(
      named('导入甲'),
      named('导入乙', { 预算年度: '明年', '估算金额（元）': '1.234' }),
    );
    expect(told).toMatchObject({ accepted: false, counts: { create: 1, same: 0, refused: 1 } });
    expect(told.rows.map(({ row, effect, faults }) => [row, effect, faults.map(({ cell }) => cell)])).toEqual(
      [
        [2, 'create', []],
        [3, 'refused', ['E3', 'F3']],
      ],
    );
    expect(await countProjects()).toBe(before);
  });

  test('are made all at once, each led by a workflow of its own', async () => {
    const answer = await send('import-0001', csv(named('统防一'), named('统防二')));
    expect(answer.statusCode).toBe(201);
    const { created, same } = answer.json<Imported>();
    expect([created.map(({ row }) => row), same]).toEqual([[2, 3], 0]);
    const projectId = created[0]?.projectId ?? '';
    const detail = (await handler({ url: `/api/v1/projects/${projectId}` })).json<Detail>();
    expect(detail).toMatchObject({ name: '统防一', state: 'draft', amountFen: 9_800_050, revision: 1 });
    const withdrawn = await handler({
      method: 'POST',
      url: `/api/v1/projects/${projectId}/commands/withdraw-project`,
      key: 'withdraw-0001',
      body: { expectedRevision: 1, data: { reason: '重复申报' } },
    });
    expect([withdrawn.statusCode, withdrawn.json<{ state: string }>().state]).toEqual([200, 'withdrawn']);
  });

  test('the same key answers the same; the same rows again make nothing new', async () => {
    const file = csv(named('重来'));
    const first = await send('import-0002', file);
    const again = await send('import-0002', file);
    expect(again.json()).toEqual(first.json());
    const before = await countProjects();
    const other = await send('import-0003', csv(named('重来'), named('再来')));
    expect(other.json<Imported>()).toMatchObject({ created: [{ row: 3 }], same: 1 });
    expect(await countProjects()).toBe(before + 1);
    expect((await send('import-0002', csv(named('别的')))).statusCode).toBe(422);
  });

  test('a changed row under a known name is refused, and so is every other row of the file', async () => {
    await send('import-0004', csv(named('已有')));
    const before = await countProjects();
    const answer = await send('import-0005', csv(named('新的'), named('已有', { 受益人数: '7' })));
    expect(answer.statusCode).toBe(422);
    const problem = answer.json<Problem>();
    expect(problem).toMatchObject({ code: 'ImportRefused', errors: [{ pointer: 'A3', code: 'BadCell' }] });
    expect(problem.detail).toMatch(/^文件有 1 处需要改正，未导入任何一行：A3 已有同名项目/);
    expect(await countProjects()).toBe(before);
  });

  test('units, codes and names that cannot stand are refused at their cells', async () => {
    const { rows } = await preview(
      named('甲', { 购买主体: '无此单位' }),
      named('乙', { 购买主体: '竹园乡人民政府' }),
      named('丙'),
      named('丙'),
      named('丁', { 负面清单情形: '有' }),
      named('戊', { 目录编码: 'ZZ999' }),
    );
    expect(rows.map(({ faults }) => faults.map(({ cell }) => cell))).toEqual([
      ['C2'],
      ['C3'],
      ['A4'],
      ['A5'],
      ['L6'],
      ['B7'],
    ]);
  });

  test('a workbook is read as a CSV file is; the template is one', async () => {
    const workbook = await toXlsx([sheet([named('工作簿')])]);
    const sent = await app.inject({
      method: 'POST',
      url: `${URL}?dryRun=true`,
      headers: {
        authorization: await bearer(),
        'idempotency-key': 'preview-0002',
        'content-type': XLSX,
      },
      payload: workbook,
    });
    expect(sent.json<Preview>()).toMatchObject({ accepted: true, counts: { create: 1 } });
    const template = await handler({ url: `${URL}/template.xlsx?lang=en` });
    expect([template.statusCode, template.headers['content-type']]).toEqual([200, XLSX]);
  });

  test('what is no such table is refused with the cell', async () => {
    for (const [body, cell] of [
      ['', 'A1'],
      ['项目名称,目录编码\r\n甲,1', 'A1'],
      [csv(), 'A2'],
      ['"broken', 'A1'],
      [csv(...Array.from({ length: 201 }, (_, no) => named(`多${no}`))), 'A202'],
    ] as const) {
      const answer = await send('import-0009', body);
      expect([answer.statusCode, answer.json<Problem>().errors?.[0]?.pointer]).toEqual([422, cell]);
    }
    const json = await handler({ method: 'POST', url: URL, key: 'import-0010', body: { rows: [] } });
    expect(json.statusCode).toBe(415);
  });

  test('is remembered: one reads one’s own imports, an auditor all of them', async () => {
    const list = (await handler({ url: '/api/v1/imports' })).json<{ items: { importId: string }[] }>();
    expect(list.items.length).toBeGreaterThan(2);
    const url = `/api/v1/imports/${list.items[0]?.importId ?? ''}`;
    expect((await handler({ url })).statusCode).toBe(200);
    const stranger = await callerOf(app, 'zhuyuan-handler');
    expect((await stranger({ url })).statusCode).toBe(404);
  });
});

const bearer = async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/demo/sign-in',
    payload: { userId: 'shahe-handler' },
  });
  return `Bearer ${answer.json<{ token: string }>().token}`;
};
