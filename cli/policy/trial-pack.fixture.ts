import { tinyPack, tinyRule } from '../../rules/engine/tiny-pack.fixture.ts';

/** A city pack of its own, on the facts of the trial pack under other names, so that it stands beside the shipped ones. */
export const facts = [
  { name: 'trial_days', type: 'number', unit: 'days', label: { zh: '天数', en: 'days' } },
  {
    name: 'trial_kind',
    type: 'text',
    values: { a: { zh: '甲', en: 'A' } },
    label: { zh: '类别', en: 'kind' },
  },
];
export const rule = {
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
export const withRule = (change: Record<string, unknown>) =>
  JSON.stringify(trialPack({ rules: [{ ...rule, ...change }] }));
export const leaf = (operator: string, value: unknown) => ({ when: { fact: 'trial_days', operator, value } });

/** What is bad, the pack, the field its sentence names, what it says in Chinese and in English. */
export type BadPack = readonly [string, string, string, RegExp, RegExp];
