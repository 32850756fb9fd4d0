import { type BadPack, leaf, rule, trialPack, withRule } from './trial-pack.fixture.ts';

const withShared = (used: string, conditions: Record<string, unknown>) =>
  JSON.stringify(
    trialPack({
      conditions: Object.entries(conditions).map(([name, when]) => ({
        name,
        label: { zh: name, en: name },
        when,
      })),
      rules: [{ ...rule, when: { condition: used } }],
    }),
  );
/** Each refers twice to the one before, so that writing out the last would take 2^steps comparisons. */
const doubling = (steps: number): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: steps + 1 }, (_, step) => [
      `c${step}`,
      step === 0 ? rule.when : { all: [{ condition: `c${step - 1}` }, { condition: `c${step - 1}` }] },
    ]),
  );
const withFigure = (unit: string) =>
  JSON.stringify(
    trialPack({
      parameters: [
        {
          name: 'trial_limit',
          unit,
          label: { zh: '限额', en: 'limit' },
          values: [{ from: '2020-01-01', to: null, value: 5, confirmed: false, citation: rule.citation }],
        },
      ],
      rules: [{ ...rule, ...leaf('lessThan', { parameter: 'trial_limit' }) }],
    }),
  );

/** Conditions and figures no pack may hold. */
export const BAD_CONDITIONS: readonly BadPack[] = [
  [
    'a shared condition nobody defines',
    withRule({ when: { condition: 'nobody' } }),
    'TST-01.when',
    /未定义的共用条件 "nobody"/,
    /unknown shared condition "nobody"/,
  ],
  [
    'a cyclic condition',
    withShared('first', {
      first: { not: { condition: 'second' } },
      second: { all: [{ condition: 'first' }] },
    }),
    'trial: first',
    /循环引用：first → second → first/,
    /refers back to itself: first → second → first/,
  ],
  [
    'shared conditions that grow without end when they are put in',
    withShared('c40', doubling(40)),
    'TST-01.when',
    /条件超过 16 层/,
    /deeper than 16 levels/,
  ],
  [
    'shared conditions with too many comparisons when they are put in',
    withShared('c7', doubling(7)),
    'TST-01.when',
    /超过 64 项比较/,
    /more than 64 comparisons/,
  ],
  [
    'a shared condition no rule uses',
    withShared('first', { first: rule.when, second: rule.when }),
    'trial: second',
    /没有规则使用/,
    /no rule uses/,
  ],
  [
    'a fact nobody defines in a shared condition',
    withShared('first', { first: { fact: 'nobody', operator: 'lessThan', value: 1 } }),
    'TST-01.when',
    /共用条件 "first"：未定义的事实 "nobody"/,
    /shared condition "first": unknown fact "nobody"/,
  ],
  [
    'an exemption that refuses what it cannot decide',
    withRule({
      severity: 'inform',
      waivable: true,
      onMissing: 'block',
      override: { kind: 'exempts', rule: 'MTH-15' },
    }),
    'TST-01.onMissing',
    /不能因此不予办理/,
    /it may not refuse/,
  ],
  [
    'a made-up text hash',
    withRule({ citation: { document: '规定', article: '第一条', confidence: 'D', textHash: 'abc' } }),
    'rules[0].citation.textHash',
    /64 位十六进制/,
    /sha256 in hexadecimal/,
  ],
  [
    'one id for two rules in force',
    JSON.stringify(trialPack({ rules: [rule, rule] })),
    'TST-01.effective',
    /同一天有两个版本有效/,
    /two versions/,
  ],
  [
    'a number too large to be exact',
    withRule(leaf('lessThan', 1e300)),
    'TST-01.when',
    /不适用于 number/,
    /fit number/,
  ],
  ['NaN as text', withRule(leaf('lessThan', 'NaN')), 'TST-01.when', /不适用于 number/, /does not fit number/],
  [
    'a figure of another unit',
    withFigure('fen'),
    'TST-01.when',
    /不适用于 "trial_days" \(days\)/,
    /does not fit/,
  ],
];
