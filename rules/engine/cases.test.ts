import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../domain/policy/types.ts';
import { findCase, findDifference } from './cases.ts';
import { compileForm, MARK, rowOf } from './closures.ts';
import { knownOf } from './known.ts';
import type { Literal } from './literal.ts';
import { someCondition, someFacts } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { seeded } from './seeded.fixture.ts';
import { tinyPack } from './tiny-pack.fixture.ts';

const definitions = releasesOf([loadPack(tinyPack())])[0]?.words.facts ?? new Map();

/** All that the random conditions can tell apart. */
const EVERY_CASE: readonly Facts[] = [17, 18, 19, 20, 21, 22, 23].flatMap((days) =>
  ['a', 'b'].flatMap((kind) =>
    [[], ['x'], ['y'], ['x', 'y']].flatMap((names) =>
      [true, false].map((flag) => ({ days, kind, names, flag })),
    ),
  ),
);

function markOf(when: Literal, facts: Record<string, unknown>): number | undefined {
  const form = compileForm([when]);
  return form.roots[0]?.(rowOf(form, knownOf(definitions.values(), facts as never)));
}

const days = (
  operator: 'lessThan' | 'greaterThanInclusive' | 'lessThanInclusive',
  value: number,
): Literal => ({
  fact: 'days',
  operator,
  value,
});

describe('looking for a case', () => {
  it('what it finds holds, and where it finds none no case holds, for any two conditions', () => {
    fc.assert(
      fc.property(someCondition, someCondition, someFacts, (one, other, facts) => {
        const search = findCase({ holds: [one], fails: [other] }, definitions);
        if (search.kind === 'found') {
          expect([markOf(one, search.facts), markOf(other, search.facts)]).toEqual([MARK.yes, MARK.no]);
        } else {
          expect(search.kind).toBe('none');
          expect(markOf(one, facts) === MARK.yes && markOf(other, facts) === MARK.no).toBe(false);
        }
      }),
      { numRuns: 500, ...seeded('what is found holds') },
    );
  });

  it('decides for any number of conditions what trying every case decides, and proves it by what it names', () => {
    const list = fc.array(someCondition, { maxLength: 5 });
    fc.assert(
      fc.property(list, list, (holds, fails) => {
        const isCase = (facts: Facts, kept: (at: number) => boolean = () => true) =>
          holds.every((one, at) => !kept(at) || markOf(one, facts) === MARK.yes) &&
          fails.every((one, at) => !kept(holds.length + at) || markOf(one, facts) === MARK.no);
        const search = findCase({ holds, fails }, definitions);
        if (search.kind === 'found') {
          const given = { ...EVERY_CASE[0], ...search.facts };
          expect(isCase(given)).toBe(true);
        } else {
          expect(search.kind).toBe('none');
          const needed = new Set(search.kind === 'none' ? search.needed : []);
          expect(EVERY_CASE.some((facts) => isCase(facts, (at) => needed.has(at)))).toBe(false);
        }
      }),
      { numRuns: 400, ...seeded('trying every case') },
    );
  });

  it('proves that two ways of saying the same are the same', () => {
    const twice: Literal = { not: days('greaterThanInclusive', 20) };
    expect(findDifference(days('lessThan', 20), twice, definitions).kind).toBe('none');
    expect(findDifference(days('lessThan', 20), days('lessThanInclusive', 19), definitions).kind).toBe(
      'none',
    );
    expect(findDifference(days('lessThan', 20), days('lessThanInclusive', 20), definitions)).toEqual({
      kind: 'found',
      facts: { days: 20 },
    });
  });

  it('says so when there is too much to try', () => {
    const words = Array.from({ length: 7 }, (_, index) => `w${index}`);
    const any: Literal = {
      any: words.map((value) => ({ fact: 'names', operator: 'contains' as const, value })),
    };
    expect(findCase({ holds: [any], fails: [] }, definitions).kind).toBe('too-many');
  });
});
