import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts, PolicyQuestion } from '../../domain/policy/types.ts';
import { explainDecision } from './explain.ts';
import { createPolicyCheck, rulesInForce } from './policy.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const flag = { fact: 'flag', operator: 'equal', value: true };
const base = { ...tinyRule(), waivable: true };
const over = (kind: string, when: unknown, change: Record<string, unknown> = {}) => ({
  ...base,
  id: 'TST-02',
  when,
  override: { kind, rule: 'TST-01' },
  ...(kind === 'exempts' && { severity: 'inform' }),
  citation: { document: '地方规定', article: '第九条', confidence: 'D' },
  examples: [
    { expect: 'fires', facts: { days: 1, flag: true } },
    { expect: 'passes', facts: { days: 40, flag: false } },
  ],
  ...change,
});
const narrow = (rule: unknown, change: Record<string, unknown> = {}) =>
  loadPack(
    tinyPack({ id: 'narrow', layer: 'city', jurisdiction: '5101', facts: [], rules: [rule], ...change }),
  );
const wide = (rule: Record<string, unknown> = base) => loadPack(tinyPack({ rules: [rule] }));
const question = (facts: Facts, change: Partial<PolicyQuestion> = {}): PolicyQuestion => ({
  checkpoint: 'IssueProcurement',
  facts,
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
  ...change,
});

describe('an exemption', () => {
  const packs = [wide(), narrow(over('exempts', flag))];
  const policy = createPolicyCheck(packs);

  it('lifts the rule where it applies and is itself a finding with its own citation', async () => {
    const verdict = await policy.check(question({ days: 3, flag: true }));
    expect(verdict.outcome).toBe('pass');
    expect(refusalFrom(verdict, {})).toBeNull();
    expect(verdict.findings.map(({ rule, result, exempts }) => [rule, result, exempts])).toEqual([
      ['TST-01', 'exempted', undefined],
      ['TST-02', 'fired', 'TST-01'],
    ]);
    expect(verdict.findings[0]?.message.zh).toContain('依 TST-02 豁免');
    expect(verdict.findings[1]?.citation.document).toBe('地方规定');
  });

  it('lifts nothing where it does not apply, cannot be decided, or binds elsewhere', async () => {
    expect((await policy.check(question({ days: 3, flag: false }))).outcome).toBe('block');
    const open = await policy.check(question({ days: 3 }));
    expect(open.outcome).toBe('block');
    expect(open.findings.map(({ rule, result }) => [rule, result])).toEqual([
      ['TST-01', 'fired'],
      ['TST-02', 'undetermined'],
    ]);
    expect((await policy.check(question({ days: 3, flag: true }, { regionCode: '510281' }))).outcome).toBe(
      'block',
    );
  });

  it('asks for nothing while there is nothing to lift', async () => {
    const verdict = await policy.check(question({ days: 30 }));
    expect([verdict.outcome, verdict.findings]).toEqual(['pass', []]);
    expect(verdict.evaluated).toEqual(['TST-01', 'TST-02']);
  });

  it('lifts a rule that could not be decided as well', async () => {
    const verdict = await policy.check(question({ flag: true }));
    expect(verdict.findings[0]).toMatchObject({ rule: 'TST-01', result: 'exempted', missing: [] });
    expect(verdict.outcome).toBe('pass');
  });

  it('is named as a way to pass when the applicant may bring it about', async () => {
    const own = [
      { name: 'days', type: 'number', unit: 'days', label: { zh: '天数', en: 'days' } },
      { name: 'flag', type: 'boolean', changeable: true, label: { zh: '标记', en: 'flag' } },
    ];
    const changeable = loadPack(tinyPack({ facts: own, rules: [base] }));
    const { counterfactual } = await explainDecision(question({ days: 3, flag: false }), [
      changeable,
      narrow(over('exempts', flag)),
    ]);
    expect(counterfactual).toEqual({ kind: 'found', changes: [{ fact: 'flag', from: false, to: true }] });
  });

  it('of a sector does not apply while the sector is not known', async () => {
    const sector = { layer: 'sector', jurisdiction: '', sectors: ['农业农村'] };
    const two = createPolicyCheck([wide(), narrow(over('exempts', flag), sector)]);
    const outcome = async (change: Partial<PolicyQuestion>) =>
      (await two.check(question({ days: 3, flag: true }, change))).outcome;
    expect(await outcome({})).toBe('block');
    expect(await outcome({ sectors: ['司法'] })).toBe('block');
    expect(await outcome({ sectors: ['司法', '农业农村'] })).toBe('pass');
  });
});

describe('a replacement and a tightening', () => {
  const stricter = { fact: 'days', operator: 'lessThan', value: 30 };

  it('a replacement stands in the place of its rule from its own first day, in its own region', async () => {
    const effective = { from: '2025-01-01', to: null, confidence: 'D' };
    const policy = createPolicyCheck([wide(), narrow(over('replaces', stricter, { effective }))]);
    const evaluated = async (change: Partial<PolicyQuestion>) =>
      (await policy.check(question({ days: 25 }, change))).evaluated;
    expect(await evaluated({})).toEqual(['TST-02']);
    expect(await evaluated({ legalDate: localDate('2024-12-31') })).toEqual(['TST-01']);
    expect(await evaluated({ regionCode: '510281' })).toEqual(['TST-01']);
  });

  it('a tightening stands beside it', async () => {
    const policy = createPolicyCheck([wide(), narrow(over('tightens', stricter))]);
    const verdict = await policy.check(question({ days: 25 }));
    expect(verdict.evaluated).toEqual(['TST-01', 'TST-02']);
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['TST-02']);
  });

  it('the list of rules shows what each does and leaves out what is replaced', () => {
    const packs = [wide(), narrow(over('replaces', stricter))];
    const listed = rulesInForce({ on: localDate('2026-01-05'), regionCode: '510181' }, packs);
    expect(listed.map(({ id, override }) => [id, override])).toEqual([
      ['TST-02', { kind: 'replaces', rule: 'TST-01' }],
    ]);
  });
});

