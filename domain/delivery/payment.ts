import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type CountedDate, rollForward, type WorkCalendar } from '../kernel/working-days.ts';

/** 逾期利率 0.05 % a day where the contract names none (保障中小企业款项支付条例 §17), in parts of ten thousand. */
const DEFAULT_DAILY_RATE_PER_10000 = 5;

/** 付款期限 from acceptance, in the contract's days; a last day at rest moves on (支付条例 §9-10, 民法典 §203). */
export const paymentDueOn = (calendar: WorkCalendar, acceptedOn: LocalDate, termDays: number): CountedDate =>
  rollForward(calendar, addDays(acceptedOn, termDays));

/** 逾期利息 on an amount paid after its due day; whole fen, half a fen rounded up. 0 when in time. */
export function overdueInterest(amount: Fen, dueOn: LocalDate, paidOn: LocalDate): Fen {
  const days = Math.max(0, daysBetween(dueOn, paidOn));
  return fen(Math.round((amount * DEFAULT_DAILY_RATE_PER_10000 * days) / 10_000));
}
