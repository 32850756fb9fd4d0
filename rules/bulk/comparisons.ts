import type { CompiledForm, Row } from '../engine/closures.ts';
import { type LiteralLeaf, literalLeaves } from '../engine/literal.ts';

/**
 * A comparison as columns make it. Of two contrary operators only one is made; the other is its contrary, which for a
 * known fact is the same and for an unknown one unknown as well.
 */
export interface Comparison {
  readonly fact: string;
  readonly slot: number;
  readonly operator: Made;
  readonly value: LiteralLeaf['value'];
  /** The comparison as it was written, for one value at a time; its contrary is meant where `negated`. */
  readonly closure: (row: Row) => number;
  readonly negated: boolean;
  /** Written comparisons that come down to the same one have the same number. */
  readonly number: number;
}

type Made = 'equal' | 'lessThan' | 'lessThanInclusive' | 'in' | 'contains';

const AS_MADE: Readonly<Record<LiteralLeaf['operator'], readonly [Made, boolean]>> = {
  equal: ['equal', false],
  notEqual: ['equal', true],
  lessThan: ['lessThan', false],
  greaterThanInclusive: ['lessThan', true],
  lessThanInclusive: ['lessThanInclusive', false],
  greaterThan: ['lessThanInclusive', true],
  in: ['in', false],
  notIn: ['in', true],
  contains: ['contains', false],
  doesNotContain: ['contains', true],
};

const found = new WeakMap<CompiledForm, readonly Comparison[]>();

/** The comparisons of a form in the order they are written. */
export function comparisonsOf(form: CompiledForm): readonly Comparison[] {
  const known = found.get(form);
  if (known) return known;
  const numbers = new Map<string, number>();
  const slotOf = new Map(form.slots.map((name, slot) => [name, slot]));
  const leaves = form.conditions.flatMap(literalLeaves);
  const comparisons = leaves.map(({ fact, operator, value }, index) => {
    const [made, negated] = AS_MADE[operator];
    const key = `${fact} ${made} ${typeof value === 'object' ? JSON.stringify(value) : `${typeof value} ${value}`}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    const closure = form.leaves[index];
    if (!closure) throw new RangeError(`Comparison ${index} was not compiled`);
    return { fact, slot: slotOf.get(fact) ?? 0, operator: made, value, closure, negated, number };
  });
  found.set(form, comparisons);
  return comparisons;
}
