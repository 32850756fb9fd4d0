import fc from 'fast-check';
import type { Facts } from '../../domain/policy/types.ts';
import type { Literal } from './literal.ts';

/** Facts of the trial pack around the limits the random rules use. */
export const someFacts: fc.Arbitrary<Facts> = fc.record({
  days: fc.integer({ min: 18, max: 22 }),
  kind: fc.constantFrom('a', 'b'),
  names: fc.subarray(['x', 'y']),
  flag: fc.boolean(),
});

/** The same with any of them left out. */
export const fewerFacts: fc.Arbitrary<Facts> = fc
  .tuple(someFacts, fc.subarray(['days', 'kind', 'names', 'flag']))
  .map(([facts, kept]) => Object.fromEntries(Object.entries(facts).filter(([name]) => kept.includes(name))));

const leaf: fc.Arbitrary<Literal> = fc.oneof(
  fc.record({
    fact: fc.constant('days'),
    operator: fc.constantFrom(
      'lessThan' as const,
      'lessThanInclusive' as const,
      'greaterThan' as const,
      'greaterThanInclusive' as const,
      'equal' as const,
      'notEqual' as const,
    ),
    value: fc.integer({ min: 18, max: 22 }),
  }),
  fc.record({
    fact: fc.constant('kind'),
    operator: fc.constantFrom('in' as const, 'notIn' as const),
    value: fc.constantFrom(['a'], ['a', 'b']),
  }),
  fc.record({
    fact: fc.constant('names'),
    operator: fc.constantFrom('contains' as const, 'doesNotContain' as const),
    value: fc.constantFrom('x', 'y'),
  }),
  fc.record({
    fact: fc.constant('flag'),
    operator: fc.constantFrom('equal' as const, 'notEqual' as const),
    value: fc.boolean(),
  }),
);

/** Any condition a pack of the trial vocabulary may hold. */
export const { condition: someCondition } = fc.letrec<{ condition: Literal }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
