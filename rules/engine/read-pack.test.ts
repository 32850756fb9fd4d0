import { describe, expect, it } from 'vitest';
import { loadPack, readPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const problems = (raw: unknown) => {
  const reading = readPack(raw);
  return reading.ok ? [] : reading.problems;
};

const withRule = (change: Record<string, unknown>) => tinyPack({ rules: [{ ...tinyRule(), ...change }] });

describe('readPack', () => {
  it('takes a good pack', () => {
    expect(problems(tinyPack())).toEqual([]);
  });

  it.each([
    ['unknown key of the pack', tinyPack({ note: 'x' }), '(pack)', /note/],
    ['unknown key of a rule', withRule({ priority: 5 }), 'rules[0]', /priority/],
    [
      'priority on a comparison',
      withRule({ when: { all: [{ fact: 'days', operator: 'lessThan', value: 20, priority: 2 }] } }),
      'rules[0].when.all[0]',
      /priority/,
    ],
    [
      'params on a comparison',
      withRule({ when: { fact: 'days', operator: 'lessThan', value: 20, params: {} } }),
      'rules[0].when',
      /params/,
    ],
    [
      'path',
      withRule({ when: { fact: 'days', operator: 'lessThan', value: 1, path: '$.a' } }),
      'rules[0].when.path',
      /"path" is not allowed/,
    ],
    ['constructor', tinyPack({ constructor: {} }), 'constructor', /not allowed/],
    [
      'unknown operator',
      withRule({ when: { fact: 'days', operator: 'regex', value: 'a' } }),
      'rules[0].when.operator',
      /expected one of/,
    ],
    [
      'empty any, which would always be true',
      withRule({ when: { any: [] } }),
      'rules[0].when.any',
      /Too small/,
    ],
    ['empty all', withRule({ when: { all: [] } }), 'rules[0].when.all', /Too small/],
    ['a list of no examples', withRule({ examples: [] }), 'rules[0].examples', /Too small/],
    [
      'a date that does not exist',
      withRule({ effective: { from: '2025-02-30', to: null, confidence: 'V' } }),
      'rules[0].effective.from',
      /date/,
    ],
    [
      'a confidence that does not exist',
      withRule({ citation: { document: 'x', article: 'y', confidence: 'X' } }),
      'rules[0].citation.confidence',
      /expected one of/,
    ],
    ['a rule without a citation', withRule({ citation: undefined }), 'rules[0].citation', /expected object/],
    [
      'a severity that does not exist',
      withRule({ severity: 'maybe' }),
      'rules[0].severity',
      /expected one of/,
    ],
    [
      'a reference that is no name',
      withRule({ when: { condition: 'No name' } }),
      'rules[0].when.condition',
      /snake_case/,
    ],
  ])('refuses %s with its place', (...[, raw, place, reason]) => {
    const found = problems(raw);
    expect(found[0]?.place).toBe(place);
    expect(found.map((one) => one.reason.en).join()).toMatch(reason);
  });

  it('refuses __proto__, which JSON.parse makes an own key', () => {
    const text = JSON.stringify(tinyPack()).replace('{', '{"__proto__":{"polluted":true},');
    expect(problems(JSON.parse(text))).toEqual([
      {
        place: '__proto__',
        reason: {
          zh: '规则包中不得有键 "__proto__"',
          en: 'the key "__proto__" is not allowed in a pack',
        },
      },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses conditions deeper than 16 levels and takes 16', () => {
    const nested = (levels: number): unknown =>
      levels === 1 ? { fact: 'days', operator: 'lessThan', value: 20 } : { all: [nested(levels - 1)] };
    expect(problems(withRule({ when: nested(16) }))).toEqual([]);
    expect(problems(withRule({ when: nested(17) }))[0]).toEqual({
      place: 'rules[0].when',
      reason: { zh: '条件超过 16 层', en: 'deeper than 16 levels' },
    });
  });

  it('refuses an input nested a hundred thousand levels without falling over', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    expect(problems(withRule({ when: deep }))[0]?.reason.en).toMatch(/nested deeper/);
  });

  it('refuses what is too large', () => {
    const leaf = { fact: 'days', operator: 'lessThan', value: 20 };
    const wide = { any: Array.from({ length: 5 }, () => ({ all: Array.from({ length: 20 }, () => leaf) })) };
    expect(problems(withRule({ when: wide }))[0]?.reason.en).toMatch(/more than 64 comparisons/);
    expect(problems(tinyPack({ title: { zh: '长'.repeat(1001), en: 'x' } }))[0]?.place).toBe('title.zh');
    expect(problems(tinyPack({ facts: Array.from({ length: 200_001 }, () => 1) }))[0]?.reason.en).toMatch(
      /more than/,
    );
  });

  it('refuses what is no pack at all', () => {
    for (const raw of [null, 3, 'x', []]) expect(problems(raw)[0]?.place).toBe('(pack)');
    expect(() => loadPack(null)).toThrow(/Bad policy pack: \(pack\)/);
  });
});

describe('packs that do not fit together', () => {
  const refused =
    (...raws: readonly unknown[]) =>
    () =>
      releasesOf(raws.map(loadPack));

  it.each([
    [
      'an unknown fact',
      withRule({ when: { fact: 'day', operator: 'lessThan', value: 1 } }),
      /TST-01.when: unknown fact "day"/,
    ],
    [
      'text compared by size',
      withRule({ when: { fact: 'days', operator: 'lessThan', value: '9' } }),
      /does not fit number/,
    ],
    [
      '`in` with a string, a search for a part of it',
      withRule({ when: { fact: 'kind', operator: 'in', value: 'a,b' } }),
      /does not fit text/,
    ],
    [
      'a word the fact does not know',
      withRule({ when: { fact: 'kind', operator: 'equal', value: 'c' } }),
      /does not fit text/,
    ],
    [
      '`contains` on a text',
      withRule({ when: { fact: 'kind', operator: 'contains', value: 'a' } }),
      /does not fit text/,
    ],
    [
      'a fraction of a day',
      withRule({ when: { fact: 'days', operator: 'lessThan', value: 1.5 } }),
      /does not fit number/,
    ],
    [
      'an unknown parameter',
      withRule({ when: { fact: 'days', operator: 'lessThan', value: { parameter: 'x' } } }),
      /unknown parameter "x"/,
    ],
    ['an unknown placeholder', withRule({ message: { zh: '{x}', en: 'x' } }), /unknown placeholder \{x\}/],
    ['a loose brace', withRule({ remedy: { zh: '{', en: 'x' } }), /loose brace/],
    [
      'an end before the beginning',
      withRule({ effective: { from: '2025-01-02', to: '2025-01-02', confidence: 'V' } }),
      /ends before it begins/,
    ],
    [
      'examples of one kind only',
      withRule({
        examples: [
          { expect: 'fires', facts: { days: 1 } },
          { expect: 'fires', facts: { days: 2 } },
        ],
      }),
      /no example that passes/,
    ],
    [
      'an example with a wrong type',
      withRule({
        examples: [
          { expect: 'fires', facts: { days: 'one' } },
          { expect: 'passes', facts: { days: 20 } },
        ],
      }),
      /"days" is unknown or of the wrong type/,
    ],
  ])('are refused: %s', (_, raw, reason) => {
    expect(refused(raw)).toThrow(reason);
  });

  it('are refused when one rule is twice in force on a day, and taken when it follows itself', () => {
    const first = { ...tinyRule(), effective: { from: '2020-01-01', to: '2025-06-01', confidence: 'V' } };
    const second = { ...tinyRule(), effective: { from: '2025-06-01', to: null, confidence: 'V' } };
    expect(refused(tinyPack({ rules: [first, second] }))).not.toThrow();
    expect(
      refused(
        tinyPack({ rules: [first, { ...second, effective: { ...second.effective, from: '2025-05-31' } }] }),
      ),
    ).toThrow(/TST-01.effective: two versions/);
  });

  it('are refused when a narrower pack defines a fact again', () => {
    expect(
      refused(
        tinyPack(),
        tinyPack({
          id: 'other',
          layer: 'city',
          jurisdiction: '5101',
          rules: [{ ...tinyRule(), id: 'TST-02' }],
        }),
      ),
    ).toThrow(/days: defined twice/);
  });

  it('are refused when a figure has a gap inside the time of its rule', () => {
    const citation = { document: 'x', article: 'y', confidence: 'D' };
    const span = (from: string, to: string | null) => ({ from, to, value: 20, confirmed: false, citation });
    const figure = (values: unknown) => [
      { name: 'least', unit: 'days', label: { zh: '最少', en: 'least' }, values },
    ];
    const rules = [
      { ...tinyRule(), when: { fact: 'days', operator: 'lessThan', value: { parameter: 'least' } } },
    ];
    expect(refused(tinyPack({ rules, parameters: figure([span('2019-01-01', null)]) }))).not.toThrow();
    expect(
      refused(
        tinyPack({ rules, parameters: figure([span('2019-01-01', '2021-01-01'), span('2021-01-02', null)]) }),
      ),
    ).toThrow(/not exactly one value/);
    expect(refused(tinyPack({ rules, parameters: figure([span('2019-01-01', '2021-01-01')]) }))).toThrow(
      /not exactly one value/,
    );
  });
});
