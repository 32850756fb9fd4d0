import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { text } from '../../domain/kernel/text.ts';
import { type CellError, type Grid, gridOf, type Row, type TablesReading } from '../../sheets/table.ts';
import type { Vocabulary } from '../engine/lint.ts';
import { type FactDefinition, type Leaf, OPERATORS, type Pack, type Rule } from '../engine/pack-schema.ts';
import type { SharedConditions } from '../engine/shared-conditions.ts';
import { type Alternative, alternativesOf, conditionOf } from './alternatives.ts';
import { fromCell, readFlag, toCell } from './cell-values.ts';
import type { PackTable } from './names.ts';

export type Definitions = ReadonlyMap<string, FactDefinition>;

/** What tables take from beyond the pack: the facts of wider packs, and the conditions they share. */
export type TableWords = Pick<Vocabulary, 'facts' | 'shared'>;

const FIXED = [
  'id',
  'from',
  'to',
  'dates_confidence',
  'stage',
  'checkpoints',
  'severity',
  'waivable',
  'title_zh',
  'title_en',
  'document',
  'article',
  'confidence',
  'message_zh',
  'message_en',
  'remedy_zh',
  'remedy_en',
];
/** `when: contract_value_fen greaterThan`, and ` 2` behind it where a row compares one fact so twice. */
const WHEN = new RegExp(`^when: ([a-z][a-z0-9_]*) (${OPERATORS.join('|')})( [2-9])?$`);

export interface RulesWritten {
  readonly table: PackTable;
  /** Rules whose condition takes more rows than a table is good for; they stay as the pack has them. */
  readonly left: readonly string[];
}

/** 规则表: conditions as columns, a row for each alternative; the first row of a rule tells all else about it. */
export function rulesTable({ rules }: Pack, { facts, shared }: TableWords): RulesWritten {
  const written = rules.map((rule) => ({ rule, rows: columned(alternativesOf(rule.when, shared)) }));
  const columns = [
    ...new Set(written.flatMap(({ rows }) => (rows ?? []).flatMap((row) => [...row.keys()]))),
  ].sort();
  const lines = written.flatMap(({ rule, rows }) =>
    (rows ?? []).map((row, index) => [
      ...(index === 0 ? told(rule) : [rule.id, rule.effective.from, ...FIXED.slice(2).map(() => '')]),
      ...columns.map((column) => {
        const leaf = row.get(column);
        return leaf ? toCell(leaf.value, facts.get(leaf.fact)) : '';
      }),
    ]),
  );
  return {
    table: { name: 'rules', rows: [[...FIXED, ...columns], ...lines] },
    left: written.filter(({ rows }) => rows === null).map(({ rule }) => rule.id),
  };
}

function columned(rows: readonly Alternative[] | null): readonly ReadonlyMap<string, Leaf>[] | null {
  if (rows === null) return null;
  const found = rows.map((row) => {
    const cells = new Map<string, Leaf>();
    for (const leaf of row) {
      const name = `when: ${leaf.fact} ${leaf.operator}`;
      if ([...cells.values()].some((one) => canonicalJson(one) === canonicalJson(leaf))) continue;
      let column = name;
      for (let count = 2; cells.has(column); count += 1) column = `${name} ${count}`;
      cells.set(column, leaf);
    }
    return cells;
  });
  return found.every((cells) => [...cells.keys()].every((column) => WHEN.test(column))) ? found : null;
}

const told = ({
  id,
  effective,
  stage,
  checkpoints,
  severity,
  waivable,
  title,
  citation,
  message,
  remedy,
}: Rule) => [
  id,
  effective.from,
  effective.to ?? '',
  effective.confidence,
  stage,
  checkpoints.join(';'),
  severity,
  String(waivable),
  title.zh,
  title.en,
  citation.document,
  citation.article,
  citation.confidence,
  message.zh,
  message.en,
  remedy.zh,
  remedy.en,
];

