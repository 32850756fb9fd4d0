import { tinyPack, tinyRule } from '../../rules/engine/tiny-pack.fixture.ts';

/** A city pack of its own, on the facts of the trial pack under other names, so that it stands beside the shipped ones. */
const facts = [
  { name: 'trial_days', type: 'number', unit: 'days', label: { zh: '天数', en: 'days' } },
  {
    name: 'trial_kind',
    type: 'text',
    values: { a: { zh: '甲', en: 'A' } },
    label: { zh: '类别', en: 'kind' },
  },
];
const rule = {
  ...tinyRule(),
  when: { fact: 'trial_days', operator: 'lessThan', value: 20 } as unknown,
  message: { zh: '只有 {trial_days} 日。', en: 'Only {trial_days} days.' },
  examples: [
    { expect: 'fires', facts: { trial_days: 19 } },
    { expect: 'passes', facts: { trial_days: 20 } },
  ],
};
export const trialPack = (change: Record<string, unknown> = {}) =>
  tinyPack({ id: 'trial', layer: 'city', jurisdiction: '5198', facts, rules: [rule], ...change });
const withRule = (change: Record<string, unknown>) =>
  JSON.stringify(trialPack({ rules: [{ ...rule, ...change }] }));
const nested = (levels: number): unknown => (levels === 0 ? rule.when : { all: [nested(levels - 1)] });
const during = (from: string, to: string | null) => ({ from, to, confidence: 'D' });
const leaf = (operator: string, value: unknown) => ({ when: { fact: 'trial_days', operator, value } });

