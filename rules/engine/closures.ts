import type { FactValue } from '../../domain/policy/types.ts';
import type { Literal, LiteralLeaf } from './literal.ts';

/**
 * The compiled form: closures whose comparisons mean what json-rules-engine's own operators mean on facts of the right
 * type. It stands beside the engine, never instead of it: a live decision runs both.
 */

/** Three values as numbers: `all` is the least, `any` the greatest, `not` is 2 less the mark. */
export const MARK = { no: 0, unknown: 1, yes: 2 } as const;

/** Facts by slot; an unknown fact is undefined. */
export type Row = readonly (FactValue | undefined)[];

/** Conditions compiled together; their comparisons are numbered in the order they are written. */
export interface CompiledForm {
  /** Names of the facts compared, in the order of a row. */
  readonly slots: readonly string[];
  readonly roots: readonly ((row: Row) => number)[];
  readonly leaves: readonly ((row: Row) => number)[];
  /** Reads a root from the marks of the comparisons. */
  readonly joins: readonly ((marks: Uint8Array) => number)[];
  /** Number of the first comparison of each root. */
  readonly begins: readonly number[];
}

export type Compile = (conditions: readonly Literal[]) => CompiledForm;

interface Parts {
  readonly slots: Map<string, number>;
  readonly leaves: ((row: Row) => number)[];
}

interface Node {
  /** Decides from the facts and stops as soon as it can. */
  readonly decide: (row: Row) => number;
  /** Decides from comparisons already made. */
  readonly join: (marks: Uint8Array) => number;
}

export function compileForm(conditions: readonly Literal[]): CompiledForm {
  const parts: Parts = { slots: new Map(), leaves: [] };
  const begins: number[] = [];
  const nodes = conditions.map((condition) => {
    begins.push(parts.leaves.length);
    return nodeOf(condition, parts);
  });
  return {
    slots: [...parts.slots.keys()],
    roots: nodes.map(({ decide }) => decide),
    joins: nodes.map(({ join }) => join),
    leaves: parts.leaves,
    begins,
  };
}

export const rowOf = ({ slots }: CompiledForm, known: ReadonlyMap<string, FactValue>): Row =>
  slots.map((name) => known.get(name));

/** Marks of all roots, without what each comparison said. */
export function decideAll({ roots }: CompiledForm, row: Row, into: Uint8Array): void {
  for (let index = 0; index < roots.length; index += 1) into[index] = roots[index]?.(row) ?? MARK.unknown;
}

/** Marks of all comparisons and, from them, of all roots. */
export interface Marks {
  readonly roots: Uint8Array;
  readonly leaves: Uint8Array;
}

export const blankMarks = ({ roots, leaves }: CompiledForm): Marks => ({
  roots: new Uint8Array(roots.length).fill(MARK.unknown),
  leaves: new Uint8Array(leaves.length).fill(MARK.unknown),
});

export function markAll({ leaves, joins }: CompiledForm, row: Row, into: Marks): void {
  for (let index = 0; index < leaves.length; index += 1)
    into.leaves[index] = leaves[index]?.(row) ?? MARK.unknown;
  for (let index = 0; index < joins.length; index += 1)
    into.roots[index] = joins[index]?.(into.leaves) ?? MARK.unknown;
}

function nodeOf(condition: Literal, parts: Parts): Node {
  if ('all' in condition) return allOf(condition.all.map((one) => nodeOf(one, parts)));
  if ('any' in condition) return anyOf(condition.any.map((one) => nodeOf(one, parts)));
  if ('not' in condition) {
    const inner = nodeOf(condition.not, parts);
    return { decide: (row) => 2 - inner.decide(row), join: (marks) => 2 - inner.join(marks) };
  }
  const slot = parts.slots.get(condition.fact) ?? parts.slots.size;
  parts.slots.set(condition.fact, slot);
  const index = parts.leaves.length;
  const decide = comparison(condition, slot);
  parts.leaves.push(decide);
  return { decide, join: (marks) => marks[index] ?? MARK.unknown };
}

function allOf(nodes: readonly Node[]): Node {
  const decides = nodes.map(({ decide }) => decide);
  const joins = nodes.map(({ join }) => join);
  return { decide: (row) => least(decides, row), join: (marks) => least(joins, marks) };
}

function anyOf(nodes: readonly Node[]): Node {
  const decides = nodes.map(({ decide }) => decide);
  const joins = nodes.map(({ join }) => join);
  return { decide: (row) => greatest(decides, row), join: (marks) => greatest(joins, marks) };
}

function least<T>(inner: readonly ((of: T) => number)[], of: T): number {
  let mark: number = MARK.yes;
  for (let index = 0; index < inner.length && mark !== MARK.no; index += 1) {
    const one = inner[index]?.(of) ?? MARK.unknown;
    if (one < mark) mark = one;
  }
  return mark;
}

function greatest<T>(inner: readonly ((of: T) => number)[], of: T): number {
  let mark: number = MARK.no;
  for (let index = 0; index < inner.length && mark !== MARK.yes; index += 1) {
    const one = inner[index]?.(of) ?? MARK.unknown;
    if (one > mark) mark = one;
  }
  return mark;
}

function comparison(leaf: LiteralLeaf, slot: number): (row: Row) => number {
  const test = testOf(leaf);
  return (row) => {
    const value = row[slot];
    if (value === undefined) return MARK.unknown;
    return test(value) ? MARK.yes : MARK.no;
  };
}

/** Means what the engine's operator means for a fact of its defined type; a test holds it to the engine's own operators. */
function testOf({ operator, value }: LiteralLeaf): (fact: FactValue) => boolean {
  const limit = typeof value === 'number' ? value : Number.NaN;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [];
  switch (operator) {
    case 'equal':
      return (fact) => fact === value;
    case 'notEqual':
      return (fact) => fact !== value;
    case 'lessThan':
      return (fact) => typeof fact === 'number' && fact < limit;
    case 'lessThanInclusive':
      return (fact) => typeof fact === 'number' && fact <= limit;
    case 'greaterThan':
      return (fact) => typeof fact === 'number' && fact > limit;
    case 'greaterThanInclusive':
      return (fact) => typeof fact === 'number' && fact >= limit;
    case 'in':
      return (fact) => listed.indexOf(fact) > -1;
    case 'notIn':
      return (fact) => listed.indexOf(fact) === -1;
    case 'contains':
      return (fact) => Array.isArray(fact) && fact.indexOf(value) > -1;
    case 'doesNotContain':
      return (fact) => Array.isArray(fact) && fact.indexOf(value) === -1;
  }
}
