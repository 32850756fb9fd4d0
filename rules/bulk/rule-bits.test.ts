import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { compileForm, MARK, rowOf } from '../engine/closures.ts';
import { knownOf } from '../engine/known.ts';
import type { Literal } from '../engine/literal.ts';
import type { FactDefinition } from '../engine/pack-schema.ts';
import { fewerFacts, someCondition, someFacts } from '../engine/random-rules.fixture.ts';
import { loadPack } from '../engine/read-pack.ts';
import { tinyPack } from '../engine/tiny-pack.fixture.ts';
import { BLOCK, hasBit } from './columns.ts';
import { layOut } from './lay-out.ts';
import { ruleBits } from './rule-bits.ts';

const definitions = new Map(loadPack(tinyPack()).facts.map((fact) => [fact.name, fact]));

type Words = ReadonlyMap<string, FactDefinition>;

/** Marks of every condition in every case, by the closures one case at a time. */
function oneByOne(whens: readonly Literal[], cases: readonly Facts[], words: Words = definitions) {
  const form = compileForm(whens);
  return cases.map((facts) => {
    const row = rowOf(form, knownOf(words.values(), facts));
    return form.roots.map((root) => root(row));
  });
}

function onColumns(whens: readonly Literal[], cases: readonly Facts[], words: Words = definitions) {
  const bits = ruleBits(layOut(cases, words.values()), compileForm(whens));
  return cases.map((_, index) =>
    bits.map(({ yes, maybe }) => {
      if (hasBit(yes, index)) return hasBit(maybe, index) ? MARK.yes : -1;
      return hasBit(maybe, index) ? MARK.unknown : MARK.no;
    }),
  );
}

const whens = fc.array(someCondition, { minLength: 1, maxLength: 8 });

describe('columns say what the closures say, case by case', () => {
  it('where everything is known', () => {
    fc.assert(
      fc.property(whens, fc.array(someFacts, { minLength: 1, maxLength: 70 }), (rules, cases) => {
        expect(onColumns(rules, cases)).toEqual(oneByOne(rules, cases));
      }),
      { numRuns: 150 },
    );
  });

  it('where facts are missing', () => {
    fc.assert(
      fc.property(whens, fc.array(fewerFacts, { minLength: 1, maxLength: 70 }), (rules, cases) => {
        expect(onColumns(rules, cases)).toEqual(oneByOne(rules, cases));
      }),
      { numRuns: 150 },
    );
  });

  it('where facts are of the wrong type', () => {
    const value: fc.Arbitrary<FactValue> = fc.oneof(
      fc.constantFrom(19, 19.5, Number.NaN, 'a', 'c', true, null),
      fc.subarray(['x', 'z']),
    );
    const facts = fc.dictionary(fc.constantFrom('days', 'kind', 'names', 'flag'), value);
    fc.assert(
      fc.property(whens, fc.array(facts, { minLength: 1, maxLength: 40 }), (rules, cases) => {
        expect(onColumns(rules, cases)).toEqual(oneByOne(rules, cases));
      }),
      { numRuns: 150 },
    );
  });

  it('with lists of numbers, and with more different words than are indexed', () => {
    const label = { zh: '名', en: 'name' };
    const words: Words = new Map<string, FactDefinition>([
      ['count', { name: 'count', type: 'number', unit: 'count', label }],
      ['word', { name: 'word', type: 'text', label }],
    ]);
    const rules: readonly Literal[] = [
      { fact: 'count', operator: 'in', value: [3, 50] },
      { fact: 'count', operator: 'notIn', value: [3, 50] },
      { fact: 'word', operator: 'in', value: ['w7', 'w99'] },
      { not: { fact: 'word', operator: 'notEqual', value: 'w8' } },
    ];
    const cases = Array.from({ length: 100 }, (_, n) => (n % 9 === 0 ? {} : { count: n, word: `w${n}` }));
    expect(onColumns(rules, cases, words)).toEqual(oneByOne(rules, cases, words));
  });
});

it('a condition about a fact without a column is unknown', () => {
  const form = compileForm([{ fact: 'days', operator: 'equal', value: 1 }]);
  const [bits] = ruleBits(layOut([{}], []), form);
  expect([hasBit(bits?.yes ?? new Int32Array(), 0), hasBit(bits?.maybe ?? new Int32Array(), 0)]).toEqual([
    false,
    true,
  ]);
});

it('a block has a limit', () => {
  const cases = Array.from({ length: BLOCK + 1 }, () => ({}));
  expect(() => layOut(cases, [])).toThrow(/more than a block/);
});
