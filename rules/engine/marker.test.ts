import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { compileForm, MARK, rowOf } from './closures.ts';
import { knownOf } from './known.ts';
import type { Literal } from './literal.ts';
import { createMarker, leafMark, markCase } from './marker.ts';
import type { FactDefinition } from './pack-schema.ts';
import { fewerFacts, someCondition } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { tinyPack } from './tiny-pack.fixture.ts';
import { traceOf } from './trace.ts';

const definitions = new Map(loadPack(tinyPack()).facts.map((fact) => [fact.name, fact]));

/** What the closures say of the same case, comparison by comparison. */
function expected(conditions: readonly Literal[], facts: Facts, words = definitions) {
  const form = compileForm(conditions);
  const row = rowOf(form, knownOf(words.values(), facts));
  return { roots: form.roots.map((root) => root(row)), leaves: form.leaves.map((leaf) => leaf(row)) };
}

function marked(conditions: readonly Literal[], facts: Facts, words = definitions) {
  const form = compileForm(conditions);
  const marker = createMarker(form, words);
  markCase(marker, facts);
  return { roots: [...marker.roots], leaves: form.leaves.map((_, index) => leafMark(marker, index)) };
}

/** Values of every type, some of them none the pack allows. */
const anyValue: fc.Arbitrary<FactValue> = fc.oneof(
  fc.constantFrom(18, 19, 19.5, 20, 21, -0, 0, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom('a', 'b', 'c', ''),
  fc.boolean(),
  fc.constant(null),
  fc.subarray(['x', 'y', 'z']),
);
const anyFacts: fc.Arbitrary<Facts> = fc.dictionary(
  fc.constantFrom('days', 'kind', 'names', 'flag'),
  anyValue,
);

describe('the marker says what the closures say, of every rule and comparison', () => {
  const conditions = fc.array(someCondition, { minLength: 1, maxLength: 40 });

  it('for any rules and any facts, given or not', () => {
    fc.assert(
      fc.property(conditions, fewerFacts, (whens, facts) => {
        expect(marked(whens, facts)).toEqual(expected(whens, facts));
      }),
      { numRuns: 300 },
    );
  });

  it('for facts of any type, those the pack does not allow being unknown', () => {
    fc.assert(
      fc.property(conditions, anyFacts, (whens, facts) => {
        expect(marked(whens, facts)).toEqual(expected(whens, facts));
      }),
      { numRuns: 300 },
    );
  });

  it('case after case with one marker', () => {
    fc.assert(
      fc.property(conditions, fc.array(fewerFacts, { minLength: 2, maxLength: 5 }), (whens, cases) => {
        const form = compileForm(whens);
        const marker = createMarker(form, definitions);
        for (const facts of cases) {
          markCase(marker, facts);
          expect([...marker.roots]).toEqual(expected(whens, facts).roots);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('around every limit, at any distance a number can tell', () => {
    const number: FactDefinition = {
      name: 'points',
      type: 'number',
      unit: 'points',
      label: { zh: '分', en: 'points' },
    };
    const words = new Map([['points', number]]);
    const operators = ['lessThan', 'lessThanInclusive', 'greaterThan', 'equal', 'notEqual'] as const;
    const leaf: fc.Arbitrary<Literal> = fc.record({
      fact: fc.constant('points'),
      operator: fc.constantFrom(...operators),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    const step = fc.constantFrom(0, 1, -1);
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 6 }), step, fc.nat(), (whens, by, which) => {
        const [one] = [whens[which % whens.length]];
        invariant(one && 'fact' in one && typeof one.value === 'number', 'a number is compared');
        const next = one.value + by * Math.max(Number.MIN_VALUE, Math.abs(one.value) * Number.EPSILON);
        const facts = { points: next };
        expect(marked(whens, facts, words)).toEqual(expected(whens, facts, words));
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a condition of too many clauses as well', () => {
    const pair = (value: number): Literal => ({
      all: [
        { fact: 'days', operator: 'lessThan', value },
        { fact: 'flag', operator: 'equal', value: true },
      ],
    });
    const large: Literal = { any: [17, 18, 19, 20, 21, 22].map(pair) };
    for (const facts of [{ days: 20, flag: true }, { days: 20 }, { days: 40, flag: true }, {}])
      expect(marked([large, pair(20)], facts)).toEqual(expected([large, pair(20)], facts));
    expect(createMarker(compileForm([large]), definitions).large).toEqual([0]);
  });
});

it('a fact named like something every object has is not found in the object', () => {
  const label = { zh: '名', en: 'name' };
  const words = new Map<string, FactDefinition>([
    ['constructor', { name: 'constructor', type: 'text', label }],
  ]);
  const when: Literal = { fact: 'constructor', operator: 'notEqual', value: 'a' };
  expect(marked([when], {}, words).roots).toEqual([MARK.unknown]);
});

it('a trace has the shape of the condition and ends in the mark of the rule', () => {
  fc.assert(
    fc.property(someCondition, fewerFacts, (when, facts) => {
      const marker = createMarker(compileForm([when]), definitions);
      markCase(marker, facts);
      expect(traceOf(marker, 0).holds).toBe(['no', 'unknown', 'yes'][marker.roots[0] ?? 0]);
    }),
    { numRuns: 200 },
  );
});
