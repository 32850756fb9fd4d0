import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { type Definitions, kindsOf } from '../engine/cases.ts';
import { compileForm } from '../engine/closures.ts';
import { type Literal, literalLeaves } from '../engine/literal.ts';
import { type Bits } from './columns.ts';
import { layOut } from './lay-out.ts';
import { ruleBits } from './rule-bits.ts';

/** Whether cases are known in which one of two conditions holds and the other does not, both ways round. */
export type Apart = (one: Literal, other: Literal) => boolean;

const CASES = 256;

/**
 * Tells most pairs of conditions apart by a fixed set of made-up cases, so that only the others have to be searched
 * exactly. A no says nothing: the search has to decide.
 */
export function apartByCases(conditions: readonly Literal[], definitions: Definitions): Apart {
  const form = compileForm(conditions);
  const words = form.slots.flatMap((name) => definitions.get(name) ?? []);
  const cases = someCases(conditions, definitions);
  const bits = ruleBits(layOut(cases, words), form);
  const placeOf = new Map(conditions.map((condition, index) => [condition, index]));
  return (one, other) => {
    const [first, second] = [bits[placeOf.get(one) ?? -1], bits[placeOf.get(other) ?? -1]];
    if (!first || !second) return false;
    return isSomewhere(first.yes, second.maybe) && isSomewhere(second.yes, first.maybe);
  };
}

/** Whether some case has the first bit and not the second. */
function isSomewhere(bits: Bits, without: Bits): boolean {
  for (let word = 0; word < bits.length; word += 1)
    if (((bits[word] ?? 0) & ~(without[word] ?? 0)) !== 0) return true;
  return false;
}

/** Cases that mix the kinds of value the conditions can tell apart; always the same ones. */
function someCases(conditions: readonly Literal[], definitions: Definitions): readonly Facts[] {
  const leaves = conditions.flatMap(literalLeaves);
  const names = [...new Set(leaves.map(({ fact }) => fact))];
  const choices = names.map((name) => {
    const own = leaves.filter(({ fact }) => fact === name);
    return kindsOf(definitions.get(name), own);
  });
  const cases: Record<string, FactValue>[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const facts: Record<string, FactValue> = {};
    for (let at = 0; at < names.length; at += 1) {
      const kinds = choices[at] ?? [];
      const value = kinds[scattered(index * names.length + at) % kinds.length];
      if (value !== undefined) facts[names[at] ?? ''] = value;
    }
    cases.push(facts);
  }
  return cases;
}

function scattered(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
