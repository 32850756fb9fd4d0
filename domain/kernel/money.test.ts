import { expect, test } from 'vitest';
import { formatFen, parseYuan } from './money.ts';

test.each([
  ['98000', 9_800_000],
  ['98,000.5', 9_800_050],
  ['1,234,567.89', 123_456_789],
  ['0.01', 1],
  ['0', 0],
])('%s yuan are %d fen', (words, amount) => {
  expect(parseYuan(words)).toBe(amount);
});

test.each(['', ' 1', '-1', '1.234', '1,23', '12,34,567', '1e5', '九万八千', '1.', '.5', '9'.repeat(13)])(
  '"%s" is no amount',
  (words) => {
    expect(parseYuan(words)).toBeNull();
  },
);

test('an amount is written in yuan in both languages', () => {
  expect([formatFen(9_800_050), formatFen(-5, 'en')]).toEqual(['98,000.50 元', 'CNY -0.05']);
});
