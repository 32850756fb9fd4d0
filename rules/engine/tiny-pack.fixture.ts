/** One rule, as plain JSON: fewer than twenty days, or kind b. */
export const tinyRule = () => ({
  id: 'TST-01',
  stage: 'contracting',
  checkpoints: ['IssueProcurement'],
  severity: 'block',
  waivable: false,
  title: { zh: '期限', en: 'Period' },
  citation: { document: '试验规定', article: '第一条', confidence: 'D' },
  effective: { from: '2020-01-01', to: null, confidence: 'D' },
  when: { fact: 'days', operator: 'lessThan', value: 20 } as unknown,
  message: { zh: '只有 {days} 日。', en: 'Only {days} days.' },
  remedy: { zh: '请延长。', en: 'Extend.' },
  examples: [
    { expect: 'fires', facts: { days: 19 } },
    { expect: 'passes', facts: { days: 20 } },
  ],
});

/** A pack with that rule, as plain JSON, changed where asked. */
export const tinyPack = (change: Record<string, unknown> = {}) => ({
  id: 'tiny',
  version: '2026.1',
  layer: 'national',
  jurisdiction: '',
  title: { zh: '试验包', en: 'Trial pack' },
  facts: [
    { name: 'days', type: 'number', unit: 'days', label: { zh: '天数', en: 'days' } },
    {
      name: 'kind',
      type: 'text',
      values: { a: { zh: '甲', en: 'A' }, b: { zh: '乙', en: 'B' } },
      label: { zh: '类别', en: 'kind' },
    },
    { name: 'names', type: 'texts', label: { zh: '名称', en: 'names' } },
    { name: 'flag', type: 'boolean', label: { zh: '标记', en: 'flag' } },
  ],
  parameters: [],
  rules: [tinyRule()],
  ...change,
});
