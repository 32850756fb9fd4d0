import { expect, test } from 'vitest';
import { text } from '../kernel/text.ts';
import { levelsAsked } from './levels.ts';
import type { Finding } from './types.ts';

const finding = (change: Partial<Finding>): Finding => ({
  ...{ rule: 'BUD-13', severity: 'require-approval', waivable: true, result: 'fired' },
  citation: { document: '规定', article: '第一条', confidence: 'D' },
  ...{ message: text('须提级', 'goes up'), remedy: text('提级', 'go up'), facts: {}, missing: [] },
  ...change,
});

test('only rules that fired, ask for approval and name a level add one, each once', () => {
  const findings = [
    finding({ adds: 'mayor' }),
    finding({ adds: 'mayor' }),
    finding({ adds: 'countyBudget', result: 'undetermined' }),
    finding({ adds: 'leader', severity: 'warn' }),
    finding({}),
  ];
  expect(levelsAsked({ findings })).toEqual(['mayor']);
});
