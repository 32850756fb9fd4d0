import type { ProviderId } from '../../kernel/brand.ts';
import { lotOf } from '../../kernel/lot.ts';
import { type Fen, fen } from '../../kernel/money.ts';
import { proportion } from '../../kernel/proportion.ts';
import type { MethodRules } from './methods.ts';
import type { MemberScore, ProcedureDocuments, ReceivedBid } from './state.ts';

/** 排序结果 one bid with its place; points in hundredths. `priceFen` is the bid, `evaluatedFen` what the SME deduction leaves. */
export interface RankedBid {
  readonly rank: number;
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
  readonly evaluatedFen: Fen;
  readonly technicalCentipoints: number;
  readonly centipoints: number;
  /** 抽签号 decides only where everything else is equal. */
  readonly lot: number;
}

type Rated = Omit<RankedBid, 'rank'>;

export interface RankingCase {
  readonly bids: readonly ReceivedBid[];
  readonly scores: readonly MemberScore[];
  readonly documents: ProcedureDocuments;
  readonly by: MethodRules['ranking'];
  readonly seed: string;
}

/**
 * 排序 ranks the valid bids. By score: most points, then lowest price, then most technical points (87号令 §57; 214号 §25 M).
 * By price: lowest after deduction. What is equal still is decided by lot, so that the order is total and does not
 * depend on the order in which bids came in.
 */
export function rankBids(given: RankingCase): readonly RankedBid[] {
  const valid = given.bids.filter((bid) => bid.valid === true);
  const evaluated = valid.map((bid) => evaluatedPrice(bid, given.documents));
  const lowest = Math.min(...evaluated);
  const rated = valid.map((bid, at): Rated => {
    const evaluatedFen = evaluated[at] ?? bid.priceFen;
    const priceWeight = (given.documents.priceWeightPercent ?? 0) * 100;
    const technicalCentipoints = meanOf(given, bid.providerId, 'technical');
    const businessCentipoints = meanOf(given, bid.providerId, 'business');
    const priceCentipoints = proportion(priceWeight, lowest, evaluatedFen);
    return {
      ...{ providerId: bid.providerId, priceFen: bid.priceFen, evaluatedFen, technicalCentipoints },
      centipoints: technicalCentipoints + businessCentipoints + priceCentipoints,
      lot: lotOf(given.seed, bid.providerId),
    };
  });
  return [...rated].sort(ORDERS[given.by]).map((one, at) => ({ rank: at + 1, ...one }));
}

const byLot = (a: Rated, b: Rated): number => a.lot - b.lot || (a.providerId < b.providerId ? -1 : 1);

const ORDERS: Readonly<Record<MethodRules['ranking'], (a: Rated, b: Rated) => number>> = {
  score: (a, b) =>
    b.centipoints - a.centipoints ||
    a.priceFen - b.priceFen ||
    b.technicalCentipoints - a.technicalCentipoints ||
    byLot(a, b),
  lowestPrice: (a, b) => a.evaluatedFen - b.evaluatedFen || byLot(a, b),
  none: byLot,
};

/** 评审价格 the price the ranking looks at; the award keeps the price that was bid. */
export function evaluatedPrice(bid: ReceivedBid, documents: ProcedureDocuments): Fen {
  const percent = {
    none: 0,
    smallMicro: documents.smallMicroDeductionPercent,
    smallMicroShare: documents.consortiumDeductionPercent,
  }[bid.smeClaim];
  return fen(proportion(bid.priceFen, 100 - percent, 100));
}

/** Mean of the members' points for one bid and one kind of item, in hundredths. */
function meanOf(
  { scores, documents }: RankingCase,
  providerId: ProviderId,
  kind: 'technical' | 'business',
): number {
  const own = scores.filter((score) => score.providerId === providerId);
  if (own.length === 0) return 0;
  const items = documents.scoreItems.filter((item) => item.kind === kind);
  const sum = own
    .flatMap(({ centipoints }) => items.map(({ id }) => centipoints[id] ?? 0))
    .reduce((total, points) => total + points, 0);
  return proportion(sum, 1, own.length);
}

/** 异常低价 providers whose price lies below so many percent of the mean of all prices that still count (87号令 §60 M, line D). */
export function lowPrices(bids: readonly ReceivedBid[], percentOfMean: number): readonly ProviderId[] {
  const counted = bids.filter(({ valid }) => valid !== false);
  const sum = counted.reduce((total, { priceFen }) => total + priceFen, 0);
  return counted
    .filter(
      ({ priceFen }) => BigInt(priceFen) * BigInt(counted.length * 100) < BigInt(sum) * BigInt(percentOfMean),
    )
    .map(({ providerId }) => providerId);
}
