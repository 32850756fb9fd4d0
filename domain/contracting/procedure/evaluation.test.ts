import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPERTS, ProcedureScene, plan, THREE } from '../../../tests/support/procedure-scene.ts';
import { yuan } from '../../kernel/money.ts';
import { METHOD_RULES } from './methods.ts';
import { drawPanel, type PanelRequest, panelSize } from './panel.ts';
import { lowPrices, rankBids } from './ranking.ts';
import type { MemberScore, ProcedureDocuments, ReceivedBid } from './state.ts';

const documents = new ProcedureScene('openTender').issue().state.documents as ProcedureDocuments;

const bid = (providerId: string, priceFen: number, change: Partial<ReceivedBid> = {}): ReceivedBid => ({
  ...{
    providerId,
    priceFen,
    receivedAt: '2026-03-01T01:00:00.000Z',
    smeClaim: 'none',
    consortiumMembers: [],
  },
  ...{ valid: true, invalidReasons: [], priceExplanation: null },
  ...change,
});

describe('ranking', () => {
  test('price points are lowest ÷ price × weight; a small firm is compared after its deduction', () => {
    const given = { ...documents, smallMicroDeductionPercent: 20, priceWeightPercent: 30 };
    const bids = [bid('large', yuan(100)), bid('small', yuan(110), { smeClaim: 'smallMicro' })];
    const ranked = rankBids({ bids, scores: [], documents: given, by: 'score', seed: 's' });
    expect(ranked).toMatchObject([
      { rank: 1, providerId: 'small', priceFen: yuan(110), evaluatedFen: yuan(88), centipoints: 3_000 },
      { rank: 2, providerId: 'large', evaluatedFen: yuan(100), centipoints: 2_640 },
    ]);
  });

  test('equal points: lower price, then technical points, then the lot', () => {
    const score = (providerId: string, technical: number, business: number): MemberScore => ({
      ...{ memberId: 'm', providerId },
      centipoints: { 方案: technical, 业绩: business },
    });
    // b gains in business what it loses by price; c and d differ in technical points only; e is d over again.
    const bids = [bid('a', 900), bid('c', 1_000), bid('d', 1_000), bid('e', 1_000)];
    const scores = [
      score('a', 5_000, 1_000),
      score('c', 5_000, 1_100),
      score('d', 5_050, 1_050),
      score('e', 5_050, 1_050),
    ];
    const order = rankBids({ bids, scores, documents, by: 'score', seed: 's' }).map((one) => one.providerId);
    expect(order.slice(0, 1)).toEqual(['a']);
    expect(order.at(-1)).toBe('c');
    expect(order.slice(1, 3).sort()).toEqual(['d', 'e']);
  });

  const firms = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const prices = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 });

  test.each(['score', 'lowestPrice', 'none'] as const)(
    'by %s is a total order whatever order bids came in',
    (by) => {
      fc.assert(
        fc.property(firms, prices, fc.string({ minLength: 1 }), (ids, given, seed) => {
          const bids = ids.map((id, at) => bid(id, given[at] ?? 1));
          const rank = (list: readonly ReceivedBid[]) =>
            rankBids({ bids: list, scores: [], documents, by, seed });
          const ranked = rank(bids);
          expect(rank([...bids].reverse())).toEqual(ranked);
          expect(ranked.map((one) => one.rank)).toEqual(ids.map((_, at) => at + 1));
          expect(new Set(ranked.map((one) => one.providerId)).size).toBe(ids.length);
          if (by === 'none') return;
          const inOrder = ranked.map((one) => one.priceFen);
          expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
        }),
      );
    },
  );

  test('a price below half of the mean is asked about, one at half is not', () => {
    const at = (low: number) => lowPrices([bid('a', low), bid('b', 140), bid('c', 140)], 50);
    // (56 + 280) ÷ 3 = 112, half of it 56.
    expect([at(56), at(55)]).toEqual([[], ['a']]);
  });
});

