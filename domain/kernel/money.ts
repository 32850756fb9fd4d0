import type { Brand } from './brand.ts';
import { invariant } from './invariant.ts';

/** An amount of money in whole fen (分); 100 fen are 1 yuan. Never a fraction. */
export type Fen = Brand<number, 'Fen'>;

/** The largest amount a field takes: 100 billion yuan (一千亿元), far above any county's budget. */
export const MAX_FEN = 10_000_000_000_000;

export function fen(value: number): Fen {
  invariant(Number.isSafeInteger(value), `Money must be whole fen, got ${value}`);
  return value;
}

/** For figures written in yuan in data and tests: `yuan(98_000)` is 9.8 万元. */
export const yuan = (value: number): Fen => fen(Math.round(value * 100));

export const sumFen = (amounts: readonly number[]): Fen => fen(amounts.reduce((sum, one) => sum + one, 0));

/** Yuan as people write them, 「98,000.50」, in fen; null for what is no amount or has parts of a fen. */
export function parseYuan(words: string): Fen | null {
  const [, whole = '', part = ''] = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(words) ?? [];
  if (whole === '') return null;
  return fen(Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0')));
}

/** 「98,000.00 元」; in English "CNY 98,000.00". */
export function formatFen(amount: number, language: 'zh' | 'en' = 'zh'): string {
  const sign = amount < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(amount) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = (Math.abs(amount) % 100).toString().padStart(2, '0');
  return language === 'zh' ? `${sign}${whole}.${cents} 元` : `CNY ${sign}${whole}.${cents}`;
}
