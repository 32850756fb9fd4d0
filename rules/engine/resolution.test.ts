import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Facts, Outcome, PolicyQuestion, Verdict } from '../../domain/policy/types.ts';
import { compileSlice, sliceId, sliceKeyOf } from './compile.ts';
import type { Pack } from './pack-schema.ts';
import { verdictOf } from './policy.ts';
import { ruleFrom, someDay, someRelease, someRule } from './random-packs.fixture.ts';
import { fewerFacts, someFacts } from './random-rules.fixture.ts';
import { loadPack } from './read-pack.ts';
import { uncheckedRelease } from './release.ts';
import { seeded } from './seeded.fixture.ts';

const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'require-approval', 'needs-information', 'block'];
const rank = ({ outcome }: Verdict): number => OUTCOMES.indexOf(outcome);

const someQuestion = fc
  .record({
    on: someDay,
    begunOn: fc.option(someDay),
    sectors: fc.constantFrom(undefined, ['甲'], ['乙']),
    regionCode: fc.constantFrom('510181', '510100', '511000', '440100'),
  })
  .map(
    ({ on, begunOn, sectors, regionCode }) =>
      (facts: Facts): PolicyQuestion => ({
        checkpoint: 'IssueProcurement',
        facts,
        legalDate: on,
        regionCode,
        packVersion: null,
        ...(begunOn !== null && { begunOn }),
        ...(sectors && { sectors }),
      }),
  );

function ask(packs: readonly Pack[], question: PolicyQuestion): Promise<Verdict> {
  const release = uncheckedRelease(packs);
  return verdictOf(release, compileSlice(release, sliceKeyOf(question)), question);
}
const load = (packs: readonly unknown[]): readonly Pack[] => packs.map(loadPack);
const without = (packs: readonly Pack[], kinds: readonly string[]): readonly Pack[] =>
  packs.map((pack) => ({
    ...pack,
    rules: pack.rules.filter(({ override }) => !override || !kinds.includes(override.kind)),
  }));

/** Which rules bind, read from the words of the schema and written apart from the resolution. */
function expectedRules(packs: readonly Pack[], question: PolicyQuestion): readonly string[] {
  const { regionCode, sectors, legalDate, begunOn } = question;
  const binding = packs
    .filter(({ jurisdiction }) => regionCode.slice(0, jurisdiction.length) === jurisdiction)
    .filter((pack) => pack.layer !== 'sector' || sectors?.includes('甲') !== false)
    .flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })))
    .filter(({ pack, rule: { binds, effective, override } }) => {
      const lifts = override?.kind === 'exempts';
      if (lifts && pack.layer === 'sector' && !sectors) return false;
      if (binds === 'release') return true;
      if (lifts && binds === 'projectStart' && !begunOn) return false;
      const day = binds === 'projectStart' && begunOn ? begunOn : legalDate;
      return effective.from <= day && (effective.to === null || day < effective.to);
    })
    .map(({ rule }) => rule);
  const gone = binding.flatMap(({ override }) => (override?.kind === 'replaces' ? [override.rule] : []));
  return binding
    .map(({ id }) => id)
    .filter((id) => !gone.includes(id))
    .sort();
}

