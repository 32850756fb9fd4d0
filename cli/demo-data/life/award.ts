import type { ProviderCheck, Selection, WinnerChoice } from '../../../domain/contracting/types.ts';
import type { ProviderId } from '../../../domain/kernel/brand.ts';
import { type Fen, fen } from '../../../domain/kernel/money.ts';
import { documentNo, type Scene } from './scene.ts';

/** The winner's price and those of the others, in thousandths of the estimate. */
const PRICES = [965, 978, 989, 994] as const;

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

export interface Offer {
  readonly providerId: ProviderId;
  readonly priceFen: Fen;
}

/** The offers of one procurement, the winner's first. */
export const offers = (scene: Scene, count: number): readonly Offer[] =>
  contenders(scene, count).map((providerId, place) => ({ providerId, priceFen: offered(scene, place) }));

const FEW_QUOTES_REASON =
  '两次邀请均只有两家单位报价，服务时令不等人，报价低于上年单价，由分管领导审核同意。';

/** 遴选: the quotes and the minutes of the collective. */
export function selection(scene: Scene, quotes: readonly Offer[]): Selection {
  const few = quotes.length < 3 && scene.recipe.method === 'internalSelection';
  const several = scene.recipe.method === 'voucher';
  return {
    quotes,
    winners: several ? quotes.map(({ providerId }) => providerId) : [scene.providerId],
    minutesRef: few ? null : documentNo(scene, '比选纪要'),
    reason: '报价合理，服务方案贴合需求，人员设备到位，经集体研究确定。',
    check: check(scene),
    justifications: { ...(few && { 'MTH-11': FEW_QUOTES_REASON }), ...scene.recipe.justifications },
  };
}

/** 确定中标（成交）供应商: the first of the report; a framework admits all but the last. */
export const winnerChoice = (scene: Scene, bids: readonly Offer[]): WinnerChoice => ({
  winners:
    scene.recipe.method === 'frameworkAgreement'
      ? bids.slice(0, -1).map(({ providerId }) => providerId)
      : [scene.providerId],
  minutesRef: null,
  check: check(scene),
  justifications: scene.recipe.justifications ?? {},
});

/** What the contract is worth: the winner's price. */
export const contractValue = (scene: Scene): Fen => offered(scene, 0);
