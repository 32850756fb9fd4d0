import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invariant } from '../../domain/kernel/invariant.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { questionFor } from '../packs/question.fixture.ts';
import { type Compile, compileForm } from './closures.ts';
import { compileSlice } from './compile.ts';
import { whatWouldPass } from './counterfactual.ts';
import { explainDecision } from './explain.ts';
import { createPolicyCheck } from './policy.ts';
import { someCondition, someFacts } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const MINE = ['days', 'kind', 'flag'];

/** The trial pack with its facts, but for the list of names, in the applicant's hand. */
const packOf = (rules: readonly unknown[], mine: readonly string[] = MINE) => {
  const raw = tinyPack({ rules });
  return loadPack({
    ...raw,
    facts: raw.facts.map((fact) => (mine.includes(fact.name) ? { ...fact, changeable: true } : fact)),
  });
};

const ask = (facts: Facts, checkpoint = 'IssueProcurement') => ({
  checkpoint,
  facts,
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
});

/** Every other state of the facts in the applicant's hand, with the number of changes it takes. */
function otherStates(facts: Facts): readonly { readonly facts: Facts; readonly changes: number }[] {
  const days = [17, 18, 19, 20, 21, 22, 23];
  return days.flatMap((day) =>
    ['a', 'b'].flatMap((kind) =>
      [true, false].map((flag) => {
        const other: Facts = { ...facts, days: day, kind, flag };
        return { facts: other, changes: MINE.filter((name) => other[name] !== facts[name]).length };
      }),
    ),
  );
}

const rulesFrom = (whens: readonly unknown[]) =>
  whens.map((when, index) => ({
    ...tinyRule(),
    id: `TST-0${index + 1}`,
    severity: (['block', 'require-approval', 'warn'] as const)[index],
    when,
  }));

describe('what would pass', () => {
  it('is found when it exists, passes, and takes the fewest changes, for any rules and facts', async () => {
    const any = fc.array(someCondition, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(any, someFacts, async (whens, facts) => {
        const pack = packOf(rulesFrom(whens));
        const policy = createPolicyCheck([pack]);
        const passes = async (one: Facts) => refusalFrom(await policy.check(ask(one)), {}) === null;
        const { counterfactual, refused } = await explainDecision(ask(facts), [pack]);
        if (!refused) {
          expect(counterfactual).toBeNull();
          return;
        }
        const ways: number[] = [];
        for (const state of otherStates(facts)) if (await passes(state.facts)) ways.push(state.changes);
        if (counterfactual?.kind !== 'found') {
          expect([counterfactual?.kind, ways]).toEqual(['none', []]);
          return;
        }
        const changes = Object.fromEntries(counterfactual.changes.map(({ fact, to }) => [fact, to]));
        expect(await passes({ ...facts, ...changes })).toBe(true);
        expect(counterfactual.changes.length).toBe(Math.min(...ways));
        expect(counterfactual.changes.every(({ fact }) => MINE.includes(fact))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('names the nearest figure, and supplies what was not given', async () => {
    const pack = packOf([{ ...tinyRule(), when: { fact: 'days', operator: 'lessThan', value: 20 } }]);
    const wayFrom = async (facts: Facts) => (await explainDecision(ask(facts), [pack])).counterfactual;
    expect(await wayFrom({ days: 7 })).toEqual({
      kind: 'found',
      changes: [{ fact: 'days', from: 7, to: 20 }],
    });
    expect(await wayFrom({})).toMatchObject({ kind: 'found', changes: [{ fact: 'days', from: null }] });
  });

  it('never touches what is not the applicant’s', async () => {
    const { counterfactual } = await explainDecision(ask({ days: 7 }), [packOf([tinyRule()], [])]);
    expect(counterfactual).toEqual({ kind: 'none' });
  });

  it('is not said when deciding again does not confirm it', async () => {
    // A compiled form that reads every limit one too low finds 19, which the engine refuses.
    const wrong: Compile = (conditions) =>
      compileForm(
        conditions.map((one) =>
          'fact' in one && typeof one.value === 'number' ? { ...one, value: one.value - 1 } : one,
        ),
      );
    const [release] = releasesOf([packOf([tinyRule()])]);
    invariant(release, 'no release');
    const question = ask({ days: 7 });
    const key = { checkpoint: question.checkpoint, regionCode: '510181', on: question.legalDate };
    const slice = compileSlice(release, key, wrong);
    expect(await whatWouldPass({ release, slice, question })).toEqual({ kind: 'not-found' });
  });
});

describe('explaining a decision', () => {
  it('shows a shipped rule as a tree with its facts in both languages, and the way out', async () => {
    const { facts } = questionFor('RequestBudget');
    const asked = ask(
      { ...facts, budget_gap_fen: 500, term_months: 24, has_multi_year_plan: false },
      'RequestBudget',
    );
    const { rules, refused, counterfactual } = await explainDecision(asked);
    expect(refused).toBe(true);
    const tree = rules.find(({ rule }) => rule === 'BUD-03')?.tree;
    expect(tree).toMatchObject({ join: 'all', holds: 'yes' });
    expect(tree?.inner.map(({ sentence }) => [sentence?.zh, sentence?.en])).toEqual([
      ['服务期限（月）大于12（现为24）', 'term in months is above 12 (it is 24)'],
      ['是否有跨年度预算安排等于否（现为否）', 'whether there is a multi-year plan is no (it is no)'],
    ]);
    expect(counterfactual).toEqual({
      kind: 'found',
      changes: [
        { fact: 'budget_gap_fen', from: 500, to: 0 },
        { fact: 'has_multi_year_plan', from: false, to: true },
      ],
    });
  });

  it('says unknown where a fact is missing, and follows any, all and not', async () => {
    const few = { fact: 'days', operator: 'lessThan', value: 20 };
    const when = { any: [{ not: few }, { fact: 'kind', operator: 'in', value: ['b'] }] };
    const { rules } = await explainDecision(ask({ days: 7 }), [packOf([{ ...tinyRule(), when }])]);
    const [not, kind] = rules[0]?.tree.inner ?? [];
    expect(rules[0]?.tree.holds).toBe('unknown');
    expect([not?.join, not?.holds, not?.inner[0]?.holds]).toEqual(['not', 'no', 'yes']);
    expect([kind?.holds, kind?.sentence?.zh]).toEqual(['unknown', '类别属于乙（现为未提供）']);
  });
});
