import { cite } from '../kernel/law.ts';
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { proportion } from '../kernel/proportion.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import { type CountedDate, rollForward, type WorkCalendar } from '../kernel/working-days.ts';

/** 逾期利率 as the contract agrees it: parts of ten thousand a day, or basis points a year over 365 days (D). */
export type LateRate =
  | { readonly per: 'day'; readonly per10000: number }
  | { readonly per: 'year'; readonly basisPoints: number };

/** 逾期利率 0.05 % a day where the contract names none (保障中小企业款项支付条例 §17). */
export const DEFAULT_LATE_RATE: LateRate = { per: 'day', per10000: 5 };

const DAYS_A_YEAR = 365;

/** 付款期限 from acceptance, in the contract's days; a last day at rest moves on (支付条例 §9-10, 民法典 §203). */
export const paymentDueOn = (calendar: WorkCalendar, acceptedOn: LocalDate, termDays: number): CountedDate =>
  rollForward(calendar, addDays(acceptedOn, termDays));

/**
 * 付款期限起算日 acceptance, or the end of the agreed time for it where nobody accepted by then (支付条例 §10, DEL-05).
 * Null while neither has come.
 */
export function paymentStartsOn(
  { acceptedOn, acceptBy }: { readonly acceptedOn: LocalDate | null; readonly acceptBy: LocalDate | null },
  on: LocalDate,
): LocalDate | null {
  if (acceptedOn !== null && (acceptBy === null || acceptedOn <= acceptBy)) return acceptedOn;
  return acceptBy !== null && acceptBy <= on ? acceptBy : null;
}

/** 逾期利息 on an amount paid after its due day, at the default rate; whole fen, half a fen rounded up. 0 when in time. */
export const overdueInterest = (amount: Fen, dueOn: LocalDate, paidOn: LocalDate): Fen =>
  interestOf(
    { dueFen: amount, dueOn, rate: DEFAULT_LATE_RATE, paid: [{ on: paidOn, amountFen: amount }] },
    paidOn,
  );

/** 应付款 an amount that was due on a day, with what was paid of it. */
export interface DueAmount {
  readonly dueFen: Fen;
  readonly dueOn: LocalDate;
  readonly rate: LateRate;
  readonly paid: readonly { readonly on: LocalDate; readonly amountFen: Fen }[];
}

/** 逾期利息 up to a day: each part until it was paid, the rest until that day; rounded once, half a fen up. */
export function interestOf({ dueFen, dueOn, rate, paid }: DueAmount, on: LocalDate): Fen {
  const parts = paid.filter((one) => one.on <= on);
  const open = dueFen - parts.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const daysLate = (day: LocalDate): number => Math.max(0, daysBetween(dueOn, day));
  const fenDays = [...parts, { on, amountFen: Math.max(0, open) }].reduce(
    (sum, part) => sum + BigInt(part.amountFen) * BigInt(daysLate(part.on)),
    0n,
  );
  return fen(
    rate.per === 'day'
      ? proportion(fenDays, rate.per10000, 10_000)
      : proportion(fenDays, rate.basisPoints, 10_000 * DAYS_A_YEAR),
  );
}

const refusal = refusalsOf({
  LateRateTooLow: {
    rule: 'PAY-03',
    citation: cite('smePayment', '第十七条', 'V'),
    message: text(
      '约定的逾期利率不得低于合同订立时一年期贷款市场报价利率。',
      'An agreed rate is not lower than the one-year LPR when the contract was made.',
    ),
    remedy: text(
      '请提高约定利率，或不作约定、适用每日万分之五。',
      'Raise it, or leave it out: 0.05 % a day applies.',
    ),
  },
});

/** An agreed rate below the one-year LPR (in basis points a year) of the day the contract was made is refused. */
export function lateRateRefusal(rate: LateRate, lprBasisPoints: number): Refusal | null {
  const yearly = rate.per === 'day' ? rate.per10000 * DAYS_A_YEAR : rate.basisPoints;
  return yearly < lprBasisPoints
    ? refusal('LateRateTooLow', { basis_points: yearly, lpr_basis_points: lprBasisPoints })
    : null;
}
