import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../../domain/kernel/local-date.ts';
import type { Facts, Outcome } from '../../domain/policy/types.ts';
import { compileSlice } from '../engine/compile.ts';
import type { Literal } from '../engine/literal.ts';
import { fewerFacts, someCondition } from '../engine/random-rules.fixture.ts';
import { loadPack } from '../engine/read-pack.ts';
import { type Release, releasesOf } from '../engine/release.ts';
import { tinyPack, tinyRule } from '../engine/tiny-pack.fixture.ts';
import { backtest } from './backtest.ts';
import { layOut } from './columns.ts';
import { changeBetween, type Decided, decideBlock, outcomeAt, redecide } from './decide.ts';
import { decideLive, type RecordedDecision } from './recorded.ts';

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

const decisionOf = (facts: Facts, index: number): RecordedDecision => ({
  projectId: `P${String(index % 7).padStart(3, '0')}`,
  seq: index,
  checkpoint: CHECKPOINT,
  legalDate: addDays(DAY, index % 50),
  regionCode: `51018${index % 3}101`,
  sector: index % 2 === 0 ? 'education' : 'agriculture',
  amountFen: (index % 7) * 60_000_00,
  facts,
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
      { numRuns: 40 },
    );
  });

  it('is the same in whatever blocks its input comes', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, drafts, history, async (old, young, decisions) => {
        const asked = { before: releaseOf(old), after: releaseOf(young), seed: 7, on: null };
        const single = decisions.map((one) => [one]);
        expect(await backtest(single, asked)).toEqual(await backtest([decisions], asked));
      }),
      { numRuns: 20 },
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

it('deciding again under changed rules comes out as deciding anew, whatever changed', () => {
  fc.assert(
    fc.property(
      drafts,
      drafts,
      fc.array(fewerFacts, { minLength: 1, maxLength: 40 }),
      (old, young, cases) => {
        const [before, after] = [sliceFor(releaseOf(old)), sliceFor(releaseOf(young))];
        const columns = layOut(cases, before.definitions.values());
        const anew = decideBlock(columns, after);
        const again = redecide(columns, decideBlock(columns, before), changeBetween(before, after));
        const outcomesOf = (block: Decided) => cases.map((_, index) => outcomeAt(block, index));
        expect(outcomesOf(again.after)).toEqual(outcomesOf(anew));
      },
    ),
    { numRuns: 200 },
  );
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
