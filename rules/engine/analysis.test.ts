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
    ).toEqual(['ends TST-01']);
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

  const notFlag = (value: boolean) => ({ fact: 'flag', operator: 'equal', value });

  it('names two rules of which every case fires one, with the proof', () => {
    const [found] = analyse([
      rule('TST-01', few(20)),
      rule('TST-02', { fact: 'days', operator: 'greaterThan', value: 10 }),
    ]);
    expect(found).toMatchObject({ kind: 'conflicting', level: 'error', rules: ['TST-01', 'TST-02'] });
    expect(found?.sentence.en).toMatch(/every kind of case was ruled out, in \d+ steps/);
  });

  it('finds a conflict of three rules no two of which conflict, and names only those three', () => {
    const three = [
      rule('TST-01', { all: [few(20), notFlag(true)] }),
      rule('TST-02', { all: [few(20), notFlag(false)] }),
      rule('TST-03', { fact: 'days', operator: 'greaterThanInclusive', value: 20 }),
    ];
    const bystander = rule('TST-04', { all: [few(5), { fact: 'kind', operator: 'equal', value: 'a' }] });
    expect(kinds([...three, bystander])).toEqual(['conflicting TST-01 TST-02 TST-03']);
    expect(kinds(three.slice(0, 2))).toEqual([]);
    // A warning leaves a way to pass.
    expect(kinds([...three.slice(0, 2), { ...three[2], severity: 'warn', waivable: true }])).toEqual([]);
  });

  it('does not set rules of two sectors or two regions against each other', () => {
    const more = { fact: 'days', operator: 'greaterThan', value: 10 };
    const of = (id: string, when: unknown, place: Record<string, unknown>) =>
      loadPack(tinyPack({ id, facts: [], rules: [rule(`TST-0${id.length}`, when)], ...place }));
    const words = tinyPack({ rules: [rule('TST-09', { fact: 'kind', operator: 'equal', value: 'a' })] });
    const together = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      analysePacks([loadPack(words), of('one', few(20), a), of('other', more, b)]).map(({ kind }) => kind);
    const sector = (name: string) => ({ layer: 'sector', sectors: [name] });
    const city = (jurisdiction: string) => ({ layer: 'city', jurisdiction });
    expect(together(sector('农业农村'), sector('司法'))).toEqual([]);
    expect(together(city('5101'), city('5102'))).toEqual([]);
    expect(together(city('5101'), { layer: 'county', jurisdiction: '510181' })).toEqual(['conflicting']);
  });

  it('names a gap between two versions of a rule and an end without successor, with a case nobody checks', () => {
    const during = (from: string, to: string | null) => ({ effective: { from, to, confidence: 'D' } });
    const [gap] = analyse([
      rule('TST-01', few(20), during('2020-01-01', '2022-01-01')),
      rule('TST-01', few(20), during('2023-01-01', null)),
    ]);
    expect(gap).toMatchObject({ kind: 'gap', level: 'note', rules: ['TST-01'], on: '2022-01-01' });
    expect(gap?.sentence.zh).toContain('自 2022-01-01 至 2023-01-01 前没有有效版本');
    expect(gap?.witness?.days).toBeLessThan(20);
    expect(kinds([rule('TST-01', few(20), during('2020-01-01', '2022-01-01'))])).toEqual(['ends TST-01']);
    const seamless = [
      rule('TST-01', few(20), during('2020-01-01', '2022-01-01')),
      rule('TST-01', few(22), during('2022-01-01', null)),
    ];
    expect(kinds(seamless)).toEqual([]);
  });

  it('names an exemption that lifts nothing and one that lifts all', () => {
    const exempting = (when: unknown) =>
      analysePacks([
        loadPack(tinyPack({ rules: [rule('TST-01', few(20), { waivable: true })] })),
        loadPack(
          tinyPack({
            id: 'city',
            layer: 'city',
            jurisdiction: '5101',
            facts: [],
            rules: [
              rule('TST-02', when, {
                severity: 'inform',
                waivable: true,
                override: { kind: 'exempts', rule: 'TST-01' },
              }),
            ],
          }),
        ),
      ]).map(({ kind, level }) => [kind, level]);
    expect(exempting(notFlag(true))).toEqual([]);
    expect(exempting({ fact: 'days', operator: 'greaterThan', value: 30 })).toEqual([['idle', 'error']]);
    expect(exempting(few(30))).toEqual([['repeal', 'note']]);
  });

  it('finds no error in the shipped packs', () => {
    expect(analysePacks(shippedPacks).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
