import { cite } from '../../kernel/law.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { type Fen, yuan } from '../../kernel/money.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { refusalsOf } from '../../kernel/refusal-table.ts';
import { text } from '../../kernel/text.ts';
import { isGiven } from '../../policy/given.ts';

/** 价格扣除幅度 percent, both ends included. */
interface DeductionRange {
  readonly from: LocalDate;
  readonly smallMicro: readonly [number, number];
  readonly share: readonly [number, number];
}

/** Newest first. The numbers are verified, the day of the change is from memory (M). */
const RANGES: readonly DeductionRange[] = [
  { from: '2022-07-01', smallMicro: [10, 20], share: [4, 6] },
  { from: '0000-01-01', smallMicro: [6, 10], share: [2, 3] },
];

/** 小微企业价格扣除 the range in force for goods and services on a day. */
export const deductionRange = (on: LocalDate): DeductionRange =>
  RANGES.find(({ from }) => from <= on) ?? { from: on, smallMicro: [0, 0], share: [0, 0] };

/** 小额 up to this budget a service that suits SMEs is reserved for them whole (46号 §7). */
const WHOLE_RESERVE_UP_TO = yuan(2_000_000);
const RESERVE_PERCENT = 30;
const SMALL_MICRO_PERCENT = 60;
/** 联合体、分包 share of small and micro firms from which the smaller deduction is given (46号 §9). */
export const SME_SHARE_PERCENT = 30;

const refusal = refusalsOf({
  NotReserved: {
    rule: 'POL-01',
    citation: cite('smePromotion', '第七条', 'V'),
    message: text(
      '200 万元以下适宜中小企业的服务应当整体预留。',
      'A service of 2 million or less that suits SMEs is reserved whole.',
    ),
    remedy: text('请整体预留，或写明不预留的理由。', 'Reserve the whole, or state the reason.'),
  },
  ReserveTooSmall: {
    rule: 'POL-02',
    citation: cite('smePromotion', '第八条', 'V'),
    message: text(
      '预留份额低于 30%，或其中小微份额低于 60%。',
      'Less than 30 % is reserved, or less than 60 % of it for small and micro firms.',
    ),
    remedy: text('请提高预留份额。', 'Reserve more.'),
  },
  SmallMicroDeductionOutOfRange: {
    rule: 'POL-03',
    citation: cite('smeIncrease', '三', 'M'),
    message: text(
      '小微企业价格扣除幅度不在规定范围。',
      'The deduction for small and micro firms is out of range.',
    ),
    remedy: text('请按当日适用的幅度填写。', 'Use the range in force on that day.'),
  },
  ShareDeductionOutOfRange: {
    rule: 'POL-04',
    citation: cite('smeIncrease', '三', 'M'),
    message: text(
      '联合体、分包的价格扣除幅度不在规定范围。',
      'The deduction for consortia and subcontracts is out of range.',
    ),
    remedy: text('请按当日适用的幅度填写。', 'Use the range in force on that day.'),
  },
});

/** 预留份额 of one budget part that suits SMEs; amounts in fen. */
export interface SmeReserve {
  readonly suitableFen: Fen;
  readonly reservedFen: Fen;
  readonly smallMicroFen: Fen;
  readonly noReserveReason: string | null;
}

export function reserveRefusal({
  suitableFen,
  reservedFen,
  smallMicroFen,
  noReserveReason,
}: SmeReserve): Refusal | null {
  const facts = { suitable_fen: suitableFen, reserved_fen: reservedFen, small_micro_fen: smallMicroFen };
  if (suitableFen <= WHOLE_RESERVE_UP_TO) {
    return reservedFen >= suitableFen || isGiven(noReserveReason) ? null : refusal('NotReserved', facts);
  }
  const enough =
    reservedFen * 100 >= suitableFen * RESERVE_PERCENT &&
    smallMicroFen * 100 >= reservedFen * SMALL_MICRO_PERCENT;
  return enough ? null : refusal('ReserveTooSmall', facts);
}

/** Where the whole is reserved nothing is deducted; otherwise both deductions lie in the range of the day. */
export function deductionRefusal(
  on: LocalDate,
  {
    reservedForSme,
    smallMicroDeductionPercent: smallMicro,
    consortiumDeductionPercent: share,
  }: {
    readonly reservedForSme: boolean;
    readonly smallMicroDeductionPercent: number;
    readonly consortiumDeductionPercent: number;
  },
): Refusal | null {
  const none = [0, 0] as const;
  const range = reservedForSme ? { smallMicro: none, share: none } : deductionRange(on);
  if (!isWithin(smallMicro, range.smallMicro)) {
    return refusal('SmallMicroDeductionOutOfRange', {
      percent: smallMicro,
      allowed: range.smallMicro.join('-'),
    });
  }
  return isWithin(share, range.share)
    ? null
    : refusal('ShareDeductionOutOfRange', { percent: share, allowed: range.share.join('-') });
}

const isWithin = (value: number, [low, high]: readonly [number, number]): boolean =>
  low <= value && value <= high;
