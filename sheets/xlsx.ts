import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { text } from '../domain/kernel/text.ts';
import type { CellError, Table, TablesReading } from './table.ts';
import { unsafeXlsx } from './xlsx-safety.ts';

/** Tables as one workbook, a sheet each; a cell is a text unless its column says otherwise, so that no program rewrites it. */
export const toXlsx = (tables: readonly Table[]): Promise<Buffer> =>
  writeXlsxFile(
    tables.map(({ name, rows, numbers = [] }) => ({
      sheet: name,
      data: rows.map((row, index) =>
        row.map((value, column) => cell(value, index > 0 && numbers.includes(column))),
      ),
      stickyRowsCount: 1,
    })),
  ).toBuffer();

function cell(value: string, isNumber: boolean) {
  if (value === '') return null;
  return isNumber ? { value: Number(value), type: Number, format: '#,##0.00' } : { value, type: String };
}

/** Reads a workbook; sheets carry the names of the tables. Formulas are refused, never worked out. */
export async function fromXlsx<N extends string>(
  names: readonly N[],
  workbook: Buffer,
): Promise<TablesReading<readonly Table<N>[]>> {
  const unsafe = unsafeXlsx(workbook);
  if (unsafe) return { ok: false, errors: [{ table: names[0] ?? '', ...unsafe }] };
  const sheets = await readXlsxFile(workbook, { trim: false }).catch(() => null);
  if (sheets === null) return refused(names, '不是可读的 xlsx 文件', 'not an xlsx file that can be read');
  const tables: Table<N>[] = [];
  for (const { sheet, data } of sheets) {
    const name = names.find((one) => one === sheet);
    if (name === undefined) {
      const wanted = names.join('、');
      return refused(
        names,
        `没有「${sheet}」这张表，应为 ${wanted}`,
        `there is no table "${sheet}"; there are ${wanted}`,
      );
    }
    tables.push({ name, rows: data.map((row) => row.map(toText)) });
  }
  return { ok: true, value: tables };
}

/** Cells that somebody has typed come as numbers, truth values or dates. */
function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

const refused = (
  names: readonly string[],
  zh: string,
  en: string,
): { readonly ok: false; readonly errors: readonly CellError[] } => ({
  ok: false,
  errors: [{ table: names[0] ?? '', cell: 'A1', reason: text(zh, en) }],
});
