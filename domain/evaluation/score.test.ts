import { expect, test } from 'vitest';
import { gradeOf, totalScore } from './score.ts';

test.each([
  [90, 'excellent'],
  [89.99, 'good'],
  [80, 'good'],
  [79.99, 'fair'],
  [60, 'fair'],
  [59.99, 'poor'],
])('%d points are graded %s', (score, grade) => {
  expect(gradeOf(score)).toBe(grade);
});

test('scores with cents add up without a binary rest', () => {
  expect(totalScore({ execution: 9.99, output: 45.3, benefit: 25.1, satisfaction: 9.6 })).toBe(89.99);
});
