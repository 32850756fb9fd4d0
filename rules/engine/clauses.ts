import type { Literal } from './literal.ts';

/** One comparison in a clause, by its number; negated where a `not` stands above it. */
export interface Term {
  readonly leaf: number;
  readonly negated: boolean;
}

/** Terms of which one has to hold. */
export type Clause = readonly Term[];

const MAX_CLAUSES = 16;
const MAX_TERMS = 128;

/**
 * A condition as clauses that all have to hold, or null where that takes too many. Comparisons are numbered from
 * `first` in the order they are written. Distribution and De Morgan hold in three values as well, and nothing else is
 * used: that a thing and its contrary cannot both fail would be wrong for the unknown.
 */
export function clausesOf(condition: Literal, first: number): readonly Clause[] | null {
  let next = first;
  const walk = (one: Literal, negated: boolean): readonly Clause[] | null => {
    if ('fact' in one) {
      const term = { leaf: next, negated };
      next += 1;
      return [[term]];
    }
    if ('not' in one) return walk(one.not, !negated);
    const isAll = 'all' in one;
    // Every part is walked even when one is too large, so that the numbers stay right.
    const parts = (isAll ? one.all : one.any).map((part) => walk(part, negated));
    return isAll === negated ? parts.reduce(either) : parts.reduce(both);
  };
  return walk(condition, false);
}

type Clauses = readonly Clause[] | null;

const within = (clauses: readonly Clause[]): Clauses =>
  clauses.length > MAX_CLAUSES || clauses.reduce((sum, { length }) => sum + length, 0) > MAX_TERMS
    ? null
    : clauses;

const both = (one: Clauses, other: Clauses): Clauses => one && other && within([...one, ...other]);

const either = (one: Clauses, other: Clauses): Clauses =>
  one && other && within(one.flatMap((first) => other.map((second) => [...first, ...second])));
