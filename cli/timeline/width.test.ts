import { describe, expect, it } from 'vitest';
import { displayWidth, padTo, wrap } from './width.ts';

describe('columns of a terminal', () => {
  it('count Chinese characters and their punctuation twice', () => {
    expect(displayWidth('经办人')).toBe(6);
    expect(displayWidth('198,000.00 元')).toBe(13);
    expect(displayWidth('同意。')).toBe(6);
  });

  it('are filled up, never cut', () => {
    expect(padTo('归档', 6)).toBe('归档  ');
    expect(padTo('确定中标', 4)).toBe('确定中标');
  });

  it('are kept when a text is broken, and no line begins with a closing mark', () => {
    const lines = wrap('对照绩效目标逐项自评，自评结果为优；问题与改进措施见附表。', 20);
    expect(lines.join('')).toBe('对照绩效目标逐项自评，自评结果为优；问题与改进措施见附表。');
    expect(lines.every((line) => displayWidth(line) <= 22)).toBe(true);
    expect(lines.some((line) => /^[，。；]/u.test(line))).toBe(false);
  });

  it('break English between words', () => {
    expect(wrap('The budget is approved and reserved', 14)).toEqual([
      'The budget is',
      'approved and',
      'reserved',
    ]);
  });
});
