import type { Language, Text } from '../../domain/kernel/text.ts';
import { fromCsv } from '../../sheets/csv.ts';
import { type CellError, cellName, gridOf, type Table, type TablesReading } from '../../sheets/table.ts';
import { fromXlsx } from '../../sheets/xlsx.ts';
import type { Column } from './columns.ts';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One row of a file: its values by field, and the cells that cannot be taken. */
export interface FileRow {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly CellError[];
  /** A fault at the cell of a field; at the row's first cell for a field that has no column. */
  readonly fault: (field: string, reason: Text) => CellError;
}

interface ToRead {
  /** What the sheet of a workbook is called. */
  readonly sheet: string;
  readonly columns: readonly Column[];
}

/** The rows of a CSV file or workbook; a file that is no table of these columns is refused with the cell. */
export async function readFile(
  { type, content }: { readonly type: string; readonly content: Buffer },
  { sheet, columns }: ToRead,
): Promise<TablesReading<readonly FileRow[]>> {
  const reading = await tableIn(type, content, sheet);
  if (!reading.ok) return reading;
  const language = languageOfHeadings(reading.value, columns);
  const grid = gridOf(reading.value, { fixed: columns.map(({ heading }) => heading[language]), open: null });
  if (!grid.ok) return grid;
  const placeOf = (field: string): number => {
    const column = columns.find((one) => one.field === field);
    return column ? grid.value.columns.indexOf(column.heading[language]) : 0;
  };
  return {
    ok: true,
    value: grid.value.rows.map((row) => {
      const fault = (field: string, reason: Text): CellError => ({
        table: sheet,
        cell: cellName(placeOf(field), row.number),
        reason,
      });
      const cells = columns.map(
        ({ field, heading, read }) => [field, read(row.at(heading[language]))] as const,
      );
      return {
        row: row.number,
        values: Object.fromEntries(cells.flatMap(([field, cell]) => (cell.ok ? [[field, cell.value]] : []))),
        faults: cells.flatMap(([field, cell]) => (cell.ok ? [] : [fault(field, cell.reason)])),
        fault,
      };
    }),
  };
}

async function tableIn(type: string, content: Buffer, sheet: string): Promise<TablesReading<Table>> {
  if (type === CSV) return fromCsv(sheet, content.toString('utf8'));
  const reading = await fromXlsx([sheet], content);
  if (!reading.ok) return reading;
  return { ok: true, value: reading.value[0] ?? { name: sheet, rows: [] } };
}

/** A file with an English heading is an English one. */
const languageOfHeadings = ({ rows: [head = []] }: Table, columns: readonly Column[]): Language =>
  columns.some(({ heading }) => head.some((one) => one.trim() === heading.en)) ? 'en' : 'zh';
