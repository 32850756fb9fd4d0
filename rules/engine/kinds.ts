import type { FactValue } from '../../domain/policy/types.ts';
import { isFractional } from './lint.ts';
import type { LiteralLeaf } from './literal.ts';
import type { FactDefinition } from './pack-schema.ts';

/**
 * The kinds of value that the comparisons of one fact can tell apart: the numbers they name and the ranges between
 * these, the words they name and all other words, true and false. All values of a kind get the same marks, so a
 * comparison has to be made only once for each kind, with a value that stands for it.
 */
export interface Kinds {
  /** One value of each kind. */
  readonly examples: readonly FactValue[];
  readonly sort: Sort;
  /** Of numbers: odd kinds are these limits themselves, even ones the ranges below, between and above them. */
  readonly limits: readonly number[];
  /** Of words: the kind of each; one that is not there is of the last kind, or none of the fact's where its words are listed. */
  readonly words: ReadonlyMap<string, number>;
  readonly isListed: boolean;
}

/** How a kind is found. For `odd` values it is not: lists, and comparisons with constants of another type. */
export const SORT = { odd: 0, flag: 1, whole: 2, fraction: 3, word: 4 } as const;
type Sort = (typeof SORT)[keyof typeof SORT];

const NO_WORDS: ReadonlyMap<string, number> = new Map();
const ODD: Kinds = { examples: [], sort: SORT.odd, limits: [], words: NO_WORDS, isListed: false };

export function kindsFor(leaves: readonly LiteralLeaf[], definition: FactDefinition | undefined): Kinds {
  const constants = leaves.flatMap(({ value }): readonly unknown[] =>
    typeof value === 'object' ? value : [value],
  );
  if (definition?.type === 'number' && constants.every((one) => typeof one === 'number'))
    return numberKinds(constants, definition);
  if (definition?.type === 'text' && constants.every((one) => typeof one === 'string'))
    return textKinds(constants, definition);
  if (definition?.type === 'boolean' && constants.every((one) => typeof one === 'boolean'))
    return { ...ODD, sort: SORT.flag, examples: [false, true] };
  return ODD;
}

function numberKinds(constants: readonly number[], definition: FactDefinition): Kinds {
  const limits = [...new Set(constants)].sort((a, b) => a - b);
  const examples = limits.flatMap((limit, index) => {
    const below = limits[index - 1] ?? -Number.MAX_VALUE;
    return [below / 2 + limit / 2, limit];
  });
  const sort = isFractional(definition) ? SORT.fraction : SORT.whole;
  return { ...ODD, sort, limits, examples: [...examples, Number.MAX_VALUE] };
}

function textKinds(constants: readonly string[], { values }: FactDefinition): Kinds {
  const named = [...new Set(constants)];
  const words = new Map(named.map((word, index) => [word, index]));
  for (const word of Object.keys(values ?? {})) if (!words.has(word)) words.set(word, named.length);
  const longest = Math.max(0, ...named.map(({ length }) => length));
  const examples = [...named, 'x'.repeat(longest + 1)];
  return { ...ODD, sort: SORT.word, words, isListed: values !== undefined, examples };
}