/** A rule as its rows say, still without examples. */
export interface RuleRead {
  readonly row: number;
  readonly id: string;
  readonly from: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Rules in the order of their first rows; what a cell cannot mean is named. */
export function readRules(
  table: PackTable,
  before: Pack,
  { facts, shared }: TableWords,
): TablesReading<readonly RuleRead[]> {
  const reading = gridOf(table, { fixed: FIXED, open: WHEN });
  if (!reading.ok) return reading;
  const grid = reading.value;
  const errors: CellError[] = [];
  const groups = new Map<string, { first: Row; rows: Alternative[] }>();
  for (const row of grid.rows) {
    const key = `${row.at('id')} ${row.at('from')}`;
    const group = groups.get(key) ?? { first: row, rows: [] };
    if (!groups.has(key)) groups.set(key, group);
    else errors.push(...contradictions(grid, row, group.first));
    const leaves = leavesIn(grid, row, facts);
    errors.push(...leaves.errors);
    if (leaves.found.length === 0 && leaves.errors.length === 0) {
      errors.push(grid.fault(row, 'id', text('没有任何条件', 'has no condition')));
    }
    group.rows.push(leaves.found);
  }
  for (const { first } of groups.values()) {
    if (readFlag(first.at('waivable')) === undefined) {
      errors.push(grid.fault(first, 'waivable', text('应为 true 或 false', 'must be true or false')));
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: [...groups.values()].map(({ first, rows }) => ruleOf(first, rows, { before, shared })),
  };
}

/** Later rows of a rule hold conditions; what else they say has to be what the first row says. */
function contradictions(grid: Grid, row: Row, first: Row): readonly CellError[] {
  return FIXED.filter((column) => row.at(column) !== '' && row.at(column) !== first.at(column)).map(
    (column) =>
      grid.fault(row, column, text(`与第 ${first.number} 行不一致`, `differs from row ${first.number}`)),
  );
}

function leavesIn(grid: Grid, row: Row, definitions: Definitions) {
  const errors: CellError[] = [];
  const found: Leaf[] = [];
  for (const column of grid.columns) {
    const [, fact = '', operator = ''] = WHEN.exec(column) ?? [];
    const cell = row.at(column);
    if (fact === '' || cell === '') continue;
    const definition = definitions.get(fact);
    if (!definition) {
      errors.push(grid.fault(row, column, text(`没有名为 ${fact} 的事实`, `there is no fact named ${fact}`)));
      continue;
    }
    const value = fromCell(cell, definition, operator === 'in' || operator === 'notIn');
    if (value === undefined) {
      errors.push(
        grid.fault(
          row,
          column,
          text(
            `「${cell.slice(0, 40)}」不是该事实可用的值`,
            `"${cell.slice(0, 40)}" is no value of this fact`,
          ),
        ),
      );
    } else found.push({ fact, operator: operator as Leaf['operator'], value }); // the heading's form says so
  }
  return { errors, found };
}

function ruleOf(
  first: Row,
  rows: readonly Alternative[],
  { before, shared }: { readonly before: Pack; readonly shared: SharedConditions },
): RuleRead {
  const [id, from] = [first.at('id'), first.at('from')];
  const old = before.rules.find((rule) => rule.id === id && rule.effective.from === from);
  const raw = {
    id,
    stage: first.at('stage'),
    checkpoints: first
      .at('checkpoints')
      .split(';')
      .map((one) => one.trim()),
    severity: first.at('severity'),
    waivable: readFlag(first.at('waivable')),
    title: { zh: first.at('title_zh'), en: first.at('title_en') },
    citation: citationOf(first, old),
    effective: { from, to: first.at('to') || null, confidence: first.at('dates_confidence') },
    // A condition that says the same keeps its own form, and with it the hash of the pack.
    when: old && isSame(alternativesOf(old.when, shared), rows) ? old.when : conditionOf(rows),
    message: { zh: first.at('message_zh'), en: first.at('message_en') },
    remedy: { zh: first.at('remedy_zh'), en: first.at('remedy_en') },
  };
  return { row: first.number, id, from, raw: { ...(old ?? {}), ...raw } };
}

/** The hash of an article's text stays while the same article is cited; a table has no column for it. */
function citationOf(first: Row, old: Rule | undefined) {
  const [document, article] = [first.at('document'), first.at('article')];
  const isSameArticle = old?.citation.document === document && old.citation.article === article;
  const kept = isSameArticle && old.citation.textHash ? { textHash: old.citation.textHash } : {};
  return { document, article, confidence: first.at('confidence'), ...kept };
}

const sorted = (rows: readonly Alternative[]): string =>
  canonicalJson(
    rows
      .map((row) => [...new Set(row.map(canonicalJson))].sort())
      .map((row) => row.join())
      .sort(),
  );

const isSame = (old: readonly Alternative[] | null, rows: readonly Alternative[]): boolean =>
  old !== null && sorted(old) === sorted(rows);
