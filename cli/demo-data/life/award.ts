import type { Award, Bid, ProviderCheck, Selection } from '../../../domain/contracting/types.ts';
import type { ProviderId } from '../../../domain/kernel/brand.ts';
import { addDays, type LocalDate } from '../../../domain/kernel/local-date.ts';
import { type Fen, fen } from '../../../domain/kernel/money.ts';
import { documentNo, isBlemished, type Scene } from './scene.ts';

/** The winner's price and those of the others, in thousandths of the estimate; scores go down in the same order. */
const PRICES = [965, 978, 989, 994] as const;
const SCORES = [92.4, 87.1, 83.6, 79.2] as const;

/** A share of the estimate, rounded down to ten yuan. */
const offered = (scene: Scene, place: number): Fen =>
  fen(Math.floor((scene.estimateFen * (PRICES[place] ?? 998)) / 1_000_000) * 1_000);

const contenders = (scene: Scene, count: number): readonly ProviderId[] => [
  scene.providerId,
  ...scene.rivals.slice(0, count - 1),
];

const check = (scene: Scene): ProviderCheck => ({
  creditCheckedOn: scene.clock.on(),
  sixConditionsProven: true,
  sharesControlWithBidder: false,
  designedOrSupervised: false,
  interestWithoutRecusal: false,
});

/** 中标（成交）结果: three or four valid bids, an independent panel, the first of its report wins. */
export function award(scene: Scene, closesOn: LocalDate): Award {
  const open = scene.recipe.method === 'openTender';
  const bidders = contenders(scene, open ? 4 : 3);
  const bids = bidders.map(
    (providerId, place): Bid => ({
      providerId,
      priceFen: offered(scene, place),
      receivedOn: addDays(closesOn, place === 0 ? 0 : -1),
      valid: true,
      score: SCORES[place] ?? 75,
    }),
  );
  return {
    bids,
    panel: open
      ? { members: 5, experts: 4, drawnAtRandom: true }
      : { members: 3, experts: 2, drawnAtRandom: true },
    ranking: bidders,
    providerId: scene.providerId,
    priceFen: offered(scene, 0),
    check: check(scene),
    justifications: scene.recipe.justifications ?? {},
  };
}

const FEW_QUOTES_REASON =
  '两次邀请均只有两家单位报价，服务时令不等人，报价低于上年单价，由分管领导审核同意。';

/** 内部遴选: three quotes and the minutes of the collective. */
export function selection(scene: Scene): Selection {
  const few = isBlemished(scene, 'twoQuotes');
  const quotes = contenders(scene, few ? 2 : 3).map((providerId, place) => ({
    providerId,
    priceFen: offered(scene, place),
  }));
  return {
    quotes,
    minutesRef: few ? null : documentNo(scene, '比选纪要'),
    providerId: scene.providerId,
    priceFen: offered(scene, 0),
    reason: '报价合理，服务方案贴合需求，人员设备到位，经集体研究确定。',
    check: check(scene),
    justifications: { ...(few && { 'MTH-11': FEW_QUOTES_REASON }), ...scene.recipe.justifications },
  };
}

/** What the contract is worth: the winner's price. */
export const contractValue = (scene: Scene): Fen => offered(scene, 0);
