import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../../domain/kernel/local-date.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import type { Facts, Outcome } from '../../domain/policy/types.ts';
import { compileSlice, type Slice, sliceKeyOf } from '../engine/compile.ts';
import { withDerivedFacts } from '../engine/known.ts';
import type { Literal } from '../engine/literal.ts';
import { someDay, someRelease } from '../engine/random-packs.fixture.ts';
import { fewerFacts, someCondition } from '../engine/random-rules.fixture.ts';
import { loadPack } from '../engine/read-pack.ts';
import { type Release, releasesOf, uncheckedRelease } from '../engine/release.ts';
import { seeded } from '../engine/seeded.fixture.ts';
import { tinyPack, tinyRule } from '../engine/tiny-pack.fixture.ts';
import { backtest } from './backtest.ts';
import { changeBetween } from './change.ts';
import { hasBit } from './columns.ts';
import { type Decided, decideBlock, foundAt, redecide } from './decide.ts';
import { layOut } from './lay-out.ts';
import { decideLive } from './recorded.ts';

const CHECKPOINT = 'IssueProcurement';
const DAY = localDate('2026-03-02');
const REGION = '510181';

interface Draft {
  readonly severity: string;
  readonly when: unknown;
}

function releaseOf(drafts: readonly Draft[], change: Record<string, unknown> = {}): Release {
  const rules = drafts.map((draft, index) => ({ ...tinyRule(), ...draft, id: `TST-0${index + 1}` }));
  const [release] = releasesOf([loadPack(tinyPack({ rules, ...change }))]);
  if (!release) throw new Error('no release');
  return release;
}

function releaseFrom(packs: readonly unknown[]): Release {
  return uncheckedRelease(packs.map(loadPack));
}

/** The first packs with one rule of the second in the place of the one with its id. */
function oneRuleOf(old: readonly RawPack[], young: readonly RawPack[]): readonly RawPack[] {
  const at = young.length - 2;
  const first = young[at]?.rules.slice(0, 1) ?? [];
  return old.map((pack, index) =>
    index === at ? { ...pack, rules: [...first, ...pack.rules.slice(1)] } : pack,
  );
}
type RawPack = ReturnType<typeof tinyPack>;

const decisionOf = (facts: Facts, index: number): PastDecision => ({
  projectId: `P${String(index % 7).padStart(3, '0')}`,
  seq: index,
  question: {
    checkpoint: CHECKPOINT,
    facts,
    legalDate: addDays(DAY, index % 50),
    regionCode: `51018${index % 3}101`,
    packVersion: null,
  },
  sector: index % 2 === 0 ? 'education' : 'agriculture',
  amountFen: (index % 7) * 60_000_00,
});

const drafts: fc.Arbitrary<readonly Draft[]> = fc.array(
  fc.record({
    severity: fc.constantFrom('block', 'require-approval', 'warn', 'inform'),
    when: someCondition,
  }),
  { minLength: 1, maxLength: 4 },
);
const history = fc
  .array(fewerFacts, { minLength: 1, maxLength: 40 })
  .map((list) => list.map((facts, index) => decisionOf(facts, index)));

const keyFor = (release: Release) => ({ release, on: null });
const sliceFor = (release: Release) =>
  compileSlice(release, { checkpoint: CHECKPOINT, regionCode: REGION, on: DAY });

const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'require-approval', 'needs-information', 'block'];

