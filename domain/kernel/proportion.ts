import { invariant } from './invariant.ts';

/** `amount` × `part` ÷ `whole` in whole units, half a unit rounded up; exact for any amount of money. None is negative. */
export function proportion(amount: number | bigint, part: number, whole: number): number {
  invariant(amount >= 0 && part >= 0 && whole > 0, `No proportion of ${amount}, ${part}, ${whole}`);
  const [product, divisor] = [BigInt(amount) * BigInt(part), BigInt(whole)];
  return Number((2n * product + divisor) / (2n * divisor));
}
