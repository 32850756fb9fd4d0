import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, sumFen, yuan } from '../kernel/money.ts';
import { type BudgetChange, bodyFor, changeBudget, offsetRefusal } from './adjustment.ts';
import { multiYearRefusal } from './multi-year.ts';
import type { BudgetLine } from './types.ts';
import { type ClosingLine, closeYear } from './year-end.ts';

const budgetLine = (
  id: string,
  [available, reserved, committed, paid]: readonly [number, number, number, number],
): BudgetLine => ({
  ...{ id, orgId: 'o', fiscalYear: 2026, name: id, source: 'own', permittedSectors: [], approvedOn: null },
  ...{ approvalRef: null, inServiceTable: true },
  approvedFen: fen(available + reserved + committed + paid),
  availableFen: fen(available),
  reservedFen: fen(reserved),
  committedFen: fen(committed),
  paidFen: fen(paid),
});

const closing = (line: BudgetLine, firstYear: number, mayCarryOver: boolean): ClosingLine => ({
  ...{ line, firstYear, mayCarryOver },
});

describe('the end of the year', () => {
  const line = budgetLine('a', [100, 20, 30, 50]);

  test.each([
    [
      'carries over what finance allows',
      2026,
      true,
      ['carriedOver', 'carriedOver', 'carriedOver'],
      150,
      false,
    ],
    [
      'the second time into its last year',
      2025,
      true,
      ['carriedOver', 'carriedOver', 'carriedOver'],
      150,
      true,
    ],
    ['after two years only what is committed', 2024, true, ['lapsed', 'lapsed', 'carriedOver'], 30, true],
    ['what finance does not allow lapses', 2026, false, ['lapsed', 'lapsed', 'carriedOver'], 30, false],
  ] as const)('%s', (...[_name, firstYear, mayCarryOver, to, approved, inLastYear]) => {
    const { postings, carried } = closeYear([closing(line, firstYear, mayCarryOver)], 2026);
    expect(postings.map((one) => one.to)).toEqual(to);
    expect(carried).toMatchObject([
      { fiscalYear: 2027, firstYear, approvedFen: approved, committedFen: 30, inLastYear },
    ]);
  });

  test('a line that is spent leaves nothing behind', () => {
    const { postings, carried } = closeYear([closing(budgetLine('a', [0, 0, 0, 10]), 2026, true)], 2026);
    expect([postings, carried]).toEqual([[], []]);
  });

  test('a line that does not add up is a bug, not an answer', () => {
    const wrong = { ...line, approvedFen: fen(1) };
    expect(() => closeYear([closing(wrong, 2026, true)], 2026)).toThrow('does not add up');
  });

  const amount = fc.integer({ min: 0, max: 10 ** 12 });
  const anyLine = fc
    .tuple(fc.uuid(), amount, amount, amount, amount, fc.integer({ min: 2023, max: 2026 }), fc.boolean())
    .map(([id, a, r, c, p, first, may]) => closing(budgetLine(id, [a, r, c, p]), first, may));

  test('no fen is made or lost: paid, carried over and lapsed make up what was approved', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyLine, { selector: ({ line: { id } }) => id, maxLength: 6 }), (lines) => {
        const { postings, carried } = closeYear(lines, 2026);
        const out = (to: string) =>
          sumFen(postings.filter((one) => one.to === to).map((one) => one.amountFen));
        const approved = sumFen(lines.map((one) => one.line.approvedFen));
        const paid = sumFen(lines.map((one) => one.line.paidFen));
        expect(paid + out('carriedOver') + out('lapsed')).toBe(approved);
        expect(sumFen(carried.map((one) => one.approvedFen))).toBe(out('carriedOver'));
        for (const one of carried) expect(one.availableFen + one.committedFen).toBe(one.approvedFen);
        for (const { line: each } of lines) {
          const gone = sumFen(postings.filter((one) => one.lineId === each.id).map((one) => one.amountFen));
          expect(gone + each.paidFen).toBe(each.approvedFen);
        }
        expect(postings.every((one) => one.amountFen > 0)).toBe(true);
      }),
    );
  });
});

