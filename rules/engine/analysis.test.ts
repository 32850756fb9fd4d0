import { describe, expect, it } from 'vitest';
import { shippedPacks } from '../packs/shipped.ts';
import { analysePacks } from './analysis.ts';
import { loadPack } from './read-pack.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const few = (value: unknown) => ({ fact: 'days', operator: 'lessThan', value });
const rule = (id: string, when: unknown, change: Record<string, unknown> = {}) => ({
  ...tinyRule(),
  id,
  when,
  ...change,
});
const analyse = (rules: readonly unknown[], change: Record<string, unknown> = {}) =>
  analysePacks([loadPack(tinyPack({ rules, ...change }))]);
const kinds = (rules: readonly unknown[]) =>
  analyse(rules).map(({ kind, rules: ids }) => [kind, ...ids].join(' '));

describe('analysis of packs', () => {
  it('finds nothing in two rules that may fire apart', () => {
    expect(
      kinds([rule('TST-01', few(20)), rule('TST-02', { fact: 'flag', operator: 'equal', value: true })]),
    ).toEqual([]);
  });

  it('names a rule that can never fire and one that always does', () => {
    const never = { all: [few(20), { fact: 'days', operator: 'greaterThan', value: 19 }] };
    const [found] = analyse([rule('TST-01', never)]);
    expect(found).toMatchObject({ kind: 'unreachable', level: 'error', rules: ['TST-01'], witness: null });
    expect(kinds([rule('TST-01', { not: never })])).toEqual(['always TST-01']);
  });

  it('names a rule within another, with a case in which both fire', () => {
    const [found] = analyse([rule('TST-01', few(20)), rule('TST-02', few(10))]);
    expect(found).toMatchObject({ kind: 'contained', level: 'note', rules: ['TST-02', 'TST-01'] });
    expect(found?.witness?.days).toBeLessThan(10);
  });

  it('names two rules that mean the same', () => {
    const same = { not: { fact: 'days', operator: 'greaterThanInclusive', value: 20 } };
    expect(kinds([rule('TST-01', few(20)), rule('TST-02', same)])).toEqual(['equivalent TST-01 TST-02']);
  });

  it('compares only rules that can meet: severity, checkpoint and day', () => {
    const twin = (change: Record<string, unknown>) =>
      kinds([rule('TST-01', few(20)), rule('TST-02', few(20), change)]);
    expect(twin({ severity: 'warn' })).toEqual([]);
    expect(twin({ checkpoints: ['SignContract'] })).toEqual([]);
    const [early, late] = ['2020-01-01', '2024-01-01'];
    const until = { from: early, to: late, confidence: 'D' };
    const since = { from: late, to: null, confidence: 'D' };
    expect(
      kinds([rule('TST-01', few(20), { effective: until }), rule('TST-02', few(20), { effective: since })]),
    ).toEqual([]);
  });

  it('looks at every day on which a figure changes, and only at figures of the same day', () => {
    const figure = (from: string, to: string | null, value: number) => ({
      from,
      to,
      value,
      confirmed: true,
      citation: { document: '规定', article: '第一条', confidence: 'D' },
    });
    const parameters = [
      {
        name: 'limit',
        unit: 'days',
        label: { zh: '期限', en: 'limit' },
        values: [figure('2019-01-01', '2024-01-01', 10), figure('2024-01-01', null, 30)],
      },
    ];
    const rules = [rule('TST-01', few({ parameter: 'limit' })), rule('TST-02', few(20))];
    const found = analyse(rules, { parameters }).map(({ kind, on, rules: ids }) => [kind, on, ...ids]);
    expect(found).toEqual([
      ['contained', '2020-01-01', 'TST-01', 'TST-02'],
      ['contained', '2024-01-01', 'TST-02', 'TST-01'],
    ]);
  });

  it('names overlapping versions with a day on which both are in force', () => {
    const effective = { from: '2022-05-01', to: null, confidence: 'D' };
    const [found] = analyse([rule('TST-01', few(20)), rule('TST-01', few(10), { effective })]);
    expect(found).toMatchObject({ kind: 'invalid', level: 'error', rules: ['TST-01'] });
    expect(found?.sentence.en).toContain('2022-05-01');
  });

  it('finds no error in the shipped packs', () => {
    expect(analysePacks(shippedPacks).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