/** What is bad, the pack, the field its sentence names, what it says in Chinese and in English. */
export const BAD_PACKS: readonly (readonly [string, string, string, RegExp, RegExp])[] = [
  ['an unknown key', withRule({ note: 'x' }), 'rules[0]', /未知的键.*note/, /Unrecognized key: "note"/],
  [
    '__proto__',
    JSON.stringify(trialPack()).replace('{', '{"__proto__":{"x":1},'),
    '__proto__',
    /不得有键/,
    /not allowed/,
  ],
  [
    'a path',
    withRule({ when: { fact: 'trial_days', operator: 'lessThan', value: 1, path: '$.x' } }),
    'rules[0].when.path',
    /不得有键 "path"/,
    /"path" is not allowed/,
  ],
  [
    'a pattern as operator',
    withRule(leaf('matches', '(a+)+$')),
    'rules[0].when',
    /期望以下之一/,
    /expected one of/,
  ],
  [
    'a condition by reference, the only way to a cycle',
    withRule({ when: { condition: 'TST-01' } }),
    'rules[0].when',
    /condition/,
    /condition/,
  ],
  [
    'a missing article',
    withRule({ citation: { document: '规定', confidence: 'D' } }),
    'rules[0].citation.article',
    /期望 string/,
    /expected string/,
  ],
  [
    'a missing citation',
    withRule({ citation: undefined }),
    'rules[0].citation',
    /期望 object/,
    /expected object/,
  ],
  [
    'overlapping dates',
    JSON.stringify(
      trialPack({
        rules: [
          { ...rule, effective: during('2020-01-01', null) },
          { ...rule, effective: during('2022-01-01', null) },
        ],
      }),
    ),
    'TST-01.effective',
    /同一天有两个版本有效，如 2022-01-01/,
    /two versions .* 2022-01-01/,
  ],
  [
    'an end before the begin',
    withRule({ effective: during('2022-01-01', '2021-01-01') }),
    'TST-01.effective',
    /失效日不晚于生效日/,
    /ends before it begins/,
  ],
  [
    'a day that does not exist',
    withRule({ effective: during('2022-02-30', null) }),
    'rules[0].effective.from',
    /应为日期/,
    /a date YYYY-MM-DD/,
  ],
  [
    'nesting without end',
    withRule({ when: nested(17) }),
    'rules[0].when',
    /条件超过 16 层/,
    /deeper than 16 levels/,
  ],
  ['an empty `any`', withRule({ when: { any: [] } }), 'rules[0].when.any', /数值过小/, /Too small/],
  [
    'a fact nobody defines',
    withRule({ when: { fact: 'nobody', operator: 'lessThan', value: 1 } }),
    'TST-01.when',
    /未定义的事实 "nobody"/,
    /unknown fact "nobody"/,
  ],
  [
    'text compared by size',
    withRule(leaf('lessThan', '9')),
    'TST-01.when',
    /不适用于 number/,
    /does not fit number/,
  ],
  [
    'a figure nobody defines',
    withRule(leaf('lessThan', { parameter: 'nothing' })),
    'TST-01.when',
    /未定义的参数/,
    /unknown parameter/,
  ],
  [
    'a placeholder nobody defines',
    withRule({ remedy: { zh: '{nothing}', en: 'x' } }),
    'TST-01.remedy',
    /未定义的占位符/,
    /unknown placeholder/,
  ],
  [
    'no example that passes',
    withRule({ examples: [rule.examples[0], rule.examples[0]] }),
    'TST-01.examples',
    /没有通过的示例/,
    /no example that passes/,
  ],
  [
    'no English message',
    withRule({ message: { zh: '不行' } }),
    'rules[0].message.en',
    /期望 string/,
    /expected string/,
  ],
  [
    'a severity of its own',
    withRule({ severity: 'maybe' }),
    'rules[0].severity',
    /期望以下之一/,
    /expected one of/,
  ],
  [
    'a rule id in small letters',
    withRule({ id: 'tst-1' }),
    'rules[0].id',
    /规则编号的写法如 CAT-01/,
    /ids look like CAT-01/,
  ],
  [
    'a rule that never fires',
    withRule({ when: { all: [leaf('lessThan', 3).when, leaf('greaterThan', 5).when] } }),
    'TST-01',
    /永远不会触发/,
    /can never fire/,
  ],
  [
    'a city pack for a county code',
    JSON.stringify(trialPack({ jurisdiction: '519801' })),
    'trial.jurisdiction',
    /应为 4 位/,
    /4 digits/,
  ],
  [
    'sectors on a city pack',
    JSON.stringify(trialPack({ sectors: ['农业农村'] })),
    'trial.sectors',
    /行业层必须列明行业/,
    /only a sector pack/,
  ],
  [
    'an exemption from what may not be waived',
    withRule({
      severity: 'inform',
      waivable: true,
      checkpoints: ['IssueProcurement'],
      override: { kind: 'exempts', rule: 'TND-01' },
    }),
    'TST-01.override',
    /下位层无权放宽/,
    /narrower jurisdiction/,
  ],
  [
    'a replacement weaker than its rule',
    withRule({ waivable: true, override: { kind: 'replaces', rule: 'MTH-15' } }),
    'TST-01.override',
    /MTH-15 触发而本规则不触发/,
    /a case escapes that MTH-15 catches/,
  ],
  [
    'a fact the shipped packs define',
    JSON.stringify(
      trialPack({
        facts: [
          ...facts,
          { name: 'estimate_fen', type: 'number', unit: 'fen', label: { zh: '额', en: 'sum' } },
        ],
      }),
    ),
    'estimate_fen',
    /重复定义/,
    /defined twice/,
  ],
  ['no pack at all', '[]', '(pack)', /期望 object/, /expected object/],
  ['a number', '3', '.json', /不是 JSON 对象/, /not a JSON object/],
  ['broken JSON', '{"id":', '.json', /不是有效的 JSON/, /not valid JSON/],
  [
    '10 MB',
    JSON.stringify(trialPack({ title: { zh: '长'.repeat(3_500_000), en: 'x' } })),
    '.json',
    /超过 1000000 字节/,
    /larger than 1000000 bytes/,
  ],
];