describe('a backtest', () => {
  it('counts what live decisions under both releases count, for any rules and facts', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, drafts, history, async (old, young, decisions) => {
        const [before, after] = [releaseOf(old), releaseOf(young)];
        const report = await backtest([decisions], { before, after, seed: 1, on: null });
        const levels: (readonly [number, number])[] = [];
        for (const one of decisions) {
          const first = await decideLive(one, { ...keyFor(before), slice: sliceFor(before) });
          const second = await decideLive(one, { ...keyFor(after), slice: sliceFor(after) });
          levels.push([OUTCOMES.indexOf(first.outcome), OUTCOMES.indexOf(second.outcome)]);
        }
        expect(report.disagreements).toEqual([]);
        expect(report.stricter).toBe(levels.filter(([one, other]) => other > one).length);
        expect(report.looser).toBe(levels.filter(([one, other]) => other < one).length);
        expect(report.changes.length).toBe(report.stricter + report.looser);
        for (const rows of [report.byTownship, report.bySector, report.byAmount, report.byMonth])
          expect(rows.reduce((sum, row) => sum + row.decisions, 0)).toBe(report.changes.length);
      }),
      { numRuns: 40, ...seeded('a backtest counts what live decisions count') },
    );
  });

  it('is the same in whatever blocks its input comes', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, drafts, history, async (old, young, decisions) => {
        const asked = { before: releaseOf(old), after: releaseOf(young), seed: 7, on: null };
        const single = decisions.map((one) => [one]);
        expect(await backtest(single, asked)).toEqual(await backtest([decisions], asked));
      }),
      { numRuns: 20, ...seeded('a backtest in whatever blocks') },
    );
  });

  it('lets the engine decide a sample of 200 again where nothing changed, and every changed decision', async () => {
    const before = releaseOf([{ severity: 'block', when: tinyRule().when }]);
    const after = releaseOf([{ severity: 'block', when: { fact: 'days', operator: 'lessThan', value: 25 } }]);
    const decisions = Array.from({ length: 1_000 }, (_, n) => decisionOf({ days: n % 100 }, n));
    const same = await backtest([decisions], { before, after: before, seed: 3, on: null });
    expect([same.decisions, same.recheckedByEngine, same.changes]).toEqual([1_000, 200, []]);
    const other = await backtest([decisions], { before, after, seed: 3, on: null });
    expect(other.stricter).toBe(50);
    expect(other.recheckedByEngine).toBe(250);
    expect(other.changes[0]).toMatchObject({
      from: 'pass',
      to: 'block',
      rulesAdded: ['TST-01'],
      rulesGone: [],
    });
  });

  it('says who is touched: projects once with their amount, days and months', async () => {
    const before = releaseOf([{ severity: 'warn', when: tinyRule().when }]);
    const after = releaseOf([{ severity: 'block', when: tinyRule().when }]);
    const decisions = [0, 7, 14].map((index) => decisionOf({ days: 3 }, index));
    const { bySector, byAmount, byMonth, stricter } = await backtest([decisions], {
      before,
      after,
      seed: 1,
      on: null,
    });
    expect(stricter).toBe(3);
    expect(bySector.map(({ key, decisions: count }) => [key, count])).toEqual([
      ['education', 2],
      ['agriculture', 1],
    ]);
    expect(byAmount).toMatchObject([{ key: '<10000000', projects: 1, days: 3, amountFen: 0 }]);
    expect(byMonth).toMatchObject([{ key: '2026-03', firstOn: '2026-03-02', lastOn: '2026-03-16' }]);
  });

  it('puts all decisions under the law of one day where asked', async () => {
    const effective = { from: '2027-01-01', to: null, confidence: 'D' };
    const before = releaseOf([{ severity: 'warn', when: tinyRule().when }]);
    const rules = [{ ...tinyRule(), effective }];
    const [after] = releasesOf([loadPack(tinyPack({ rules }))]);
    if (!after) throw new Error('no release');
    const decisions = [[decisionOf({ days: 3 }, 0)]];
    const own = await backtest(decisions, { before, after, seed: 1, on: null });
    expect(own.changes).toMatchObject([{ from: 'warn', to: 'pass' }]);
    const later = await backtest(decisions, { before, after, seed: 1, on: localDate('2027-02-01') });
    expect(later.changes).toMatchObject([{ from: 'warn', to: 'block' }]);
  });

  it('names a decision about which columns and engine differ', async () => {
    const release = releaseOf([{ severity: 'block', when: tinyRule().when }]);
    let reads = 0;
    // A fact that changes under the reader stands for a fault of either evaluator.
    const facts = Object.defineProperty({}, 'days', {
      enumerable: true,
      get: () => (reads++ < 2 ? 5 : 30),
    }) as Facts;
    const report = await backtest([[decisionOf(facts, 0)]], {
      before: release,
      after: release,
      seed: 1,
      on: null,
    });
    expect(report.disagreements[0]).toMatchObject({
      projectId: 'P000',
      columns: { outcome: 'block' },
      engine: { outcome: 'pass' },
    });
  });
});