describe('panel', () => {
  const request = (change: Partial<PanelRequest> = {}): PanelRequest => ({
    ...{ size: 5, buyerMembers: [{ id: 'buyer', interests: [] }], pool: EXPERTS, seed: '抽签' },
    ...change,
  });
  const buyers = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `buyer-${at}`, interests: [] }));

  test.each([
    ['four of five', request({ size: 4 }), 'tooSmall'],
    ['an even number', request({ size: 6 }), 'even'],
    [
      'three of five experts are less than two thirds',
      request({ buyerMembers: buyers(2) }),
      'expertsBelowTwoThirds',
    ],
    ['six of nine are two thirds', request({ size: 9, buyerMembers: buyers(3) }), null],
    ['a pool that is too small', request({ pool: EXPERTS.slice(0, 3) }), 'poolTooSmall'],
    ['no seed', request({ seed: ' ' }), 'noSeed'],
    ['somebody twice', request({ buyerMembers: [{ id: 'expert-1', interests: [] }] }), 'twice'],
  ])('%s', (_name, given, fault) => {
    const roll = drawPanel(given, [], 5);
    expect(typeof roll === 'string' ? roll : null).toBe(fault);
  });

  test('seven from 10 million, or when complex; five in a negotiation above the threshold', () => {
    const size = (method: 'openTender' | 'competitiveNegotiation', change: Parameters<typeof plan>[1]) => {
      const rules = METHOD_RULES[method].panel;
      return rules && panelSize(rules, plan(method, change));
    };
    expect([
      size('openTender', { budgetFen: yuan(9_999_999.99) }),
      size('openTender', { budgetFen: yuan(10_000_000) }),
      size('openTender', { complex: true }),
      size('competitiveNegotiation', {}),
      size('competitiveNegotiation', { overOpenTender: true }),
    ]).toEqual([5, 7, 7, 3, 5]);
  });

  test('the draw can be repeated from its seed, in whatever order the pool is given', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (seed) => {
        fc.pre(seed.trim() !== '');
        const roll = drawPanel(request({ seed }), [], 5);
        expect(drawPanel(request({ seed, pool: [...EXPERTS].reverse() }), [], 5)).toEqual(roll);
      }),
    );
  });

  test('an interest keeps an expert out of the draw, and a buyer’s member out of the panel', () => {
    const interested = EXPERTS.map((one, at) => ({ ...one, interests: at < 7 ? ['a'] : [] }));
    const scene = new ProcedureScene('openTender').issue().bids(THREE).close();
    const form = (change: Partial<PanelRequest>) => scene.give('FormPanel', { ...request(), ...change });
    expect(form({ buyerMembers: [{ id: 'buyer', interests: ['b'] }] })).toBe('NotRecused');
    expect(form({ pool: interested })).toBe('ok');
    const drawn = scene.state.panel?.members.filter((one) => one.kind === 'expert').map((one) => one.id);
    expect(drawn?.every((id) => Number(id.slice(7)) > 7)).toBe(true);
  });

  test('who recuses is replaced by the next who stands by, and the scores go with them', () => {
    const scene = new ProcedureScene('openTender').issue().bids(THREE).close().panel();
    scene.must('BeginEvaluation', {});
    scene.must('JudgeBid', { providerId: 'a', valid: true, reasons: [], priceExplanation: null }).score('a');
    const { members = [], standby = [] } = scene.state.panel ?? {};
    const memberId = members.find((one) => one.kind === 'expert')?.id ?? '';
    const named = { memberId, reason: '近亲属', substitute: { id: 'friend', interests: [] } };
    expect(scene.give('ReplaceMember', named)).toBe('PanelUnlawful');
    scene.must('ReplaceMember', { ...named, substitute: null });
    const sits = scene.state.panel?.members.filter((one) => one.recusedFor === null).map((one) => one.id);
    expect(sits).toContain(standby[0]);
    expect(sits).not.toContain(memberId);
    expect(scene.state.scores.some((one) => one.memberId === memberId)).toBe(false);
    expect(scene.give('ReplaceMember', { ...named, substitute: null })).toBe('UnknownMember');
  });
});
