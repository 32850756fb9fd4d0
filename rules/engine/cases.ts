import type { FactValue } from '../../domain/policy/types.ts';
import { type Search, searchCase } from './case-search.ts';
import { compileForm, MARK } from './closures.ts';
import { type Literal, type LiteralLeaf, literalLeaves } from './literal.ts';
import type { FactDefinition } from './pack-schema.ts';

export interface Wanted {
  readonly holds: readonly Literal[];
  readonly fails: readonly Literal[];
}

export type Definitions = ReadonlyMap<string, FactDefinition>;

const MAX_LISTED_WORDS = 6;

/** A case in which all of one set of conditions hold and all of another fail. */
export function findCase({ holds, fails }: Wanted, definitions: Definitions): Search {
  const conditions = [...holds, ...fails];
  const form = compileForm(conditions);
  const leaves = conditions.map(literalLeaves);
  const slotOf = new Map(form.slots.map((name, slot) => [name, slot]));
  const own = form.slots.map((): LiteralLeaf[] => []);
  const slotsOf = leaves.map((all) => {
    const slots = new Set<number>();
    for (const leaf of all) {
      const slot = slotOf.get(leaf.fact) ?? 0;
      own[slot]?.push(leaf);
      slots.add(slot);
    }
    return [...slots];
  });
  const choices = form.slots.map((name, slot) => kindsOf(definitions.get(name), own[slot] ?? []));
  if (choices.some(({ length }) => length === 0)) return { kind: 'too-many' };
  return searchCase({
    form,
    slotsOf,
    wanted: conditions.map((_, index) => (index < holds.length ? MARK.yes : MARK.no)),
    choices,
  });
}

/** A case about which two conditions differ, or the proof that there is none. */
export function findDifference(one: Literal, other: Literal, definitions: Definitions): Search {
  const first = findCase({ holds: [one], fails: [other] }, definitions);
  if (first.kind !== 'none') return first;
  const second = findCase({ holds: [other], fails: [one] }, definitions);
  return second.kind === 'none' ? { ...second, tried: first.tried + second.tried } : second;
}

/** One value of each kind the comparisons can tell apart; none when there would be too many. */
export function kindsOf(
  definition: FactDefinition | undefined,
  leaves: readonly LiteralLeaf[],
): readonly FactValue[] {
  const constants = leaves.flatMap(({ value }): readonly unknown[] =>
    typeof value === 'object' ? value : [value],
  );
  switch (definition?.type) {
    case 'boolean':
      return [true, false];
    case 'number':
      return numberKinds(definition, constants);
    case 'text':
      return definition.values
        ? Object.keys(definition.values)
        : [...textsIn(constants), otherThan(constants)];
    case 'texts':
      return listKinds(textsIn(constants));
    case undefined:
      return [];
  }
}

/** The smallest step of a fact's unit; between two neighbours nothing lies. */
export const stepOf = ({ unit }: FactDefinition): number =>
  unit === 'percent' || unit === 'points' ? 0.01 : 1;

/** Sums of hundredths, without what binary fractions add. */
export const shifted = (value: number, by: number): number => Math.round((value + by) * 100) / 100;

function numberKinds(definition: FactDefinition, constants: readonly unknown[]): readonly number[] {
  const step = stepOf(definition);
  const limits = constants.filter((one) => typeof one === 'number');
  const all = limits.flatMap((limit) => [shifted(limit, -step), limit, shifted(limit, step)]);
  // A case with a negative count would be true but odd, so such values come last.
  return [...new Set(all)].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);
}

const textsIn = (constants: readonly unknown[]): readonly string[] => [
  ...new Set(constants.filter((one) => typeof one === 'string')),
];

/** A text none of the constants is. */
function otherThan(constants: readonly unknown[]): string {
  const longest = Math.max(0, ...textsIn(constants).map(({ length }) => length));
  return 'x'.repeat(longest + 1);
}

function listKinds(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length > MAX_LISTED_WORDS) return [];
  return words.reduce<readonly (readonly string[])[]>(
    (lists, word) => [...lists, ...lists.map((list) => [...list, word])],
    [[]],
  );
}
