import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../domain/kernel/canonical.ts';
import { localDate } from '../domain/kernel/local-date.ts';
import type { StoredRelease, StoredSignature } from '../domain/policy/stored-release.ts';
import type { Facts, Outcome, PolicyQuestion, TracedVerdict, Verdict } from '../domain/policy/types.ts';
import { findCase } from './engine/cases.ts';
import { type Compile, compileForm, MARK, rowOf } from './engine/closures.ts';
import { compileSlice, sliceKeyOf } from './engine/compile.ts';
import { contentHash } from './engine/content-hash.ts';
import { explainDecision } from './engine/explain.ts';
import type { Literal } from './engine/literal.ts';
import { createPolicyCheck, knownIn, verdictOf } from './engine/policy.ts';
import { ruleFrom, someDay, someRelease, someRule } from './engine/random-packs.fixture.ts';
import { fewerFacts, someCondition, someFacts } from './engine/random-rules.fixture.ts';
import { loadPack, readPack } from './engine/read-pack.ts';
import { uncheckedRelease } from './engine/release.ts';
import { seeded } from './engine/seeded.fixture.ts';
import { tinyPack, tinyRule } from './engine/tiny-pack.fixture.ts';
import { admitRelease } from './release/admit.ts';
import { readRelease } from './release/document.ts';
import { recheckDecision } from './release/recheck.ts';
import { newKeyPair, signDocument } from './release/signing.ts';

/** The ten guarantees of the policy layer, as the README states them; what is behind each is tried closer in the tests beside the code. */

const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'require-approval', 'needs-information', 'block'];
const rank = ({ outcome }: Verdict): number => OUTCOMES.indexOf(outcome);
const RUNS = 100;

const someQuestion = fc.record({
  legalDate: someDay.map(localDate),
  sectors: fc.constantFrom(['甲'], ['乙']),
});
const questionOf = (facts: Facts, change: Partial<PolicyQuestion> = {}): PolicyQuestion => ({
  checkpoint: 'IssueProcurement',
  facts,
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
  ...change,
});

function decide(packs: readonly unknown[], question: PolicyQuestion): Promise<TracedVerdict> {
  const release = uncheckedRelease(packs.map(loadPack));
  return verdictOf(release, compileSlice(release, sliceKeyOf(question)), question);
}

test('1 purity: same packs, day, region and facts, same bytes, in any order', () =>
  fc.assert(
    fc.asyncProperty(someRelease, fewerFacts, someQuestion, async ({ packs }, facts, asked) => {
      const backwards = Object.fromEntries(Object.entries(facts).toReversed());
      const first = await decide(packs, questionOf(facts, asked));
      const second = await decide(packs.toReversed(), questionOf(backwards, asked));
      expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    }),
    { numRuns: RUNS, ...seeded('1 purity') },
  ));

test('2 completeness: every rule in force is exactly one of fired, not fired, undetermined, exempted', () =>
  fc.assert(
    fc.asyncProperty(someRelease, fewerFacts, someQuestion, async ({ packs }, facts, asked) => {
      const question = questionOf(facts, asked);
      const slice = compileSlice(uncheckedRelease(packs.map(loadPack)), sliceKeyOf(question));
      const { evaluated, findings } = await decide(packs, question);
      expect(evaluated).toEqual(slice.rules.map(({ rule }) => rule.id));
      expect(findings.map(({ rule }) => rule)).toEqual([...new Set(findings.map(({ rule }) => rule))]);
      const row = rowOf(slice.form, knownIn(slice, question));
      slice.rules.forEach(({ rule }, index) => {
        const told = findings.find((one) => one.rule === rule.id);
        const mark = slice.form.roots[index]?.(row);
        if (mark === MARK.no) expect(told).toBeUndefined();
        else if (rule.override?.kind !== 'exempts') expect(told).toBeDefined();
        if (told && told.result !== 'exempted') expect(told.result === 'fired').toBe(mark === MARK.yes);
      });
    }),
    { numRuns: RUNS, ...seeded('2 completeness') },
  ));

