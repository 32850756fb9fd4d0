import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyInWords } from './money-in-words.ts';

const VALUES = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((word, value) => [word, value]));
const SMALL: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };
const LARGE: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** Reads a written amount back to fen, word by word, knowing nothing of how it was written. */
function readBack(words: string): number {
  let [all, section, digit] = [0, 0, 0];
  let fen = 0;
  for (const word of words.replace(/^人民币/, '')) {
    if (VALUES.has(word)) digit = VALUES.get(word) ?? 0;
    else if (SMALL[word]) [section, digit] = [section + digit * SMALL[word], 0];
    else if (LARGE[word]) {
      const below = word === '亿' ? all + section + digit : section + digit;
      all = word === '亿' ? below * LARGE[word] : all + below * LARGE[word];
      [section, digit] = [0, 0];
    } else if (word === '元') [fen, all, section, digit] = [(all + section + digit) * 100, 0, 0, 0];
    else if (word === '角') [fen, digit] = [fen + digit * 10, 0];
    else if (word === '分') [fen, digit] = [fen + digit, 0];
    else if (word !== '整') throw new Error(`Not a word of an amount: ${word}`);
  }
  return fen;
}

/** Amounts of every length, with many zeros among their digits. */
const amounts = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 15 })
  .map((digits) => Number(digits.join('')));

describe('money in words', () => {
  test.each([
    [12_345_678, '人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
    [0, '人民币零元整'],
    [1, '人民币壹分'],
    [50, '人民币伍角整'],
    [53, '人民币伍角叁分'],
    [1_000, '人民币壹拾元整'],
    [140_950, '人民币壹仟肆佰零玖元伍角整'],
    [600_714, '人民币陆仟零柒元壹角肆分'],
    [168_032, '人民币壹仟陆佰捌拾元零叁角贰分'],
    [10_700_053, '人民币壹拾万柒仟元零伍角叁分'],
    [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
    [32_504, '人民币叁佰贰拾伍元零肆分'],
    [10_000_005, '人民币壹拾万元零伍分'],
    [1_000_000_100, '人民币壹仟万零壹元整'],
    [10_000_000_000, '人民币壹亿元整'],
    [10_030_000_000, '人民币壹亿零叁拾万元整'],
    [10_000_000_000_000, '人民币壹仟亿元整'],
    [100_000_000_000_000, '人民币壹万亿元整'],
    [100_010_000_000_000, '人民币壹万零壹亿元整'],
    [Number.MAX_SAFE_INTEGER, '人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  ])('%i fen is %s', (amount, words) => {
    expect(moneyInWords(amount)).toBe(words);
  });

  test('reads back to the same fen, and never says 零 twice or before a unit', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const words = moneyInWords(amount);
        expect(readBack(words)).toBe(amount);
        if (amount > 0) expect(words).not.toMatch(/零零|零[元万亿拾佰仟角分整]|人民币零/);
      }),
      { numRuns: 2_000, verbose: true },
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('%d is not written out', (amount) => {
    expect(() => moneyInWords(amount)).toThrow('Not an amount');
  });
});
