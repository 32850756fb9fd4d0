import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Facts } from '../../domain/policy/types.ts';
import type { Literal } from './literal.ts';
import { createPolicyCheck } from './policy.ts';
import { someCondition, someFacts } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

/** Plain two-valued reading, written apart from the engine. */
function holds(one: Literal, known: Record<string, unknown>): boolean {
  if ('all' in one) return one.all.every((inner) => holds(inner, known));
  if ('any' in one) return one.any.some((inner) => holds(inner, known));
  if ('not' in one) return !holds(one.not, known);
  const value = known[one.fact];
  const list = Array.isArray(one.value) ? one.value : [];
  const names = Array.isArray(value) ? value : [];
  const compared: Record<string, boolean> = {
    equal: value === one.value,
    notEqual: value !== one.value,
    lessThan: Number(value) < Number(one.value),
    lessThanInclusive: Number(value) <= Number(one.value),
    greaterThan: Number(value) > Number(one.value),
    greaterThanInclusive: Number(value) >= Number(one.value),
    in: list.some((entry) => entry === value),
    notIn: !list.some((entry) => entry === value),
    contains: names.includes(one.value),
    doesNotContain: !names.includes(one.value),
  };
  return compared[one.operator] === true;
}

async function resultOf(when: Literal, given: Facts) {
  const policy = createPolicyCheck([loadPack(tinyPack({ rules: [{ ...tinyRule(), when }] }))]);
  const verdict = await policy.check({
    checkpoint: 'IssueProcurement',
    facts: given,
    legalDate: localDate('2026-01-05'),
    regionCode: '510181',
    packVersion: null,
  });
  return verdict.findings[0]?.result ?? 'passes';
}

describe('three-valued evaluation, for any rule and any facts', () => {
  it('with all facts known it is the plain reading', async () => {
    await fc.assert(
      fc.asyncProperty(someCondition, someFacts, async (when, known) => {
        expect(await resultOf(when, known)).toBe(holds(when, known) ? 'fired' : 'passes');
      }),
      { numRuns: 300 },
    );
  });

  it('with facts left out it decides only what every completion would decide the same way', async () => {
    await fc.assert(
      fc.asyncProperty(
        someCondition,
        someFacts,
        fc.subarray(['days', 'kind', 'names', 'flag']),
        async (when, known, kept) => {
          const partial = Object.fromEntries(Object.entries(known).filter(([name]) => kept.includes(name)));
          const result = await resultOf(when, partial);
          if (result !== 'undetermined') expect(result).toBe(holds(when, known) ? 'fired' : 'passes');
        },
      ),
      { numRuns: 300 },
    );
  });
});
