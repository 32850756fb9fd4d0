import { text } from '../../domain/kernel/text.ts';
import { type CellError, cellName, type TablesReading } from '../../sheets/table.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { type PackProblem, readPack } from '../engine/read-pack.ts';
import { examplesTable, keyOf, readExamples } from './examples-table.ts';
import { figuresTable, readFigures } from './figures-table.ts';
import type { PackTable } from './names.ts';
import { readRules, rulesTable, type TableWords } from './rules-table.ts';

export interface PackTables {
  readonly tables: readonly PackTable[];
  /** Rules that no table holds because their condition would take too many rows. */
  readonly left: readonly string[];
}

/** A pack as tables a policy owner can work on. */
export function tablesOf(pack: Pack, words: TableWords): PackTables {
  const { table, left } = rulesTable(pack, words);
  const shown = { ...pack, rules: pack.rules.filter(({ id }) => !left.includes(id)) };
  return { tables: [figuresTable(pack), table, examplesTable(shown, words.facts)], left };
}

/**
 * 导入: the pack with the figures, rules and examples of the tables that are given; the rest stays. Rules that no table
 * could hold stay as they are. Every fault is named by its cell, and nothing of a faulty table is used.
 */
export function withTables(pack: Pack, tables: readonly PackTable[], words: TableWords): TablesReading<Pack> {
  const of = (name: PackTable['name']) => tables.find((table) => table.name === name);
  const [figures, rules, examples] = [of('figures'), of('rules'), of('examples')];
  const figuresRead = figures && readFigures(figures);
  const rulesRead = rules && readRules(rules, pack, words);
  const examplesRead = examples && readExamples(examples, words.facts);
  const errors = [figuresRead, rulesRead, examplesRead].flatMap((one) => (one && !one.ok ? one.errors : []));
  if (errors.length > 0) return { ok: false, errors };

  const { left } = tablesOf(pack, words);
  const kept = rules ? pack.rules.filter(({ id }) => left.includes(id)) : pack.rules;
  const read = rulesRead?.ok ? rulesRead.value : [];
  const given = examplesRead?.ok ? examplesRead.value : null;
  const examplesOf = (id: string, from: string, old: unknown): unknown =>
    given?.get(keyOf(id, from)) ?? old ?? [];
  const changed = read.map(({ raw, id, from, row }) => ({ raw, id, from, row: row }));
  const others = kept.map((rule) => ({ raw: rule, id: rule.id, from: rule.effective.from, row: null }));
  const place = (id: string, from: string): number => {
    const index = pack.rules.findIndex((rule) => rule.id === id && rule.effective.from === from);
    return index < 0 ? pack.rules.length : index;
  };
  // Known rules keep their places, new ones follow in the order of their rows.
  const ordered = [...changed, ...others].sort((a, b) => place(a.id, a.from) - place(b.id, b.from));
  const raw = {
    ...pack,
    parameters: figuresRead?.ok ? figuresRead.value.parameters : pack.parameters,
    rules: ordered.map((one) => ({
      ...one.raw,
      examples: examplesOf(one.id, one.from, one.raw['examples']),
    })),
  };
  const reading = readPack(raw);
  if (reading.ok) return { ok: true, value: reading.pack };
  const rowsOf = {
    rules: ordered.map(({ row }) => row ?? 1),
    parameters: figuresRead?.ok ? figuresRead.value.rowsOf : [],
  };
  return { ok: false, errors: reading.problems.map((problem) => toError(problem, rowsOf)) };
}

/** A fault the pack schema found, at the first row of the rule or figure it is about. */
function toError(
  { place, reason }: PackProblem,
  rowsOf: { readonly rules: readonly number[]; readonly parameters: readonly number[] },
): CellError {
  const [, list = '', index = '', rest = ''] = /^(rules|parameters)\[(\d+)\]\.?(.*)$/.exec(place) ?? [];
  const isRule = list !== 'parameters';
  const row = (isRule ? rowsOf.rules : rowsOf.parameters)[Number(index)] ?? 1;
  return {
    table: isRule ? 'rules' : 'figures',
    cell: cellName(0, row),
    reason: text(`${rest || place}：${reason.zh}`, `${rest || place}: ${reason.en}`),
  };
}
