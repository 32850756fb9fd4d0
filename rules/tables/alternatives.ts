import type { Condition, Leaf } from '../engine/pack-schema.ts';
import { type SharedConditions, writtenOut } from '../engine/shared-conditions.ts';

/** Comparisons that must all hold: one row of a rule table. */
export type Alternative = readonly Leaf[];

const MAX_ROWS = 64;

/** With three values, too: unknown stays unknown, yes and no change places. */
const OPPOSITES: Readonly<Record<Leaf['operator'], Leaf['operator']>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  greaterThanInclusive: 'lessThan',
  greaterThan: 'lessThanInclusive',
  lessThanInclusive: 'greaterThan',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
};

/** A condition as rows of which one must hold; the same meaning with three values. Null when it would take too many. */
export function alternativesOf(
  condition: Condition,
  shared: SharedConditions,
): readonly Alternative[] | null {
  return spread(writtenOut(condition, shared), false);
}

function spread(condition: Condition, negated: boolean): readonly Alternative[] | null {
  if ('fact' in condition) {
    return [[negated ? { ...condition, operator: OPPOSITES[condition.operator] } : condition]];
  }
  if ('not' in condition) return spread(condition.not, !negated);
  // The shared condition of a wider pack that is not at hand: no row can say it.
  if ('condition' in condition) return null;
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map((one) => spread(one, negated));
  let rows: readonly Alternative[] = isAll !== negated ? [[]] : [];
  for (const part of parts) {
    if (part === null) return null;
    rows =
      isAll !== negated ? rows.flatMap((row) => part.map((one) => [...row, ...one])) : [...rows, ...part];
    if (rows.length > MAX_ROWS) return null;
  }
  return rows;
}

/** The condition that rows make: any of them, each all of its comparisons. */
export function conditionOf(rows: readonly Alternative[]): Condition {
  const all = rows.map((leaves): Condition => ({ all: [...leaves] }));
  const [first] = all;
  return all.length === 1 && first ? first : { any: all };
}
