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
  readonly conditions: readonly Literal[];
  /** Names of the facts compared, in the order of a row. */
  readonly slots: readonly string[];
  /** Each decides from the facts and stops as soon as it can. */
  readonly roots: readonly ((row: Row) => number)[];
  readonly leaves: readonly ((row: Row) => number)[];
  /** Number of the first comparison of each root. */
  readonly begins: readonly number[];
}

export type Compile = (conditions: readonly Literal[]) => CompiledForm;

interface Parts {
  readonly slots: Map<string, number>;
  readonly leaves: ((row: Row) => number)[];
}

export function compileForm(conditions: readonly Literal[]): CompiledForm {
  const parts: Parts = { slots: new Map(), leaves: [] };
  const begins: number[] = [];
  const roots = conditions.map((condition) => {
    begins.push(parts.leaves.length);
    return closureOf(condition, parts);
  });
  return { conditions, slots: [...parts.slots.keys()], roots, leaves: parts.leaves, begins };
}

export const rowOf = ({ slots }: CompiledForm, known: ReadonlyMap<string, FactValue>): Row =>
  slots.map((name) => known.get(name));

function closureOf(condition: Literal, parts: Parts): (row: Row) => number {
  if ('all' in condition) return least(condition.all.map((one) => closureOf(one, parts)));
  if ('any' in condition) return greatest(condition.any.map((one) => closureOf(one, parts)));
  if ('not' in condition) {
    const inner = closureOf(condition.not, parts);
    return (row) => 2 - inner(row);
  }
  const slot = parts.slots.get(condition.fact) ?? parts.slots.size;
  parts.slots.set(condition.fact, slot);
  const decide = comparison(condition, slot);
  parts.leaves.push(decide);
  return decide;
}

const least =
  (inner: readonly ((row: Row) => number)[]) =>
  (row: Row): number => {
    let mark: number = MARK.yes;
    for (let index = 0; index < inner.length && mark !== MARK.no; index += 1) {
      const one = inner[index]?.(row) ?? MARK.unknown;
      if (one < mark) mark = one;
    }
    return mark;
  };

const greatest =
  (inner: readonly ((row: Row) => number)[]) =>
  (row: Row): number => {
    let mark: number = MARK.no;
    for (let index = 0; index < inner.length && mark !== MARK.yes; index += 1) {
      const one = inner[index]?.(row) ?? MARK.unknown;
      if (one > mark) mark = one;
    }
    return mark;
  };

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
