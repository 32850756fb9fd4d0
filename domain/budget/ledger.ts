import type { BudgetLineId } from '../kernel/brand.ts';
import type { Fen } from '../kernel/money.ts';

/** 台账科目: the four buckets of a budget line, the appropriation that fills the first, and what the end of the year takes away. */
export type Bucket =
  | 'appropriation'
  | 'available'
  | 'reserved'
  | 'committed'
  | 'paid'
  | 'carriedOver'
  | 'lapsed';

/**
 * 记账 Posting: money moving from one bucket of a line to another; amount in whole fen, above zero.
 *   available -> reserved   预算冻结, when the budget is approved
 *   reserved  -> committed  支出承诺, when the contract is signed
 *   committed -> paid       支付
 *   available -> committed  补充协议追加, when an amendment that adds is signed
 *   reserved or committed -> available  释放, of what is not needed any more
 *   available -> appropriation  压减, by an approved change of the budget
 *   what is left -> carriedOver 结转 or lapsed 失效, at the end of the year
 */
export interface Posting {
  readonly lineId: BudgetLineId;
  readonly from: Exclude<Bucket, 'paid' | 'carriedOver' | 'lapsed'>;
  readonly to: Bucket;
  readonly amountFen: Fen;
}

/** The postings of one move; a move of nothing posts nothing. */
export function moveMoney(
  lineId: BudgetLineId,
  moves: readonly { readonly from: Posting['from']; readonly to: Posting['to']; readonly amountFen: Fen }[],
): readonly Posting[] {
  return moves.filter((move) => move.amountFen > 0).map((move) => ({ lineId, ...move }));
}