/** Packs of all layers with overrides of every kind, and cases under a region, sectors and a begin of the project. */
const someQuestions = fc.array(
  fc.record({
    facts: fewerFacts,
    legalDate: someDay.map(localDate),
    regionCode: fc.constantFrom('510181', '510182', '520000'),
    sectors: fc.constantFrom(undefined, ['甲'], ['乙']),
    begunOn: fc.option(someDay.map(localDate), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('columns know exemptions', () => {
  it('and decide as json-rules-engine does, whatever lifts what', async () => {
    let lifted = 0;
    await fc.assert(
      fc.asyncProperty(someRelease, someRelease, someQuestions, async (old, young, asked) => {
        const [before, after] = [releaseFrom(old.packs), releaseFrom(young.packs)];
        const decisions = asked.map(({ sectors, begunOn, ...rest }, index): PastDecision => {
          const one = decisionOf(rest.facts, index);
          const given = { ...(sectors && { sectors }), ...(begunOn && { begunOn }) };
          return { ...one, question: { ...one.question, ...rest, ...given } };
        });
        const report = await backtest([decisions], { before, after, seed: 1, on: null });
        expect(report.disagreements).toEqual([]);
        expect(report.recheckedByEngine).toBe(decisions.length);
        for (const one of decisions) {
          const slice = compileSlice(before, sliceKeyOf(one.question));
          const live = await decideLive(one, { release: before, slice, on: null });
          const facts = withDerivedFacts(one.question.facts, slice.nonWaivable);
          const columns = layOut([facts], slice.definitions.values());
          expect(foundAt(decideBlock(columns, slice), slice, 0)).toEqual(live);
          lifted += live.exempted.length;
        }
      }),
      { numRuns: 60, ...seeded('columns know exemptions') },
    );
    expect(lifted).toBeGreaterThan(0);
  });

  it('and a decision deciding again under changed rules comes out as one decided anew', () => {
    fc.assert(
      fc.property(
        fc.tuple(someRelease, someRelease),
        someQuestions,
        fc.boolean(),
        ([old, young], asked, alike) => {
          const before = releaseFrom(old.packs);
          // Often only one rule differs, which goes a way of its own.
          const after = releaseFrom(alike ? oneRuleOf(old.packs, young.packs) : young.packs);
          for (const { legalDate: on, ...question } of asked.slice(0, 3)) {
            const key = { ...question, checkpoint: CHECKPOINT, on };
            const [first, second] = [compileSlice(before, key), compileSlice(after, key)];
            const cases = asked.map(({ facts }) => facts);
            const columns = layOut(cases, first.definitions.values());
            const again = redecide(columns, decideBlock(columns, first), changeBetween(first, second));
            const anew = decideBlock(columns, second);
            const foundIn = (block: Decided, slice: Slice) =>
              cases.map((_, index) => foundAt(block, slice, index));
            const [found, were] = [foundIn(anew, second), foundIn(decideBlock(columns, first), first)];
            expect(foundIn(again.after, second)).toEqual(found);
            cases.forEach((_, index) => {
              if (!isDeepStrictEqual(found[index], were[index]))
                expect(hasBit(again.touched, index)).toBe(true);
            });
          }
        },
      ),
      { numRuns: 150, ...seeded('deciding again comes out as deciding anew') },
    );
  });
});

it('facts that only a pack can derive are those of the pack that decides', async () => {
  const facts = [
    ...tinyPack().facts,
    { name: 'justified_rules', type: 'texts', label: { zh: '理由', en: 'justified' } },
    { name: 'justified_non_waivable_count', type: 'number', unit: 'count', label: { zh: '数', en: 'count' } },
  ];
  const when: Literal = { fact: 'justified_non_waivable_count', operator: 'greaterThan', value: 0 };
  const rule = { ...tinyRule(), when, examples: tinyRule().examples };
  const pack = (waivable: boolean) => {
    const [release] = releasesOf([loadPack(tinyPack({ facts, rules: [{ ...rule, waivable }] }))]);
    if (!release) throw new Error('no release');
    return release;
  };
  const decision = decisionOf({ justified_rules: ['TST-01'] }, 0);
  const report = await backtest([[decision]], { before: pack(true), after: pack(false), seed: 1, on: null });
  expect(report.changes).toMatchObject([{ from: 'pass', to: 'block' }]);
  expect(report.disagreements).toEqual([]);
});
