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

const pick = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0];

/** Sixteen cases on either side of most limits; which rules fire differs from case to case. */
export const CASES: readonly Case[] = Array.from({ length: 16 }, (_, n) => ({
  estimate_fen: pick([9_999_999, 30_000_000, 50_000_000, 250_000_000], n),
  available_fen: pick([0, 20_000_000, 60_000_000], n),
  budget_gap_fen: pick([0, 0, 50_000, 200_000], n + 1),
  term_months: pick([6, 12, 13, 24, 37], n),
  notice_days: pick([4, 19, 20, 31], n),
  tender_days: pick([9, 15, 21], n),
  panel_members: pick([3, 5, 6, 7], n),
  quote_count: pick([0, 2, 3], n),
  price_weight_percent: pick([9.99, 10, 30, 31], n),
  bond_percent: pick([0, 5, 10.01], n),
  total_score: pick([59.99, 60, 80, 89.99, 90], n),
  moves_forward: n % 5 !== 0,
  line_approved: n % 3 !== 0,
  has_minutes: n % 2 === 0,
  has_plan: n % 4 !== 1,
  in_catalogue: n % 7 !== 0,
  method: pick(['open', 'consultation', 'singleSource', 'internal'], n),
  nature: pick(['public', 'auxiliary'], n >> 1),
  size: pick(['large', 'medium', 'small', 'micro'], n >> 2),
  grade: pick(['excellent', 'good', 'fair', 'poor'], n + (n >> 2)),
}));
