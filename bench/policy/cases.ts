import type { Case } from './by-hand.ts';

/** The twenty facts of the measured rules. */
export const FACTS = [
  { name: 'estimate_fen', type: 'number', unit: 'fen' },
  { name: 'available_fen', type: 'number', unit: 'fen' },
  { name: 'budget_gap_fen', type: 'number', unit: 'fen' },
  { name: 'term_months', type: 'number', unit: 'months' },
  { name: 'notice_days', type: 'number', unit: 'days' },
  { name: 'tender_days', type: 'number', unit: 'days' },
  { name: 'panel_members', type: 'number', unit: 'count' },
  { name: 'quote_count', type: 'number', unit: 'count' },
  { name: 'price_weight_percent', type: 'number', unit: 'percent' },
  { name: 'bond_percent', type: 'number', unit: 'percent' },
  { name: 'total_score', type: 'number', unit: 'points' },
  { name: 'moves_forward', type: 'boolean' },
  { name: 'line_approved', type: 'boolean' },
  { name: 'has_minutes', type: 'boolean' },
  { name: 'has_plan', type: 'boolean' },
  { name: 'in_catalogue', type: 'boolean' },
  { name: 'method', type: 'text' },
  { name: 'nature', type: 'text' },
  { name: 'size', type: 'text' },
  { name: 'grade', type: 'text' },
] as const;

/**
 * Made-up cases, the same for the same seed, with values on either side of all limits. There are many different ones:
 * over a handful a processor learns by heart which way every branch of a hand-written function goes.
 */
export function someCases(count: number, seed: number): readonly Case[] {
  const next = randomBelow(seed);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[next(list.length)] ?? list[0];
  return Array.from({ length: count }, () => ({
    estimate_fen: next(60_000_000),
    available_fen: next(50_000_000),
    budget_gap_fen: next(3) === 0 ? next(200_000) : 0,
    term_months: 1 + next(48),
    notice_days: next(40),
    tender_days: next(30),
    panel_members: 1 + next(9),
    quote_count: next(5),
    price_weight_percent: next(4_000) / 100,
    bond_percent: next(1_500) / 100,
    total_score: next(10_000) / 100,
    moves_forward: next(5) !== 0,
    line_approved: next(3) !== 0,
    has_minutes: next(2) === 0,
    has_plan: next(4) !== 0,
    in_catalogue: next(7) !== 0,
    method: pick(['open', 'consultation', 'singleSource', 'internal']),
    nature: pick(['public', 'auxiliary']),
    size: pick(['large', 'medium', 'small', 'micro']),
    grade: pick(['excellent', 'good', 'fair', 'poor']),
  }));
}

/** Whole numbers from 0 to below a limit that look random (mulberry32). */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

export const SEED = 20260921;
export const CASES = someCases(2_048, SEED);
