import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { fen, yuan } from '../kernel/money.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import { overdueListOf, type SmePayable } from './overdue-list.ts';
import {
  DEFAULT_LATE_RATE,
  type DueAmount,
  interestOf,
  lateRateRefusal,
  overdueInterest,
  paymentDueOn,
  paymentStartsOn,
} from './payment.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
const calendar = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;

test('100,000 yuan paid five days late at the default rate owes 250 yuan', () => {
  const interest = overdueInterest(yuan(100_000), localDate('2026-03-02'), localDate('2026-03-07'));
  expect(interest).toBe(yuan(250));
});

test('a payment on the due day owes nothing', () => {
  expect(overdueInterest(yuan(100_000), localDate('2026-03-02'), localDate('2026-03-02'))).toBe(0);
});

describe('the due day', () => {
  test('moves out of Spring Festival and stays on a make-up Saturday', () => {
    expect(paymentDueOn(calendar, '2026-01-20', 30).on).toBe('2026-02-24');
    expect(paymentDueOn(calendar, '2026-09-10', 30).on).toBe('2026-10-10');
  });

  test.each([
    ['accepted in time', '2026-05-08', '2026-05-10', '2026-05-20', '2026-05-08'],
    ['accepted on the last day', '2026-05-10', '2026-05-10', '2026-05-20', '2026-05-10'],
    ['accepted too late: the agreed day counts', '2026-05-11', '2026-05-10', '2026-05-20', '2026-05-10'],
    ['never accepted', null, '2026-05-10', '2026-05-10', '2026-05-10'],
    ['never accepted, still in time', null, '2026-05-10', '2026-05-09', null],
    ['no agreed day', null, null, '2026-05-09', null],
  ])('%s', (...[_name, acceptedOn, acceptBy, on, expected]) => {
    expect(paymentStartsOn({ acceptedOn, acceptBy }, localDate(on))).toBe(expected);
  });
});

describe('interest', () => {
  const due = (change: Partial<DueAmount> = {}): DueAmount => ({
    ...{ dueFen: yuan(100_000), dueOn: '2026-03-02', rate: DEFAULT_LATE_RATE, paid: [] },
    ...change,
  });

  test('runs on each part until it is paid', () => {
    const paid = [{ on: '2026-03-12', amountFen: yuan(60_000) }];
    // 60,000 for 10 days and 40,000 for 20 days, at 0.05 % a day.
    expect(interestOf(due({ paid }), '2026-03-22')).toBe(yuan(700));
  });

  test('at an agreed yearly rate counts 365 days', () => {
    expect(interestOf(due({ rate: { per: 'year', basisPoints: 365 } }), '2026-03-12')).toBe(yuan(100));
  });

  test('half a fen is rounded up, once', () => {
    expect(interestOf(due({ dueFen: fen(1_000) }), '2026-03-03')).toBe(1);
    expect(interestOf(due({ dueFen: fen(999) }), '2026-03-03')).toBe(0);
  });

  test('an agreed rate below the LPR is refused', () => {
    expect(lateRateRefusal({ per: 'year', basisPoints: 309 }, 310)?.rule).toBe('PAY-03');
    expect(lateRateRefusal({ per: 'year', basisPoints: 310 }, 310)).toBeNull();
    expect(lateRateRefusal(DEFAULT_LATE_RATE, 310)).toBeNull();
  });

  test('paying in parts never costs more than paying all at the end, nor less than paying all at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 ** 12 }), fc.integer({ min: 0, max: 400 }), (amount, days) => {
        const end = addDays('2026-03-02', days);
        const half = fen(Math.floor(amount / 2));
        const paid = [{ on: addDays('2026-03-02', Math.floor(days / 2)), amountFen: half }];
        const parts = interestOf(due({ dueFen: fen(amount), paid }), end);
        expect(parts).toBeLessThanOrEqual(interestOf(due({ dueFen: fen(amount) }), end));
        expect(parts).toBeGreaterThanOrEqual(interestOf(due({ dueFen: fen(amount - half) }), end));
      }),
    );
  });
});

test('the list of 31 March holds what was due in the year and unpaid at its end', () => {
  const payable = (contractNo: string, change: Partial<SmePayable> = {}): SmePayable => ({
    ...{ contractNo, payeeIsSme: true, dueFen: yuan(100_000), dueOn: '2026-12-26', rate: DEFAULT_LATE_RATE },
    ...{ paid: [], ...change },
  });
  const list = overdueListOf(
    [
      payable('late'),
      payable('part', { paid: [{ on: '2026-12-31', amountFen: yuan(40_000) }] }),
      payable('paid on the last day', { paid: [{ on: '2026-12-31', amountFen: yuan(100_000) }] }),
      payable('paid in January', { paid: [{ on: '2027-01-04', amountFen: yuan(100_000) }] }),
      payable('due on the last day', { dueOn: '2026-12-31' }),
      payable('large firm', { payeeIsSme: false }),
      payable('late', { dueOn: '2026-11-26' }),
    ],
    2026,
  );
  expect(list).toMatchObject({ publishBy: '2027-03-31', contracts: 3, amountFen: yuan(360_000) });
  expect(
    list.lines.map(({ contractNo, unpaidFen, interestFen }) => [contractNo, unpaidFen, interestFen]),
  ).toEqual([
    ['late', yuan(100_000), yuan(1_750)],
    ['late', yuan(100_000), yuan(250)],
    ['paid in January', yuan(100_000), yuan(250)],
    ['part', yuan(60_000), yuan(250)],
  ]);
});
