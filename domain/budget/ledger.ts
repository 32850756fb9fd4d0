import type { BudgetLineId } from '../kernel/brand.ts';
import type { Fen } from '../kernel/money.ts';
import { type Text, text } from '../kernel/text.ts';

/** 台账科目: the four buckets of a budget line, and the appropriation that fills the first. */
export type Bucket = 'appropriation' | 'available' | 'reserved' | 'committed' | 'paid';

/** What the buckets are called. */
export const BUCKET_TITLES: Readonly<Record<string, Text>> = {
  appropriation: text('批复', 'appropriation'),
  available: text('可用', 'available'),
  reserved: text('冻结', 'reserved'),
  committed: text('承诺', 'committed'),
  paid: text('已付', 'paid'),
} satisfies Record<Bucket, Text>;

/**
 * 记账 Posting: money moving from one bucket of a line to another; amount in whole fen, above zero.
 *   available -> reserved   预算冻结, when the budget is approved
 *   reserved  -> committed  支出承诺, when the contract is signed
 *   committed -> paid       支付
 *   reserved or committed -> available  释放, of what is not needed any more
 */
export interface Posting {
  readonly lineId: BudgetLineId;
  readonly from: Exclude<Bucket, 'paid'>;
  readonly to: Exclude<Bucket, 'appropriation'>;
  readonly amountFen: Fen;
}

/** The postings of one move; a move of nothing posts nothing. */
export function moveMoney(
  lineId: BudgetLineId,
  moves: readonly { readonly from: Posting['from']; readonly to: Posting['to']; readonly amountFen: Fen }[],
): readonly Posting[] {
  return moves.filter((move) => move.amountFen > 0).map((move) => ({ lineId, ...move }));
}