test('3 fail closed: what is missing, ill-typed, unknown to the schema or in dispute never passes', async () => {
  await fc.assert(
    fc.asyncProperty(
      someRelease,
      someFacts,
      someQuestion,
      fc.subarray(['days', 'kind', 'flag']),
      async (...given) => {
        const [{ packs }, facts, asked, spoilt] = given;
        const full = await decide(packs, questionOf(facts, asked));
        const missing = Object.fromEntries(Object.entries(facts).filter(([name]) => !spoilt.includes(name)));
        const illTyped = { ...facts, ...Object.fromEntries(spoilt.map((name) => [name, ['?']])) };
        for (const less of [missing, illTyped]) {
          const verdict = await decide(packs, questionOf(less, asked));
          if (verdict.outcome === 'pass') expect(full.outcome).toBe('pass');
        }
      },
    ),
    { numRuns: RUNS, ...seeded('3 fail closed') },
  );
  const odd = tinyPack({ rules: [{ ...tinyRule(), when: { fact: 'days', operator: 'matches', value: 1 } }] });
  expect(readPack(odd).ok).toBe(false);
  const turned: Compile = (conditions) => compileForm(conditions.map((one): Literal => ({ not: one })));
  const disputed = createPolicyCheck([loadPack(tinyPack())], turned);
  expect((await disputed.check(questionOf({ days: 30 }))).outcome).toBe('block');
});

test('4 agreement: json-rules-engine and the compiled form say the same of every rule and comparison', () =>
  fc.assert(
    fc.asyncProperty(someRelease, fewerFacts, someQuestion, async ({ packs }, facts, asked) => {
      const { findings } = await decide(packs, questionOf(facts, asked));
      // Both decide every case; where they differed nothing would be missing and yet nothing decided.
      const disputed = findings.filter(
        ({ result, missing }) => result === 'undetermined' && missing.length === 0,
      );
      expect(disputed).toEqual([]);
    }),
    { numRuns: RUNS, ...seeded('4 agreement') },
  ));

test('5 monotony: one more rule that does not exempt never lowers the outcome', () =>
  fc.assert(
    fc.asyncProperty(
      fc.tuple(someRelease, someRule),
      fewerFacts,
      someQuestion,
      async ([{ packs }, drawn], facts, asked) => {
        const more = ruleFrom('NEW-01', { ...drawn, override: 'none' }, []);
        const grown = packs.map((pack, at) => (at === 0 ? { ...pack, rules: [...pack.rules, more] } : pack));
        const [less, now] = [
          await decide(packs, questionOf(facts, asked)),
          await decide(grown, questionOf(facts, asked)),
        ];
        expect(rank(now)).toBeGreaterThanOrEqual(rank(less));
      },
    ),
    { numRuns: RUNS, ...seeded('5 monotony') },
  ));

test('6 no code in packs: no path, no pattern, no prototype, nothing too deep or too large', () => {
  const leaf = { fact: 'days', operator: 'lessThan', value: 20 };
  const deep = (levels: number): unknown => (levels === 0 ? leaf : { not: deep(levels - 1) });
  const refused = (when: unknown) => !readPack(tinyPack({ rules: [{ ...tinyRule(), when }] })).ok;
  expect(refused(leaf)).toBe(false);
  for (const when of [
    { ...leaf, path: '$.constructor' },
    { ...leaf, operator: 'matches', value: '(a+)+$' },
    { ...leaf, params: {} },
    JSON.parse('{"fact":"days","operator":"lessThan","value":1,"__proto__":{}}'),
    { condition: 'TST-01' },
    deep(16),
    { all: Array.from({ length: 33 }, () => leaf) },
  ])
    expect(refused(when), JSON.stringify(when)).toBe(true);
});

test('7 replay: a recorded decision is decided again to the same bytes', () =>
  fc.assert(
    fc.asyncProperty(someRelease, fewerFacts, someQuestion, async ({ packs }, facts, asked) => {
      const question = questionOf(facts, asked);
      const { trace, ...verdict } = await decide(packs, question);
      const recorded = {
        ...{ projectId: 'P1', seq: 1, question, verdict, trace, sector: '', amountFen: 0 },
        factsHash: contentHash(facts),
      };
      const stored = JSON.parse(canonicalJson(recorded)) as typeof recorded;
      const later = uncheckedRelease(packs.map(loadPack));
      const check = (again: PolicyQuestion) =>
        verdictOf(later, compileSlice(later, sliceKeyOf(again)), again);
      const policy = { ...createPolicyCheck([loadPack(tinyPack())]), check };
      expect(await recheckDecision(stored, () => Promise.resolve(policy))).toBeNull();
      const changed = { ...stored, question: { ...stored.question, facts: { ...facts, days: 99 } } };
      expect(await recheckDecision(changed, () => Promise.resolve(policy))).toMatchObject({ part: 'facts' });
    }),
    { numRuns: RUNS / 2, ...seeded('7 replay') },
  ));

