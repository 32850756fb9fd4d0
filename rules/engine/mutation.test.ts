import { describe, expect, it } from 'vitest';
import { shippedPacks } from '../packs/shipped.ts';
import { runExamples } from './examples.ts';
import type { Literal } from './literal.ts';
import { mutantsOf, mutatePack } from './mutation.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const few: Literal = { fact: 'days', operator: 'lessThan', value: 20 };
const isB: Literal = { fact: 'kind', operator: 'in', value: ['a', 'b'] };

function reportOf(change: Record<string, unknown>) {
  const pack = loadPack(tinyPack({ rules: [{ ...tinyRule(), ...change }] }));
  const [release] = releasesOf([pack]);
  if (!release) throw new Error('no release');
  return mutatePack(pack, release);
}

describe('mutation of rules', () => {
  it('turns, shifts, drops and joins otherwise', () => {
    const [release] = releasesOf([loadPack(tinyPack())]);
    const changes = mutantsOf('TST-01', { all: [few, { not: isB }] }, release?.words.facts ?? new Map());
    expect(changes.map(({ change }) => change)).toEqual([
      'all → any',
      'dropped: days lessThan 20',
      'dropped: not (kind in ["a","b"])',
      'days lessThan 20 → days lessThanInclusive 20',
      'days lessThan 20 → days greaterThanInclusive 20',
      'days lessThan 20 → days lessThan 19',
      'days lessThan 20 → days lessThan 21',
      'not dropped',
      'kind in ["a","b"] → kind notIn ["a","b"]',
      'kind in ["a","b"] → kind in ["b"]',
      'kind in ["a","b"] → kind in ["a"]',
    ]);
  });

  it('examples on both sides of a limit find every fault', () => {
    expect(reportOf({})).toMatchObject({ mutants: 4, killed: 4, survivors: [], score: 100 });
  });

  it('a fault no example finds comes with a case that would', () => {
    const examples = [
      { expect: 'fires', facts: { days: 1 } },
      { expect: 'passes', facts: { days: 20 } },
    ];
    const { killed, survivors, score } = reportOf({ examples });
    expect([killed, score]).toEqual([3, 75]);
    expect(survivors).toEqual([
      {
        rule: 'TST-01',
        change: 'days lessThan 20 → days lessThan 19',
        search: { kind: 'found', facts: { days: 19 } },
      },
    ]);
  });

  it('a fault that changes nothing in any case is proved so and does not count', () => {
    const when = { all: [few, { fact: 'days', operator: 'lessThan', value: 30 }] };
    const { equivalent, survivors } = reportOf({ when });
    expect(equivalent).toBeGreaterThan(0);
    expect(survivors).toEqual([]);
  });

  it('the examples of each shipped pack find at least 90 % of the faults', () => {
    for (const release of releasesOf(shippedPacks)) {
      for (const pack of release.packs) expect(mutatePack(pack, release).score).toBeGreaterThanOrEqual(90);
    }
  });
});

describe('examples of packs', () => {
  it('of the shipped packs all come out as written', async () => {
    const reports = await runExamples(shippedPacks);
    expect(reports.flatMap(({ broken }) => broken)).toEqual([]);
    expect(reports.every(({ examples }) => examples > 0)).toBe(true);
  });

  it('one that does not is named with what was found instead', async () => {
    const examples = [
      { expect: 'fires', facts: { days: 20 } },
      { expect: 'passes', facts: {} },
      { expect: 'undetermined', facts: { days: 1 } },
    ];
    const [report] = await runExamples([loadPack(tinyPack({ rules: [{ ...tinyRule(), examples }] }))]);
    expect(report?.broken.map(({ expected, found }) => [expected, found])).toEqual([
      ['fires', 'passes'],
      ['passes', 'undetermined'],
      ['undetermined', 'fires'],
    ]);
  });
});