describe('a change of the budget', () => {
  const lines = [budgetLine('a', [100, 0, 0, 0]), budgetLine('b', [0, 50, 0, 0])];
  const change = (given: Partial<BudgetChange>): BudgetChange => ({
    ...{ kind: 'transfer', unitKind: 'township', approvedBy: 'financeDepartment', approvalRef: '批-1' },
    moves: [
      { lineId: 'a', amountFen: fen(-100) },
      { lineId: 'b', amountFen: fen(100) },
    ],
    ...given,
  });
  const more = [{ lineId: 'a', amountFen: fen(1) }];
  const rule = (given: Partial<BudgetChange>): string => {
    const answer = changeBudget(lines, change(given));
    return answer.ok ? 'ok' : answer.refusal.rule;
  };

  test.each([
    ['a transfer approved by finance', {}, 'ok'],
    ['a transfer nobody approved', { approvedBy: null }, 'BUD-05'],
    ['a transfer without reference', { approvalRef: '' }, 'BUD-05'],
    ['more spending approved by finance only', { kind: 'adjustment', moves: more }, 'BUD-04'],
    [
      'more spending approved by the township’s congress',
      { kind: 'adjustment', moves: more, approvedBy: 'townshipCongress' },
      'ok',
    ],
    [
      'a subdistrict by the township’s congress',
      { kind: 'adjustment', unitKind: 'subdistrict', moves: more, approvedBy: 'townshipCongress' },
      'BUD-04',
    ],
    ['a transfer that makes money', { moves: more }, 'BG-02'],
    ['an unknown line', { moves: [{ lineId: 'x', amountFen: fen(1) }] }, 'BG-02'],
    ['no move', { moves: [] }, 'BG-02'],
    [
      'more than is available',
      {
        moves: [
          { lineId: 'a', amountFen: fen(-101) },
          { lineId: 'b', amountFen: fen(101) },
        ],
      },
      'BUD-02',
    ],
    [
      'what is reserved',
      {
        moves: [
          { lineId: 'b', amountFen: fen(-1) },
          { lineId: 'a', amountFen: fen(1) },
        ],
      },
      'BUD-02',
    ],
  ] as const)('%s: %s', (...[_name, given, expected]) => {
    expect(rule(given)).toBe(expected);
  });

  test('the body follows from kind and unit', () => {
    expect([bodyFor('adjustment', 'subdistrict'), bodyFor('transfer', 'subdistrict')]).toEqual([
      'countyStandingCommittee',
      'financeDepartment',
    ]);
  });

  test('a transfer keeps the sum of the budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (amount) => {
        const answer = changeBudget(
          lines,
          change({
            moves: [
              { lineId: 'a', amountFen: fen(-amount) },
              { lineId: 'b', amountFen: fen(amount) },
            ],
          }),
        );
        if (!answer.ok) throw new Error(answer.refusal.code);
        expect(sumFen(answer.value.map((one) => one.approvedFen))).toBe(150);
        for (const one of answer.value) {
          expect(one.availableFen + one.reservedFen + one.committedFen + one.paidFen).toBe(one.approvedFen);
        }
      }),
    );
  });
});

test('what a purchase adds is cut elsewhere to the fen, or approved', () => {
  const rule = (cut: number, approvalRef: string | null = null) =>
    offsetRefusal(yuan(1_000), { offsets: [{ lineId: 'b', amountFen: yuan(cut) }], approvalRef })?.rule ??
    'ok';
  expect([rule(999.99), rule(1_000), rule(1, '批-1'), rule(0)]).toEqual(['BUD-06', 'ok', 'ok', 'BG-02']);
  expect(offsetRefusal(yuan(0), { offsets: [], approvalRef: null })).toBeNull();
});

describe('a plan over several years', () => {
  const term = { startsOn: '2026-07-01', endsOn: '2028-06-30', totalFen: yuan(90), availableFen: yuan(20) };
  const years = (...amounts: readonly number[]) => ({
    years: amounts.map((amount, index) => ({ fiscalYear: 2026 + index, amountFen: yuan(amount) })),
  });

  test.each([
    ['covers each year and adds up', years(20, 50, 20), {}, 'ok'],
    ['is missing', null, {}, 'BUD-03'],
    ['lacks a year', years(20, 70), {}, 'BUD-03'],
    ['does not add up', years(20, 50, 19), {}, 'BUD-03'],
    ['has a year below zero', years(20, 80, -10), {}, 'BUD-03'],
    ['asks more of the first year than is available', years(20.01, 50, 19.99), {}, 'BUD-02'],
    ['is not needed within one year', null, { endsOn: '2026-12-31', availableFen: yuan(90) }, 'ok'],
    ['is too long by a day', years(20, 50, 20, 0), { endsOn: '2029-07-02' }, 'CON-03'],
  ] as const)('%s', (...[_name, plan, change, expected]) => {
    expect(multiYearRefusal(plan, { ...term, ...change })?.rule ?? 'ok').toBe(expected);
  });
});
