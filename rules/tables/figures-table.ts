import { text } from '../../domain/kernel/text.ts';
import { type CellError, gridOf, type TablesReading } from '../../sheets/table.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { readFlag, readNumber } from './cell-values.ts';
import type { PackTable } from './names.ts';

const COLUMNS = [
  'name',
  'unit',
  'label_zh',
  'label_en',
  'from',
  'to',
  'value',
  'confirmed',
  'document',
  'article',
  'confidence',
];

/** 数值表: one row for each dated value of a parameter. */
export const figuresTable = ({ parameters }: Pack): PackTable => ({
  name: 'figures',
  rows: [
    COLUMNS,
    ...parameters.flatMap(({ name, unit, label, values }) =>
      values.map(({ from, to, value, confirmed, citation: { document, article, confidence } }) => [
        name,
        unit,
        label.zh,
        label.en,
        from,
        to ?? '',
        String(value),
        String(confirmed),
        document,
        article,
        confidence,
      ]),
    ),
  ],
});

/** Parameters as the rows say; whatever the pack schema asks for beyond that it checks itself, by row. */
export function readFigures(
  table: PackTable,
): TablesReading<{ readonly parameters: readonly unknown[]; readonly rowsOf: readonly number[] }> {
  const grid = gridOf(table, { fixed: COLUMNS, open: null });
  if (!grid.ok) return grid;
  const errors: CellError[] = [];
  const found = new Map<string, { row: number; raw: Record<string, unknown> & { values: unknown[] } }>();
  for (const row of grid.value.rows) {
    const value = readNumber(row.at('value'));
    const confirmed = readFlag(row.at('confirmed'));
    if (value === undefined)
      errors.push(grid.value.fault(row, 'value', text('应为数字', 'must be a number')));
    if (confirmed === undefined) {
      errors.push(grid.value.fault(row, 'confirmed', text('应为 true 或 false', 'must be true or false')));
    }
    const name = row.at('name');
    const known = found.get(name);
    const raw = known?.raw ?? {
      name,
      unit: row.at('unit'), // the pack schema judges it
      label: { zh: row.at('label_zh'), en: row.at('label_en') },
      values: [],
    };
    const citation = {
      document: row.at('document'),
      article: row.at('article'),
      confidence: row.at('confidence'),
    };
    raw.values.push({ from: row.at('from'), to: row.at('to') || null, value, confirmed, citation });
    if (!known) found.set(name, { row: row.number, raw });
  }
  if (errors.length > 0) return { ok: false, errors };
  const all = [...found.values()];
  return { ok: true, value: { parameters: all.map(({ raw }) => raw), rowsOf: all.map(({ row }) => row) } };
}
