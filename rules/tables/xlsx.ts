import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { text } from '../../domain/kernel/text.ts';
import { type CellError, TABLE_NAMES, type Table, type TableName, type TablesReading } from './table.ts';
import { unsafeXlsx } from './xlsx-safety.ts';

/** The tables of a pack as one workbook, a sheet each; every cell is a text, so that no program rewrites it. */
export const toXlsx = (tables: readonly Table[]): Promise<Buffer> =>
  writeXlsxFile(
    tables.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
      stickyRowsCount: 1,
    })),
  ).toBuffer();

/** Reads a workbook; sheets carry the names of the tables. Formulas are refused, never worked out. */
export async function fromXlsx(workbook: Buffer): Promise<TablesReading<readonly Table[]>> {
  const unsafe = unsafeXlsx(workbook);
  if (unsafe) return { ok: false, errors: [{ table: 'rules', ...unsafe }] };
  const sheets = await readXlsxFile(workbook, { trim: false }).catch(() => null);
  if (sheets === null) return refused('不是可读的 xlsx 文件', 'not an xlsx file that can be read');
  const stranger = sheets.find(({ sheet }) => !isTable(sheet));
  if (stranger) {
    const wanted = TABLE_NAMES.join('、');
    return refused(
      `没有「${stranger.sheet}」这张表，应为 ${wanted}`,
      `there is no table "${stranger.sheet}"; there are ${wanted}`,
    );
  }
  return {
    ok: true,
    value: sheets.map(({ sheet, data }) => ({
      name: sheet as TableName, // isTable has looked at every sheet
      rows: data.map((row) => row.map(toText)),
    })),
  };
}

const isTable = (name: string): boolean => TABLE_NAMES.some((one) => one === name);

/** Cells that somebody has typed come as numbers, truth values or dates. */
function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

const refused = (zh: string, en: string): { ok: false; errors: CellError[] } => ({
  ok: false,
  errors: [{ table: 'rules', cell: 'A1', reason: text(zh, en) }],
});
