import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Facts, PolicyQuestion } from '../../domain/policy/types.ts';
import { textWith } from '../../tests/support/matchers.ts';
import { decideBlock, foundAt } from '../bulk/decide.ts';
import { layOut } from '../bulk/lay-out.ts';
import { tablesOf, withTables } from '../tables/pack-tables.ts';
import { compileSlice, sliceKeyOf } from './compile.ts';
import { contentHash } from './content-hash.ts';
import { diffReleases } from './diff.ts';
import { explainDecision } from './explain.ts';
import { withDerivedFacts } from './known.ts';
import { mutatePack } from './mutation.ts';
import { verdictOf } from './policy.ts';
import { someDay, someRelease } from './random-packs.fixture.ts';
import { fewerFacts } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { problemsOf, type Release, uncheckedRelease } from './release.ts';
import { seeded } from './seeded.fixture.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

type RawPack = ReturnType<typeof tinyPack>;
const label = { zh: '日期不足', en: 'too few days' };
const few = { fact: 'days', operator: 'lessThan', value: 20 };

const questionOf = (facts: Facts, legalDate = localDate('2026-01-05')): PolicyQuestion => ({
  checkpoint: 'IssueProcurement',
  facts,
  legalDate,
  regionCode: '510181',
  packVersion: null,
  sectors: ['甲'],
});

/** The same packs with the condition of every rule given a name, and that of its first part another. */
const named = (pack: RawPack): RawPack & { readonly conditions: readonly unknown[] } => {
  const nameOf = (id: string) => id.toLowerCase().replaceAll('-', '_');
  return {
    ...pack,
    rules: pack.rules.map((rule) => ({ ...rule, when: { condition: nameOf(rule.id) } })),
    conditions: pack.rules.flatMap(({ id, when }) => [
      { name: nameOf(id), label, when: { all: [{ condition: `${nameOf(id)}_part` }] } },
      { name: `${nameOf(id)}_part`, label, when },
    ]),
  };
};

const decide = (release: Release, question: PolicyQuestion) =>
  verdictOf(release, compileSlice(release, sliceKeyOf(question)), question);

/** What columns say of one case. */
function inBulk(release: Release, question: PolicyQuestion) {
  const slice = compileSlice(release, sliceKeyOf(question));
  const columns = layOut([withDerivedFacts(question.facts, slice.nonWaivable)], slice.facts);
  const decided = decideBlock(columns, slice);
  return foundAt(decided, slice, 0);
}

describe('shared conditions', () => {
  it('mean what they would mean written out, to both evaluators and on columns', () =>
    fc.assert(
      fc.asyncProperty(someRelease, fewerFacts, someDay, async ({ packs }, facts, day) => {
        const question = questionOf(facts, localDate(day));
        const [plain, shared] = [packs, packs.map(named)].map((one) => uncheckedRelease(one.map(loadPack)));
        if (!plain || !shared) throw new Error('no releases');
        const [one, other] = [await decide(plain, question), await decide(shared, question)];
        expect({ ...other, packHash: '' }).toEqual({ ...one, packHash: '' });
        expect(inBulk(shared, question)).toEqual(inBulk(plain, question));
        expect(inBulk(shared, question).outcome).toBe(one.outcome);
        expect(diffReleases(plain, shared, localDate(day))).toEqual([]);
      }),
      { numRuns: 60, ...seeded('shared conditions mean what they would mean written out') },
    ));

  const pack = tinyPack({
    conditions: [{ name: 'too_few', label, when: few }],
    rules: [{ ...tinyRule(), when: { any: [{ condition: 'too_few' }, { not: { condition: 'too_few' } }] } }],
  });

  it('are named in an explanation', async () => {
    const explained = await explainDecision(questionOf({ days: 19 }), [loadPack(pack)]);
    const [first, second] = explained.rules[0]?.tree.inner ?? [];
    expect(first).toMatchObject({ shared: label, holds: 'yes', sentence: { en: textWith('') } });
    expect(second).toMatchObject({ join: 'not', shared: null, inner: [{ shared: label }] });
  });

  it('are named in a difference when they are what has changed', () => {
    const [before, after] = [20, 22].map((value) =>
      uncheckedRelease([
        loadPack({
          ...pack,
          conditions: [{ name: 'too_few', label, when: { ...few, value } }],
          rules: [{ ...tinyRule(), when: { condition: 'too_few' } }],
        }),
      ]),
    );
    if (!before || !after) throw new Error('no releases');
    expect(diffReleases(before, after, localDate('2026-01-05'))).toMatchObject([
      {
        kind: 'stricter',
        witness: { days: 20 },
        sentence: {
          zh: textWith('共用条件「日期不足」已改。'),
          en: textWith('Shared condition changed: "too few days".'),
        },
      },
    ]);
  });

  it('go through tables and come back as they were, and are mutated within each rule', () => {
    const whole = loadPack({ ...pack, rules: [{ ...tinyRule(), when: { condition: 'too_few' } }] });
    const release = uncheckedRelease([whole]);
    expect(problemsOf([whole])).toEqual([]);
    const { tables, left } = tablesOf(whole, release.words);
    expect(left).toEqual([]);
    expect(tables.find(({ name }) => name === 'rules')?.rows[0]).toContain('when: days lessThan');
    const back = withTables(whole, tables, release.words);
    expect(back.ok && contentHash(back.value)).toBe(contentHash(whole));
    expect(mutatePack(whole, release)).toMatchObject({ mutants: 4, killed: 4 });
  });
});

describe('a rule that refuses what it cannot decide', () => {
  const release = uncheckedRelease([
    loadPack(tinyPack({ rules: [{ ...tinyRule(), severity: 'warn', onMissing: 'block' }] })),
  ]);

  it('blocks where another would ask, and says what is missing', async () => {
    const verdict = await decide(release, questionOf({}));
    expect(verdict).toMatchObject({
      outcome: 'block',
      findings: [{ result: 'undetermined', missing: ['days'], refusesMissing: true }],
    });
    expect(inBulk(release, questionOf({})).outcome).toBe('block');
    expect((await decide(release, questionOf({ days: 19 }))).outcome).toBe('warn');
  });

  it('is told apart in a difference, and may not be replaced by one that asks', () => {
    const asking = uncheckedRelease([loadPack(tinyPack({ rules: [{ ...tinyRule(), severity: 'warn' }] }))]);
    expect(diffReleases(release, asking, localDate('2026-01-05')).map(({ sentence }) => sentence.en)).toEqual(
      ['TST-01 now asks for information that is missing.'],
    );
    const override = { kind: 'replaces', rule: 'TST-01' };
    const narrow = loadPack(
      tinyPack({
        id: 'narrow',
        layer: 'city',
        jurisdiction: '5101',
        facts: [],
        rules: [{ ...tinyRule(), id: 'NAR-01', severity: 'warn', override }],
      }),
    );
    expect(problemsOf([...release.packs, narrow]).map(({ place }) => place)).toContain('NAR-01.override');
  });
});
