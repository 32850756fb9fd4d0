import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import { compileForm, MARK, rowOf } from './closures.ts';
import { compileSlice } from './compile.ts';
import { evaluateSlice } from './evaluate.ts';
import { knownOf } from './known.ts';
import type { LiteralLeaf } from './literal.ts';
import { OPERATORS } from './pack-schema.ts';
import { fewerFacts, someCondition } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

/** The engine keeps its operators in a map its types do not show. */
const { operators } = new Engine() as unknown as {
  operators: ReadonlyMap<string, { evaluate(fact: unknown, value: unknown): boolean }>;
};

const numbers = [-1, 0, 0.01, 19, 20, 89.99, 90, Number.MAX_SAFE_INTEGER];
const PAIRS: Readonly<
  Record<string, { readonly facts: readonly FactValue[]; readonly values: readonly LiteralLeaf['value'][] }>
> = {
  ordering: { facts: numbers, values: numbers },
  sameness: { facts: [...numbers, true, false, 'a', ''], values: [...numbers, true, false, 'a', ''] },
  membership: { facts: [...numbers, 'a', 'ab'], values: [['a'], ['a', 'b'], [0, 20], []] },
  holding: { facts: [[], ['x'], ['x', 'y'], ['xy']], values: ['x', 'y', ''] },
};
const kindOf = (operator: string): string => {
  if (/Than/.test(operator)) return 'ordering';
  if (/qual/.test(operator)) return 'sameness';
  return /ontain/.test(operator) ? 'holding' : 'membership';
};

describe('the compiled form', () => {
  it.each(OPERATORS)('%s means what the operator of the engine means', (operator) => {
    const { facts, values } = PAIRS[kindOf(operator)] ?? { facts: [], values: [] };
    expect(facts.length * values.length).toBeGreaterThan(0);
    for (const fact of facts) {
      for (const value of values) {
        const form = compileForm([{ fact: 'f', operator, value }]);
        const mark = form.roots[0]?.(rowOf(form, new Map([['f', fact]])));
        const expected = operators.get(operator)?.evaluate(fact, value) === true ? MARK.yes : MARK.no;
        expect(mark, `${JSON.stringify(fact)} ${operator} ${JSON.stringify(value)}`).toBe(expected);
      }
    }
  });

  it('keeps what each comparison said, in the order they are written', () => {
    const form = compileForm([
      {
        any: [
          { fact: 'days', operator: 'lessThan', value: 20 },
          { not: { fact: 'flag', operator: 'equal', value: true } },
        ],
      },
      { fact: 'kind', operator: 'equal', value: 'a' },
    ]);
    const row = rowOf(
      form,
      new Map<string, FactValue>([
        ['days', 19],
        ['flag', true],
      ]),
    );
    expect(form.leaves.map((leaf) => leaf(row))).toEqual([MARK.yes, MARK.yes, MARK.unknown]);
    expect(form.roots.map((root) => root(row))).toEqual([MARK.yes, MARK.unknown]);
    expect(form.begins).toEqual([0, 2]);
  });

  it('agrees with the engine, rule by rule and comparison by comparison, for any rules and any facts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someCondition, { minLength: 1, maxLength: 4 }),
        fewerFacts,
        async (whens, facts) => {
          const rules = whens.map((when, index) => ({ ...tinyRule(), id: `TST-0${index + 1}`, when }));
          const [release] = releasesOf([loadPack(tinyPack({ rules }))]);
          if (!release) throw new Error('no release');
          const key = { checkpoint: 'IssueProcurement', regionCode: '510181', on: localDate('2026-01-05') };
          const slice = compileSlice(release, key);
          const known = knownOf(slice.facts, facts);
          const outcomes = await evaluateSlice(slice, known);
          const row = rowOf(slice.form, known);
          const truths = slice.form.roots.map((root) => [false, 'unknown', true][root(row)]);
          expect(outcomes.map(({ truth }) => truth)).toEqual(truths);
        },
      ),
      { numRuns: 400 },
    );
  });
});
