import { text } from '../../domain/kernel/text.ts';
import { type CellError, gridOf, type TablesReading } from '../../sheets/table.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';
import { fromCell, toCell } from './cell-values.ts';
import type { PackTable } from './names.ts';
import type { Definitions } from './rules-table.ts';

const FIXED = ['rule', 'from', 'expect', 'note'];
const FACT = /^fact: ([a-z][a-z0-9_]*)$/;

type Example = Rule['examples'][number];

/** 示例表: one row for each example of a rule, its facts as columns. */
export function examplesTable({ rules }: Pack, definitions: Definitions): PackTable {
  const names = [
    ...new Set(rules.flatMap(({ examples }) => examples.flatMap(({ facts }) => Object.keys(facts)))),
  ].sort();
  const lines = rules.flatMap(({ id, effective, examples }) =>
    examples.map(({ expect, note, facts }) => [
      id,
      effective.from,
      expect,
      note ?? '',
      ...names.map((name) => {
        const value = facts[name];
        return value === undefined ? '' : toCell(value, definitions.get(name));
      }),
    ]),
  );
  return { name: 'examples', rows: [[...FIXED, ...names.map((name) => `fact: ${name}`)], ...lines] };
}

/** Examples by rule and the day it is in force from. */
export function readExamples(
  table: PackTable,
  definitions: Definitions,
): TablesReading<ReadonlyMap<string, readonly Example[]>> {
  const reading = gridOf(table, { fixed: FIXED, open: FACT });
  if (!reading.ok) return reading;
  const { columns, rows, fault } = reading.value;
  const errors: CellError[] = [];
  const found = new Map<string, Example[]>();
  for (const row of rows) {
    const facts: [string, unknown][] = [];
    for (const column of columns) {
      const name = FACT.exec(column)?.[1];
      const cell = row.at(column);
      if (name === undefined || cell === '') continue;
      const definition = definitions.get(name);
      const value = definition && fromCell(cell, definition, definition.type === 'texts');
      if (value === undefined) {
        errors.push(
          fault(
            row,
            column,
            text(
              `「${cell.slice(0, 40)}」不是该事实可用的值`,
              `"${cell.slice(0, 40)}" is no value of this fact`,
            ),
          ),
        );
      } else facts.push([name, value]);
    }
    const note = row.at('note');
    // The pack schema judges the words and values.
    const example = {
      expect: row.at('expect'),
      ...(note !== '' && { note }),
      facts: Object.fromEntries(facts),
    } as Example;
    const key = keyOf(row.at('rule'), row.at('from'));
    found.set(key, [...(found.get(key) ?? []), example]);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: found };
}

export const keyOf = (rule: string, from: string): string => `${rule} ${from}`;
