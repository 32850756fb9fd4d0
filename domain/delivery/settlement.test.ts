import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { yuan } from '../kernel/money.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import { AMENDMENT_STATES, type Amendment, advanceAmendment, amendmentRefusal } from './amendment.ts';
import { bondRefundClock, bondRefundFen, bondRefusal, type PerformanceBond } from './bond.ts';
import { type Settlement, settlementRefusal, undisputedFen } from './settlement.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
const calendar = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;
const late = { amountFen: yuan(5_000), clause: '第九条', reason: '迟延两周' };

describe('the undisputed part', () => {
  const settlement = (change: Partial<Settlement> = {}): Settlement => ({
    ...{ acceptedFen: yuan(100_000), paidFen: yuan(20_000), disputedFen: yuan(30_000), deductions: [late] },
    ...change,
  });

  test('is what is accepted, less paid, disputed and deducted', () => {
    expect(undisputedFen(settlement())).toBe(yuan(45_000));
  });

  test.each([
    ['a fen less', 44_999.99, 'PAY-04'],
    ['exactly', 45_000, 'ok'],
    ['all that is open', 80_000, 'ok'],
    ['a fen more', 80_000.01, 'PAY-01'],
  ])('%s', (_name, amount, expected) => {
    expect(settlementRefusal(settlement(), yuan(amount))?.rule ?? 'ok').toBe(expected);
  });

  test.each([
    ['without a clause', { deductions: [{ ...late, clause: ' ' }] }],
    ['without a reason', { deductions: [{ ...late, reason: '' }] }],
    ['of nothing', { deductions: [{ ...late, amountFen: yuan(0) }] }],
    ['of more than is payable', { deductions: [{ ...late, amountFen: yuan(50_000.01) }] }],
  ])('a deduction %s is refused', (_name, change) => {
    expect(settlementRefusal(settlement(change), yuan(45_000))?.code).toBe('DeductionUnfounded');
  });
});

describe('a performance bond', () => {
  const bond = (change: Partial<PerformanceBond> = {}): PerformanceBond => ({
    ...{ amountFen: yuan(10_000), cashOnly: false, refundWorkingDays: null },
    ...change,
  });

  test('stays within 10 % and is not cash only', () => {
    const contract = yuan(100_000);
    expect(bondRefusal(bond(), contract)).toBeNull();
    expect(bondRefusal(bond({ amountFen: yuan(10_000.01) }), contract)?.rule).toBe('CON-06');
    expect(bondRefusal(bond({ cashOnly: true }), contract)?.rule).toBe('CON-06');
  });

  test('goes back less lawful deductions, after the agreed working days over National Day', () => {
    expect(bondRefundFen(bond(), [late])).toBe(yuan(5_000));
    expect(bondRefundFen(bond(), [late, late, late])).toMatchObject({ code: 'BondDeductionTooLarge' });
    const clock = (refundWorkingDays: number | null) =>
      bondRefundClock(bond({ refundWorkingDays }), '2026-09-30', { calendar, regionWorkingDays: 5 }).dueOn;
    expect([clock(3), clock(null)]).toEqual(['2026-10-10', '2026-10-13']);
  });
});

describe('an amendment', () => {
  const amendment = (change: Partial<Amendment> = {}): Amendment => ({
    ...{ kind: 'add', status: 'proposed', addedFen: yuan(4_000), changesOtherTerms: false },
    ...{ agreedByBoth: true, publicInterestReason: null },
    ...change,
  });
  const originalFen = yuan(100_000);
  const earlier = [
    amendment({ status: 'published', addedFen: yuan(6_000) }),
    amendment({ status: 'dropped', addedFen: yuan(9_000) }),
    amendment({ kind: 'content', status: 'signed', addedFen: yuan(-3_000) }),
  ];

  test.each([
    ['all additions together reach 10 %', {}, 'ok'],
    ['and a fen more', { addedFen: yuan(4_000.01) }, 'CON-07'],
    ['an addition that changes other terms', { changesOtherTerms: true }, 'CON-07'],
    ['one side alone', { agreedByBoth: false }, 'CON-10'],
    ['one side in the public interest', { agreedByBoth: false, publicInterestReason: '疫情' }, 'ok'],
    ['a reduction', { kind: 'content', addedFen: yuan(-50_000) }, 'ok'],
  ] as const)('%s', (_name, change, expected) => {
    expect(amendmentRefusal(amendment(change), { originalFen, earlier })?.rule ?? 'ok').toBe(expected);
  });

  test('goes one step at a time', () => {
    const table = AMENDMENT_STATES.map((status) =>
      AMENDMENT_STATES.map((to) =>
        advanceAmendment(amendment({ status }), to, { originalFen, earlier: [] }).ok ? '+' : '-',
      ).join(''),
    );
    expect(table).toEqual(['-+---+', '--+--+', '---+-+', '----+-', '------', '------']);
  });

  test('is checked again when it is signed', () => {
    const contract = { originalFen, earlier: [amendment({ status: 'signed', addedFen: yuan(6_001) })] };
    const signed = advanceAmendment(amendment({ status: 'approved' }), 'signed', contract);
    expect(signed).toMatchObject({ ok: false, refusal: { code: 'AdditionsOverCap' } });
  });
});