describe('resolution by layer, sector, legal date and begin of the project', () => {
  it('takes exactly the rules that bind, whatever the order of the packs', async () => {
    await fc.assert(
      fc.asyncProperty(someRelease, someQuestion, someFacts, async ({ packs }, question, facts) => {
        const loaded = load(packs);
        const asked = question(facts);
        const verdict = await ask(loaded, asked);
        expect(verdict.evaluated).toEqual(expectedRules(loaded, asked));
        expect(JSON.stringify(await ask(loaded.toReversed(), asked))).toBe(JSON.stringify(verdict));
      }),
      { numRuns: 300, ...seeded('resolution takes the rules that bind') },
    );
  });

  it('completeness: every rule in force is one of fired, not fired, undetermined, exempted', async () => {
    await fc.assert(
      fc.asyncProperty(someRelease, someQuestion, fewerFacts, async ({ packs }, question, facts) => {
        const loaded = load(packs);
        const { evaluated, findings } = await ask(loaded, question(facts));
        const told = findings.map(({ rule }) => rule);
        expect(new Set(evaluated).size).toBe(evaluated.length);
        expect(new Set(told).size).toBe(told.length);
        expect(told.filter((id) => !evaluated.includes(id))).toEqual([]);
        const bare = await ask(without(loaded, ['exempts']), question(facts));
        const lifted = new Set(
          findings.flatMap(({ exempts, result }) =>
            exempts !== undefined && result === 'fired' ? [exempts] : [],
          ),
        );
        for (const { rule, result, exempts } of findings) {
          if (exempts !== undefined) continue;
          // Exempted is what would be told without the exemption and has one that applies; nothing else changes.
          const plain = bare.findings.find((one) => one.rule === rule)?.result;
          expect(result).toBe(lifted.has(rule) ? 'exempted' : plain);
        }
        expect(bare.findings.filter(({ rule }) => !told.includes(rule))).toEqual([]);
      }),
      { numRuns: 300, ...seeded('completeness with exemptions') },
    );
  });

  it('monotony: one more rule that does not exempt never lowers the outcome', async () => {
    await fc.assert(
      fc.asyncProperty(
        someRelease,
        someRule,
        fc.nat({ max: 4 }),
        someQuestion,
        fewerFacts,
        async (...[{ packs, national }, drawn, at, question, facts]) => {
          const loaded = load(packs);
          const kind = drawn.override === 'tightens' ? 'tightens' : 'none';
          const more = ruleFrom('NEW-01', { ...drawn, override: kind }, national);
          const grown = load(
            packs.map((pack, index) => (index === at ? { ...pack, rules: [...pack.rules, more] } : pack)),
          );
          expect(rank(await ask(grown, question(facts)))).toBeGreaterThanOrEqual(
            rank(await ask(loaded, question(facts))),
          );
        },
      ),
      { numRuns: 300, ...seeded('monotony') },
    );
  });

  it('only an exemption lowers what the wider layers decide', async () => {
    await fc.assert(
      fc.asyncProperty(
        someRelease,
        someQuestion,
        someFacts,
        fewerFacts,
        async (...[{ packs }, question, facts, fewer]) => {
          const strict = without(load(packs), ['exempts']);
          const wide = strict.slice(0, 1);
          const more = async (narrow: readonly Pack[], given: Facts) =>
            expect(rank(await ask(narrow, question(given)))).toBeGreaterThanOrEqual(
              rank(await ask(wide, question(given))),
            );
          await more(strict, facts);
          // A replacement may decide by itself what its rule could not for want of a fact, so it stays out here.
          await more(without(strict, ['replaces']), fewer);
        },
      ),
      { numRuns: 150, ...seeded('only exemptions lower') },
    );
  });

  it('a sector that is not known never gives a better outcome than one that is', async () => {
    await fc.assert(
      fc.asyncProperty(someRelease, someQuestion, someFacts, async ({ packs }, question, facts) => {
        const loaded = load(packs);
        const { sectors, ...unknown } = question(facts);
        const [open, known] = [
          await ask(loaded, unknown),
          await ask(loaded, { ...unknown, sectors: sectors ?? [] }),
        ];
        expect(rank(open)).toBeGreaterThanOrEqual(rank(known));
      }),
      { numRuns: 300, ...seeded('unknown sectors') },
    );
  });

  it('questions with one slice id have the same rules and figures', () => {
    const days = ['2021-06-01', '2021-07-01', '2022-02-01', '2022-03-01', '2024-06-01', '2026-01-05'];
    fc.assert(
      fc.property(someRelease, ({ packs }) => {
        const release = uncheckedRelease(load(packs));
        const compiled = new Map<string, unknown>();
        for (const on of days) {
          for (const begunOn of [undefined, ...days]) {
            for (const sectors of [undefined, ['甲'], ['乙']]) {
              const key = {
                checkpoint: 'IssueProcurement',
                regionCode: '510181',
                on: on as LocalDate,
                begunOn: begunOn as LocalDate | undefined,
                sectors,
              };
              const id = sliceId(release, key);
              const rules = compileSlice(release, key).rules.map(({ rule, literal }) => [rule.id, literal]);
              expect(rules).toEqual(compiled.get(id) ?? rules);
              compiled.set(id, rules);
            }
          }
        }
        expect(compiled.size).toBeLessThan(days.length * (days.length + 1) * 3);
      }),
      { numRuns: 10, ...seeded('slice ids') },
    );
  });
});
