import { describe, expect, it } from 'vitest';
import { resultFacts, resultPercent, targetFacts } from './facts.ts';
import type { Indicator } from './targets.ts';

const indicator = (change: Partial<Indicator> = {}): Indicator => ({
  name: '面积',
  dimension: 'output',
  operator: '>=',
  target: 200,
  unit: '亩',
  weight: 33.3,
  evidence: '台账',
  ...change,
});

describe('resultPercent', () => {
  it.each([
    ['>=', 200, 120, 60],
    ['>=', 200, 119.99, 60],
    ['>=', 3, 2, 66.67],
    ['>=', 0, 0, 100],
    ['<=', 4, 4, 100],
    ['<=', 4, 8, 50],
    ['<=', 0, 1, 0],
    ['<=', 0, 0, 100],
  ] as const)('target %s %d, achieved %d is %d %%', (...[operator, target, achieved, percent]) => {
    expect(resultPercent(indicator({ operator, target }), achieved)).toBe(percent);
  });
});

describe('targetFacts', () => {
  it('adds weights to two decimals, whatever floating point does', () => {
    const indicators = [indicator(), indicator(), indicator({ weight: 33.4 })];
    expect(targetFacts({ goal: '', indicators, exAnte: null }, true).weight_total).toBe(100);
  });

  it('counts only indicators with a unit', () => {
    const indicators = [indicator(), indicator({ unit: ' ' })];
    expect(targetFacts({ goal: '', indicators, exAnte: null }, true).indicator_count).toBe(1);
  });
});

describe('resultFacts', () => {
  const self = { achieved: [], satisfactionSample: 5, explanation: ' ', report: '' };

  it('leaves results out while there are none, and takes a blank explanation for none', () => {
    const facts = resultFacts(self, { indicators: [indicator()], beneficiaries: 0 });
    expect(facts).not.toHaveProperty('lowest_result_percent');
    expect(facts.has_result_explanation).toBe(false);
    expect(facts.satisfaction_sample_percent).toBe(100);
  });
});