test('8 analysis is exact: a witness shows it, or trying every case shows there is none', () => {
  const definitions = uncheckedRelease([loadPack(tinyPack())]).words.facts;
  const cases = [17, 18, 19, 20, 21, 22, 23].flatMap((days) =>
    ['a', 'b'].flatMap((kind) =>
      [[], ['x'], ['y'], ['x', 'y']].flatMap((names) =>
        [true, false].map((flag) => ({ days, kind, names, flag })),
      ),
    ),
  );
  const holds = (when: Literal, facts: Facts) => {
    const form = compileForm([when]);
    return form.roots[0]?.(form.slots.map((name) => facts[name])) === MARK.yes;
  };
  fc.assert(
    fc.property(someCondition, someCondition, (one, other) => {
      const search = findCase({ holds: [one], fails: [other] }, definitions);
      const shown = (facts: Facts) => holds(one, facts) && !holds(other, facts);
      if (search.kind === 'found') expect(shown({ ...cases[0], ...search.facts })).toBe(true);
      else expect([search.kind, cases.some(shown)]).toEqual(['none', false]);
    }),
    { numRuns: 3 * RUNS, ...seeded('8 analysis is exact') },
  );
});

test('9 a counterfactual passes, changes only what the applicant may, and nothing less does', () => {
  const facts = tinyPack().facts.map((one) => (one.name === 'names' ? one : { ...one, changeable: true }));
  return fc.assert(
    fc.asyncProperty(
      fc.array(someCondition, { minLength: 1, maxLength: 3 }),
      someFacts,
      async (whens, given) => {
        const rules = whens.map((when, index) => ({ ...tinyRule(), id: `TST-0${index + 1}`, when }));
        const packs = uncheckedRelease([loadPack(tinyPack({ facts, rules }))]).packs;
        const { counterfactual } = await explainDecision(questionOf(given), packs);
        if (counterfactual?.kind !== 'found') return;
        const { changes } = counterfactual;
        expect(changes.map(({ fact }) => fact)).not.toContain('names');
        const passes = async (left: typeof changes) => {
          const changed = Object.fromEntries(left.map(({ fact, to }) => [fact, to]));
          return (await decide(packs, questionOf({ ...given, ...changed }))).outcome === 'pass';
        };
        expect(await passes(changes)).toBe(true);
        for (const one of changes) expect(await passes(changes.filter((other) => other !== one))).toBe(false);
      },
    ),
    { numRuns: RUNS, ...seeded('9 counterfactual') },
  );
});

test('10 only packs signed by two people with two keys decide, and every decision names their hash', async () => {
  const reading = readRelease([tinyPack({ version: '2030.1' })]);
  if (!reading.ok) throw new Error('The trial pack is good');
  const { document, hash, version } = reading.document;
  const signedBy = (userId: string, signed = document): StoredSignature => {
    const { publicKey, privateKeyPem } = newKeyPair();
    return {
      ...signDocument({ releaseId: 'R1', document: signed }, privateKeyPem),
      ...{ userId, keyOwnerId: userId, publicKey, signedAt: '2026-01-05T01:00:00.000Z', revokedAt: null },
      ...{ validFrom: localDate('2026-01-01'), validUntil: null },
    };
  };
  const stored = (...signatures: readonly StoredSignature[]): StoredRelease => ({
    ...{ version, hash, document, origin: 'proposed', releaseId: 'R1', signatures },
  });
  const [one, two] = [signedBy('A'), signedBy('B')];
  const admitted = (...signatures: readonly StoredSignature[]) => admitRelease(stored(...signatures)).ok;
  expect([admitted(), admitted(one), admitted(one, one), admitted(one, signedBy('A'))]).toEqual(
    Array(4).fill(false),
  );
  expect(admitted(one, signedBy('B', `${document} `))).toBe(false);
  expect(admitted(one, two)).toBe(true);
  const policy = createPolicyCheck();
  expect(policy.admit(stored(one))).toContain('signatures');
  expect(policy.admit(stored(one, two))).toBeNull();
  const verdict = await policy.check({ ...questionOf({ days: 3 }), packVersion: version });
  expect([verdict.packHash, verdict.outcome]).toEqual([hash, 'block']);
});
