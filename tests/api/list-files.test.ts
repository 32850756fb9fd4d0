import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

const PROJECTS = 230;

let bare: BareApp;
let handler: Caller;
let neighbour: Caller;
let reform: Caller;

beforeAll(async () => {
  bare = await startBareApp();
  for (let no = 0; no < PROJECTS; no += 1) {
    await insertProject(bare.db, { id: `P${no}`, buyer: 'shahe', state: no === 0 ? 'archived' : 'draft' });
  }
  handler = await callerOf(bare.app, 'shahe-handler');
  reform = await callerOf(bare.app, 'mintuo-reform-reform-office');
  neighbour = await callerOf(bare.app, 'zhuyuan-handler');
});
afterAll(() => bare.stop());

const lines = (csv: string): readonly string[] => csv.trimEnd().split('\r\n');

describe('a list as a file', () => {
  test('CSV has every row of the list, under its filters, money in yuan, words in Chinese', async () => {
    const answer = await handler({ url: '/api/v1/projects.csv?state=draft&sort=projectNo' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="projects-\d{4}-\d\d-\d\d\.csv"$/,
      ) as string,
    });
    const [, first, ...rest] = lines(answer.body);
    expect(first).toMatch(/,\d+\.\d\d,/);
    expect(1 + rest.length).toBe(PROJECTS - 1);
    expect(first).toContain('草稿');
  });

  test('every column of every list has a Chinese heading', async () => {
    const { paths } = (await handler({ url: '/api/openapi.json' })).json<{ paths: object }>();
    const files = Object.keys(paths).filter((path) => path.endsWith('.csv') && !path.includes('/public/'));
    expect(files.length).toBeGreaterThan(2);
    for (const url of files) {
      const [heading] = lines((await reform({ url })).body);
      expect([url, heading]).toEqual([url, expect.not.stringMatching(/[A-Za-z]/) as string]);
    }
  });

  test('a workbook keeps amounts as numbers and speaks the language asked for', async () => {
    const { rawPayload } = await handler({ url: '/api/v1/projects.xlsx?state=archived&lang=en' });
    const [sheet] = await readXlsxFile(rawPayload);
    expect(sheet?.sheet).toBe('projects');
    const [heading = [], row = []] = sheet?.data ?? [];
    const of = (title: string) => row[heading.indexOf(title)];
    expect(of('Amount (yuan)')).toEqual(expect.any(Number));
    expect(of('State')).toBe('Archived');
  });

  test('nobody gets more rows than their list shows', async () => {
    expect(lines((await neighbour({ url: '/api/v1/projects.csv' })).body)).toHaveLength(1);
  });

  test('a filter that is none is refused as in the list', async () => {
    for (const query of ['state=nowhere', 'cursor=x', 'lang=fr', 'unknown=1']) {
      const answer = await handler({ url: `/api/v1/projects.xlsx?${query}` });
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'InvalidInput']);
    }
  });
});
