import { describe, expect, test } from 'vitest';
import { ProcedureScene, THREE } from '../../../tests/support/procedure-scene.ts';
import { yuan } from '../../kernel/money.ts';
import type { ProcedureMethod } from './methods.ts';

const scene = (method: ProcedureMethod): ProcedureScene => new ProcedureScene(method);

test('a low price is valid only once it has been explained', () => {
  const life = scene('openTender')
    .issue()
    .bids({ ...THREE, d: 300_000 })
    .close()
    .panel();
  life.must('BeginEvaluation', {});
  const judge = { providerId: 'd', valid: true, reasons: [] };
  expect(life.give('JudgeBid', { ...judge, priceExplanation: null })).toBe('LowPriceUnexplained');
  expect(life.give('JudgeBid', { ...judge, priceExplanation: '自有设备' })).toBe('ok');
});

test('nobody stands behind two bids, nobody bids late or uninvited', () => {
  const life = scene('invitedTender').issue();
  expect(life.bid('a', 900_000, { consortiumMembers: ['x'] })).toBe('ok');
  expect(life.bid('b', 900_000, { consortiumMembers: ['x'] })).toBe('MemberBidsTwice');
  expect([life.bid('a', 800_000), life.bid('z', 800_000), life.bid('b', 0)]).toEqual([
    'MemberBidsTwice',
    'UnknownBidder',
    'Incomplete',
  ]);
  life.on(life.clock('closing').dueOn ?? '', 10);
  expect([life.bid('b', 900_000), life.on(life.today, 11).bid('c', 900_000)]).toEqual(['ok', 'BidTooLate']);
});

describe('documents are refused', () => {
  test.each([
    ['for a floor price', { floorFen: yuan(1) }, 'REQ-06'],
    ['for a ceiling above the budget', { ceilingFen: yuan(1_000_000.01) }, 'REQ-06'],
    ['for a bond above 2 %', { bidBondFen: yuan(20_000.01) }, 'TND-06'],
    ['for a cash-only bond', { bondCashOnly: true }, 'TND-06'],
    ['in another medium', { inDesignatedMedia: false }, 'TND-08'],
    ['without the budget', { budgetShown: false }, 'TND-07'],
    ['for a price weight of 9', { priceWeightPercent: 9 }, 'TND-09'],
    ['for points that do not add up', { priceWeightPercent: 11 }, 'TND-10'],
    [
      'for a deduction of 9 %',
      { reservedForSme: false, smallMicroDeductionPercent: 9, consortiumDeductionPercent: 4 },
      'POL-03',
    ],
    [
      'for a share deduction of 7 %',
      { reservedForSme: false, smallMicroDeductionPercent: 10, consortiumDeductionPercent: 7 },
      'POL-04',
    ],
  ])('%s', (_name, change, rule) => {
    const life = scene('openTender').must('PublishIntent', {
      media: '四川政府采购网',
      inDesignatedMedia: true,
    });
    life.on(life.clock('intent').dueOn ?? '');
    expect(life.give('IssueDocuments', { documents: life.draft(change) })).not.toBe('ok');
    expect(life.refused?.rule).toBe(rule);
    expect(life.state.status).toBe('intentPublished');
  });

  test('when the buyer names more than half of those invited to a negotiation', () => {
    const life = scene('competitiveNegotiation');
    const invited = (...by: readonly ('buyer' | 'expert')[]) =>
      by.map((namedBy, at) => ({ providerId: `p${at}`, namedBy }));
    life
      .must('PublishIntent', { media: '四川政府采购网', inDesignatedMedia: true })
      .on(life.clock('intent').dueOn ?? '');
    const issue = (list: ReturnType<typeof invited>) =>
      life.give('IssueDocuments', { documents: life.draft({ invited: list }) });
    expect(issue(invited('buyer', 'expert'))).toBe('TooFewInvited');
    expect(issue(invited('buyer', 'buyer', 'expert'))).toBe('BuyerNamesTooMany');
    expect(issue(invited('buyer', 'buyer', 'expert', 'expert'))).toBe('ok');
  });
});

describe('a plan is refused', () => {
  test.each([
    ['singleSource', { legalCase: ' ' }, 'MTH-05'],
    ['competitiveConsultation', { overOpenTender: true }, 'MTH-02'],
    ['frameworkAgreement', { frameworkMonths: 25 }, 'MTH-10'],
    ['internalSelection', { overPurchaseLimit: true }, 'MTH-05'],
    ['voucher', { directModeAllowed: false }, 'MTH-13'],
  ] as const)('%s with %o under %s', (method, change, rule) => {
    const life = scene('openTender');
    const plan = { ...life.state.plan, method, ...change };
    expect(life.start(plan)).toBe(rule);
  });
});

test('below the limit nobody is waited for once all who were asked have answered', () => {
  const asked = ['a', 'b', 'c'].map((providerId) => ({ providerId, namedBy: 'library' as const }));
  const scene = new ProcedureScene('internalSelection').issue({ invited: asked }).bids({ a: 90, b: 95 });
  expect(scene.give('CloseBids', {})).toBe('NotYetClosed');
  expect(scene.bids({ c: 99 }).give('CloseBids', {})).toBe('ok');
  // By law the closing of a statutory procedure is waited for.
  const invited = new ProcedureScene('invitedTender').issue({ invited: asked }).bids({ a: 90, b: 95, c: 99 });
  expect(invited.give('CloseBids', {})).toBe('NotYetClosed');
});