describe('whom a change binds', () => {
  const from = '2025-01-01';
  const bound = async (binds: string, legalDate: string, begunOn?: string) => {
    const rule = { ...base, binds, effective: { from, to: null, confidence: 'D' } };
    const asked = question(
      { days: 1 },
      { legalDate: localDate(legalDate), ...(begunOn && { begunOn: localDate(begunOn) }) },
    );
    return (await createPolicyCheck([wide(rule)]).check(asked)).evaluated.length === 1;
  };

  it.each([
    ['date', '2024-12-31', undefined, false],
    ['date', '2025-01-01', '2024-12-31', true],
    ['projectStart', '2026-06-01', '2024-12-31', false],
    ['projectStart', '2026-06-01', '2025-01-01', true],
    ['projectStart', '2025-01-01', undefined, true],
    ['projectStart', '2024-12-31', undefined, false],
    ['release', '2024-12-31', '2024-01-01', true],
  ])('by %s, decided %s, begun %s: %s', async (...[binds, legalDate, begunOn, expected]) => {
    expect(await bound(binds, legalDate, begunOn)).toBe(expected);
  });

  it('a rule that binds by the begin of a project takes the figure of that day', async () => {
    const span = (start: string, to: string | null, value: number) => ({
      from: start,
      to,
      value,
      confirmed: true,
      citation: { document: '规定', article: '第一条', confidence: 'V' },
    });
    const parameters = [
      {
        name: 'least',
        unit: 'days',
        label: { zh: '最少', en: 'least' },
        values: [span('2020-01-01', '2025-01-01', 10), span('2025-01-01', null, 20)],
      },
    ];
    const when = { fact: 'days', operator: 'lessThan', value: { parameter: 'least' } };
    const rule = { ...base, when, binds: 'projectStart', message: { zh: '最少 {least} 日', en: '{least}' } };
    const policy = createPolicyCheck([loadPack(tinyPack({ rules: [rule], parameters }))]);
    const told = async (begunOn: string) =>
      (await policy.check(question({ days: 9 }, { begunOn: localDate(begunOn) }))).findings[0]?.message.zh;
    expect(await told('2024-12-31')).toBe('最少 10 日');
    expect(await told('2025-01-01')).toBe('最少 20 日');
  });
});

describe('overrides that are not what they say are refused', () => {
  const refused = (own: unknown, rule: Record<string, unknown> = base) => {
    return () => releasesOf([wide(rule), narrow(own)]);
  };
  const milder = { fact: 'days', operator: 'lessThan', value: 10 };

  it.each([
    [
      'a replacement that lets a case escape',
      over('replaces', milder),
      base,
      /TST-02.override: from 2020-01-01 a case escapes .*"days":/,
    ],
    [
      'a replacement that is milder',
      over('replaces', base.when, { severity: 'warn' }),
      base,
      /milder than TST-01/,
    ],
    ['a replacement that may be waived', over('replaces', base.when), { ...base, waivable: false }, /milder/],
    [
      'a replacement not checked where its rule is',
      over('replaces', base.when, { checkpoints: ['SignContract'] }),
      base,
      /not checked at IssueProcurement/,
    ],
    [
      'a replacement that binds otherwise',
      over('replaces', base.when, { binds: 'release' }),
      base,
      /binds otherwise/,
    ],
    ['a tightening that asks for no more', over('tightens', milder), base, /asks for no more/],
    [
      'a tightening checked elsewhere',
      over('tightens', flag, { checkpoints: ['SignContract'] }),
      base,
      /is checked nowhere/,
    ],
    ['an exemption that refuses', over('exempts', flag, { severity: 'block' }), base, /an exemption informs/],
    [
      'an exemption where the rule is not checked',
      over('exempts', flag, { checkpoints: ['SignContract'] }),
      base,
      /exempts at SignContract/,
    ],
    [
      'a city exempting from what may not be waived',
      over('exempts', flag),
      { ...base, waivable: false },
      /narrower jurisdiction/,
    ],
    [
      'an override of a rule that does not exist',
      over('exempts', flag, { override: { kind: 'exempts', rule: 'TST-09' } }),
      base,
      /no wider layer .* TST-09/,
    ],
  ])('%s', (...[, own, rule, reason]) => {
    expect(refused(own, rule)).toThrow(reason);
  });

  it('a sector of the same legislator may exempt from what may not be waived', () => {
    const sector = { layer: 'sector', jurisdiction: '', sectors: ['农业农村'] };
    expect(() =>
      releasesOf([wide({ ...base, waivable: false }), narrow(over('exempts', flag), sector)]),
    ).not.toThrow();
  });

  it.each([
    [{ layer: 'province' }, /narrow.jurisdiction: layer province binds codes of 2 digits/],
    [{ layer: 'sector', jurisdiction: '' }, /narrow.sectors: a sector pack names its sectors/],
    [{ sectors: ['农业农村'] }, /only a sector pack does/],
  ])('a pack out of its place: %j', (change, reason) => {
    expect(() => releasesOf([wide(), narrow({ ...tinyRule(), id: 'TST-02' }, change)])).toThrow(reason);
  });
});
