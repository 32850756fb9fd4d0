import type { FactValue } from '../../domain/policy/types.ts';
import type { LiteralLeaf } from './literal.ts';

/**
 * The kinds of value that the comparisons of one fact can tell apart: the numbers they name and the ranges between
 * these, the words they name and all other words, true and false. All values of a kind get the same marks, so a
 * comparison has to be made only once for each kind, with a value that stands for it.
 */
export interface Kinds {
  /** One value of each kind. */
  readonly examples: readonly FactValue[];
  /** Number of a value's kind; -1 for what is none of them: a list, or a value of another type than the constants. */
  readonly kindOf: (value: FactValue) => number;
}

export function kindsFor(leaves: readonly LiteralLeaf[]): Kinds {
  const constants = leaves.flatMap(({ value }): readonly unknown[] =>
    typeof value === 'object' ? value : [value],
  );
  if (constants.every((one) => typeof one === 'number')) return numberKinds(constants);
  if (constants.every((one) => typeof one === 'string')) return textKinds(constants);
  return constants.every((one) => typeof one === 'boolean') ? BOOLEANS : NONE;
}

const BOOLEANS: Kinds = {
  examples: [false, true],
  kindOf: (value) => {
    if (value === true) return 1;
    return value === false ? 0 : -1;
  },
};

const NONE: Kinds = { examples: [], kindOf: () => -1 };

/** Odd kinds are the limits themselves, even ones the ranges below, between and above them. */
function numberKinds(constants: readonly number[]): Kinds {
  const limits = Float64Array.from(new Set(constants)).sort();
  const examples = [...limits].flatMap((limit, index) => {
    const below = limits[index - 1] ?? -Number.MAX_VALUE;
    return [below / 2 + limit / 2, limit];
  });
  const kindOf = (value: FactValue): number => {
    if (typeof value !== 'number' || Number.isNaN(value)) return -1;
    let kind = 0;
    // Counting all limits is faster than stopping at the right one, which no processor can foresee.
    for (let index = 0; index < limits.length; index += 1) {
      const limit = limits[index] as number;
      kind += (value > limit ? 1 : 0) + (value >= limit ? 1 : 0);
    }
    return kind;
  };
  return { examples: [...examples, Number.MAX_VALUE], kindOf };
}

function textKinds(constants: readonly string[]): Kinds {
  const words = new Map([...new Set(constants)].map((word, index) => [word, index]));
  const longest = Math.max(0, ...constants.map(({ length }) => length));
  const kindOf = (value: FactValue): number =>
    typeof value === 'string' ? (words.get(value) ?? words.size) : -1;
  return { examples: [...words.keys(), 'x'.repeat(longest + 1)], kindOf };
}
