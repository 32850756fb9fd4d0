import { CsvError, parse } from 'csv-parse/sync';
import { text } from '../domain/kernel/text.ts';
import { type CellError, cellName, MAX_ROWS, type Table, type TablesReading } from './table.ts';

const MAX_BYTES = 5_000_000;
const BYTE_ORDER_MARK = '\ufeff';
/** A spreadsheet would take these for a formula; a quote before them makes them text, and is taken off again. */
const LIKE_A_FORMULA = /^[=+\-@\t\r']/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A table as CSV that spreadsheets open as UTF-8. */
export const toCsv = ({ rows }: Table): string =>
  `${BYTE_ORDER_MARK}${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;

function field(value: string): string {
  const safe = LIKE_A_FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads CSV; what is no table is refused with the place. */
export function fromCsv<N extends string>(name: N, content: string): TablesReading<Table<N>> {
  if (Buffer.byteLength(content) > MAX_BYTES) return refused(name, 1, ['文件过大', 'the file is too large']);
  try {
    const rows = parse(content, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MAX_BYTES,
      to: MAX_ROWS + 1,
    });
    return { ok: true, value: { name, rows: rows.map((row) => row.map(unquoted)) } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error['lines'];
    return refused(name, typeof line === 'number' ? line : 1, [
      `CSV 无法解析：${error.code}`,
      `the CSV cannot be read: ${error.code}`,
    ]);
  }
}

const unquoted = (value: string): string => (/^'[=+\-@\t\r']/.test(value) ? value.slice(1) : value);

const refused = (
  table: string,
  row: number,
  [zh, en]: readonly [string, string],
): { readonly ok: false; readonly errors: readonly CellError[] } => ({
  ok: false,
  errors: [{ table, cell: cellName(0, row), reason: text(zh, en) }],
});
