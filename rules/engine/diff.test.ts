import { describe, expect, it } from 'vitest';
import { invariant } from '../../domain/kernel/invariant.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { diffReleases } from './diff.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const few = (value: number) => ({ fact: 'days', operator: 'lessThan', value });

function releaseOf(...rules: readonly unknown[]) {
  const [release] = releasesOf([loadPack(tinyPack({ rules }))]);
  invariant(release, 'no release');
  return release;
}

const diff = (old: readonly unknown[], young: readonly unknown[]) =>
  diffReleases(releaseOf(...old), releaseOf(...young), localDate('2026-01-05'));

describe('difference of two releases', () => {
  it('names a rule that is new and one that is gone, with a case', () => {
    const other = { ...tinyRule(), id: 'TST-02' };
    const [gone, come] = diff([tinyRule()], [other]);
    expect(gone).toMatchObject({ kind: 'removed', rule: 'TST-01', witness: { days: 19 } });
    expect(come).toMatchObject({ kind: 'added', rule: 'TST-02', witness: { days: 19 } });
    expect([come?.sentence.zh, come?.sentence.en]).toEqual([
      '新增规则 TST-02「期限」。',
      'Rule TST-02 "Period" is new.',
    ]);
  });

  it('shows with a case in which way a rule changed', () => {
    const with20 = [{ ...tinyRule(), when: few(20) }];
    const with22 = [{ ...tinyRule(), when: few(22) }];
    expect(diff(with20, with22)).toMatchObject([{ kind: 'stricter', rule: 'TST-01', witness: { days: 20 } }]);
    expect(diff(with22, with20)).toMatchObject([{ kind: 'looser', rule: 'TST-01', witness: { days: 20 } }]);
    const turned = [{ ...tinyRule(), when: { not: few(20) } }];
    expect(diff(with20, turned).map(({ kind }) => kind)).toEqual(['stricter', 'looser']);
  });

  it('is silent about a rule that is written anew and means the same', () => {
    const anew = { not: { fact: 'days', operator: 'greaterThanInclusive', value: 20 } };
    expect(diff([tinyRule()], [{ ...tinyRule(), when: anew, title: { zh: '新', en: 'anew' } }])).toEqual([]);
  });

  it('says what else changed: severity and checkpoints', () => {
    const young = { ...tinyRule(), severity: 'warn', checkpoints: ['SignContract'] };
    expect(diff([tinyRule()], [young]).map(({ sentence }) => sentence.en)).toEqual([
      'When it fires, TST-01 warns; it used to be one that refuses.',
      'TST-01 is now also checked at SignContract.',
      'TST-01 is no longer checked at IssueProcurement.',
    ]);
  });

  it('compares what is in force on the day', () => {
    const later = { ...tinyRule(), effective: { from: '2027-01-01', to: null, confidence: 'D' } };
    expect(diff([tinyRule()], [later]).map(({ kind }) => kind)).toEqual(['removed']);
  });
});
