import { type Text, text } from '../domain/kernel/text.ts';

/** 表 Rows of texts under a name; the first row names the columns. An empty text is an empty cell. */
export interface Table<N extends string = string> {
  readonly name: N;
  readonly rows: readonly (readonly string[])[];
  /** Columns, counted from 0, whose cells a workbook keeps as numbers; the others are texts. */
  readonly numbers?: readonly number[];
}

/** 行错误 what is wrong with one cell. */
export interface CellError {
  readonly table: string;
  /** Column letter and row number, such as `C7`. */
  readonly cell: string;
  readonly reason: Text;
}

export type TablesReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly CellError[] };

/** Limits of what is read, from whatever form. */
export const MAX_ROWS = 5_000;
export const MAX_COLUMNS = 2_000;
export const MAX_CELL = 2_000;

/** The name of a cell; columns count from 0, rows from 1 as spreadsheets show them. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

/** One data row with its cells by column name. */
export interface Row {
  /** As a spreadsheet numbers it: the heading is row 1. */
  readonly number: number;
  at(column: string): string;
}

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly fault: (row: Row | null, column: string, reason: Text) => CellError;
}

/** A table as rows by column name; headings must be known (or match), complete and not repeated. */
export function gridOf(
  { name, rows }: Table,
  wanted: { readonly fixed: readonly string[]; readonly open: RegExp | null },
): TablesReading<Grid> {
  const columns = (rows[0] ?? []).map((one) => one.trim());
  const fault = (row: Row | null, column: string, reason: Text): CellError => ({
    table: name,
    cell: cellName(Math.max(0, columns.indexOf(column)), row?.number ?? 1),
    reason,
  });
  const errors: CellError[] = [];
  if (rows.length > MAX_ROWS || columns.length > MAX_COLUMNS) {
    errors.push(
      fault(
        null,
        '',
        text(`最多 ${MAX_ROWS} 行、${MAX_COLUMNS} 列`, `at most ${MAX_ROWS} rows and ${MAX_COLUMNS} columns`),
      ),
    );
    return { ok: false, errors };
  }
  for (const column of wanted.fixed.filter((one) => !columns.includes(one))) {
    errors.push(fault(null, '', text(`缺少「${column}」列`, `the column ${column} is missing`)));
  }
  columns.forEach((column, index) => {
    const known = wanted.fixed.includes(column) || (wanted.open?.test(column) ?? false);
    const cell = cellName(index, 1);
    if (!known)
      errors.push({
        table: name,
        cell,
        reason: text(`没有「${column}」这一列`, `there is no column "${column}"`),
      });
    else if (columns.indexOf(column) !== index) {
      errors.push({
        table: name,
        cell,
        reason: text(`「${column}」列重复`, `the column ${column} is there twice`),
      });
    }
  });
  rows.slice(1).forEach((cells, index) => {
    const long = cells.findIndex((one) => one.length > MAX_CELL);
    if (long >= 0 || cells.length > columns.length) {
      const cell = cellName(long >= 0 ? long : columns.length, index + 2);
      errors.push({
        table: name,
        cell,
        reason: text('内容过长，或没有列名', 'too long, or without a heading'),
      });
    }
  });
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: { columns, rows: filledRows(rows, columns), fault } };
}

function filledRows(rows: Table['rows'], columns: readonly string[]): readonly Row[] {
  const places = new Map(columns.map((column, index) => [column, index]));
  const data = rows.slice(1).map(
    (cells, index): Row => ({
      number: index + 2,
      at: (column) => cells[places.get(column) ?? -1]?.trim() ?? '',
    }),
  );
  return data.filter((row) => columns.some((column) => row.at(column) !== ''));
}
