import { describe, expect, test } from 'vitest';
import { ProcedureScene, THREE } from '../../../tests/support/procedure-scene.ts';
import { METHOD_RULES, PROCEDURE_METHODS, type ProcedureMethod } from './methods.ts';

const SIGN = { openDisputes: 0, lateReportRef: null };
const CAUSE = { reference: '文号-1' };

const scene = (method: ProcedureMethod): ProcedureScene => new ProcedureScene(method);

describe('each method from plan to signature', () => {
  test.each(PROCEDURE_METHODS)('%s', (method) => {
    const bids = method === 'singleSource' ? { a: 900_000 } : { ...THREE, d: 990_000 };
    const life = scene(method).issue().bids(bids).close();
    life.panelOf().evaluate().choose().notify();
    if (METHOD_RULES[method].statutory) life.later(2).must('EndResultNotice', {});
    expect(life.give('SignContract', SIGN)).toBe('ok');
    for (const { what } of life.clocks) expect(life.give('FulfilDuty', { duty: what as never })).toBe('ok');
    expect([life.state.status, life.clocks]).toEqual(['signed', []]);
  });
});

describe('too few suppliers', () => {
  const few = (method: ProcedureMethod, count: number): string => {
    const ids = ['a', 'b', 'c'].slice(0, count);
    const life = scene(method)
      .issue()
      .bids(Object.fromEntries(ids.map((id, at) => [id, 900_000 + at])));
    return life.close().state.status;
  };
  test.each([
    ['openTender', 'failed', 'closed'],
    ['invitedTender', 'failed', 'closed'],
    ['competitiveNegotiation', 'failed', 'closed'],
    ['competitiveConsultation', 'closed', 'closed'],
    ['voucher', 'closed', 'closed'],
  ] as const)('%s with two is %s, with three %s', (method, two, three) => {
    expect([few(method, 2), few(method, 3)]).toEqual([two, three]);
  });

  test('one is too few for a consultation and for vouchers, not for a single source or a subsidy', () => {
    const methods = ['competitiveConsultation', 'voucher', 'singleSource', 'fixedSubsidy'] as const;
    expect(methods.map((method) => few(method, 1))).toEqual(['failed', 'failed', 'closed', 'closed']);
  });

  test('a tender of which two stay valid fails; a consultation goes on', () => {
    const judged = (method: ProcedureMethod): string => {
      const life = scene(method).issue().bids(THREE).close().panelOf().must('BeginEvaluation', {});
      life.must('JudgeBid', {
        providerId: 'c',
        valid: false,
        reasons: ['unqualified'],
        priceExplanation: null,
      });
      for (const providerId of ['a', 'b']) {
        life
          .must('JudgeBid', { providerId, valid: true, reasons: [], priceExplanation: null })
          .score(providerId);
      }
      return life.must('FinishEvaluation', { tieSeed: 's' }).state.status;
    };
    expect([judged('openTender'), judged('competitiveConsultation')]).toEqual(['failed', 'recommended']);
  });

  test('all prices over the budget is a failure of its own', () => {
    const life = scene('openTender').issue();
    life.bids({ a: 1_000_000.01, b: 1_100_000, c: 1_200_000 }).close().panel().must('BeginEvaluation', {});
    const judge = { providerId: 'a', priceExplanation: null };
    expect(life.give('JudgeBid', { ...judge, valid: true, reasons: [] })).toBe('PriceOverCeiling');
    for (const providerId of ['a', 'b', 'c']) {
      life.must('JudgeBid', { ...judge, providerId, valid: false, reasons: ['overCeiling'] });
    }
    life.must('FinishEvaluation', { tieSeed: 's' });
    expect(life.state.failures).toMatchObject([{ run: 1, reason: 'overBudget', suppliers: 0 }]);
  });
});

describe('after a failure', () => {
  const failed = (count: number) => {
    const ids = ['a', 'b'].slice(0, count);
    const life = scene('openTender')
      .issue()
      .bids(Object.fromEntries(ids.map((id) => [id, 900_000])))
      .close();
    expect(life.give('Rerun', { reason: '重新招标' })).toBe('DutiesOpen');
    expect(life.clocks.map(({ what }) => what)).toEqual(['terminationNotice', 'terminationRefund']);
    return life
      .must('FulfilDuty', { duty: 'terminationNotice' })
      .must('FulfilDuty', { duty: 'terminationRefund' });
  };
  const negotiation = { method: 'competitiveNegotiation', legalCase: '招标失败' } as const;

  test('it is tendered again with a new closing and no bids', () => {
    const life = failed(2).must('Rerun', { reason: '重新招标' });
    expect(life.state).toMatchObject({ status: 'planned', run: 2, bids: [], documents: null });
    expect(life.issue().bids(THREE).close().state.status).toBe('closed');
  });

  test('the method changes only with approval, and two who were left may be negotiated with', () => {
    const life = failed(2);
    expect(life.give('ChangeMethod', { ...negotiation, approvalRef: ' ' })).toBe('ChangeNotApproved');
    expect(life.refused?.rule).toBe('MTH-09');
    life.must('ChangeMethod', { ...negotiation, approvalRef: '批-1' });
    const invited = ['a', 'b'].map((providerId) => ({ providerId, namedBy: 'library' as const }));
    expect(life.issue({ invited }).bids({ a: 900_000, b: 910_000 }).close().state.status).toBe('closed');
  });

  test('one who was left does not make a negotiation', () => {
    const life = failed(1).must('ChangeMethod', { ...negotiation, approvalRef: '批-1' });
    const invited = ['a', 'b'].map((providerId) => ({ providerId, namedBy: 'library' as const }));
    expect(life.give('IssueDocuments', { documents: life.draft({ invited }) })).toBe('TooFewInvited');
  });
});

describe('an award', () => {
  const awarded = () =>
    scene('openTender')
      .issue()
      .bids({ ...THREE, d: 990_000 })
      .close()
      .evaluate();

  test('follows the order of the report', () => {
    const life = awarded().must('DeliverReport', {});
    const choose = (winners: readonly string[]) => life.give('ChooseWinner', { winners, minutesRef: null });
    expect([choose(['b']), choose(['a', 'b']), choose(['x']), choose(['a'])]).toEqual([
      'NotInOrder',
      'NotInOrder',
      'UnknownBidder',
      'ok',
    ]);
  });

  test('that is void goes to the next while enough are left', () => {
    const life = awarded().choose().notify();
    const voided = { ...CAUSE, next: 'nextCandidate', ground: 'upheld' } as const;
    life.must('VoidAward', voided);
    expect(life.clocks.map(({ what }) => what)).toEqual(['choice']);
    expect(life.give('ChooseWinner', { winners: ['a'], minutesRef: null })).toBe('UnknownBidder');
    life.must('ChooseWinner', { winners: ['b'], minutesRef: null }).notify();
    expect(life.give('VoidAward', voided)).toBe('TooFewLeft');
    expect(life.give('VoidAward', { ...voided, ground: 'winnerGaveUp' })).toBe('ok');
    expect(life.state.recommendation?.struck.map((one) => one.providerId)).toEqual(['a', 'b']);
  });

  test('waits for open disputes, and where the region says so for the time to challenge', () => {
    const life = awarded().choose().notify();
    expect(life.give('SignContract', { ...SIGN, openDisputes: 1 })).toBe('DisputeOpen');
    const strict = new ProcedureScene('openTender', { region: { signAfterChallengeWindow: true } });
    strict.issue().bids(THREE).close().evaluate().choose().notify();
    expect(strict.give('SignContract', SIGN)).toBe('ChallengeWindowOpen');
    const end = strict.clock('challenge').dueOn ?? '';
    expect([strict.on(end).give('SignContract', SIGN), strict.later(1).give('SignContract', SIGN)]).toEqual([
      'ChallengeWindowOpen',
      'ok',
    ]);
  });

  test('after 30 days needs the report to finance', () => {
    const life = awarded().choose().notify();
    life.on(life.clock('signature').dueOn ?? '').later(1);
    expect(life.give('SignContract', SIGN)).toBe('SignedTooLate');
    expect(life.give('SignContract', { ...SIGN, lateReportRef: '报告-1' })).toBe('ok');
  });

  test('a framework admits two or more and turns away a fifth', () => {
    const life = scene('frameworkAgreement')
      .issue()
      .bids({ ...THREE, d: 990_000 })
      .close();
    life.evaluate().must('DeliverReport', {});
    const admit = (...winners: readonly string[]) => life.give('ChooseWinner', { winners, minutesRef: null });
    expect([admit('a'), admit('a', 'b', 'c', 'd'), admit('a', 'c'), admit('a', 'b', 'c')]).toEqual([
      'FrameworkTooLoose',
      'FrameworkTooLoose',
      'NotInOrder',
      'ok',
    ]);
  });

  test('below the limit two quotes, or another than the lowest, need minutes', () => {
    const life = (prices: Readonly<Record<string, number>>) =>
      scene('internalSelection').issue().bids(prices).close().evaluate();
    const choose = (of: ProcedureScene, winner: string, minutesRef: string | null) =>
      of.give('ChooseWinner', { winners: [winner], minutesRef });
    expect(choose(life({ a: 1_000, b: 1_100 }), 'a', null)).toBe('NoMinutes');
    expect(choose(life({ a: 1_000, b: 1_100 }), 'a', '纪要-1')).toBe('ok');
    expect(choose(life({ a: 1_000, b: 1_100, c: 1_200 }), 'a', null)).toBe('ok');
    expect(choose(life({ a: 1_000, b: 1_100, c: 1_200 }), 'b', null)).toBe('NoMinutes');
  });
});

describe('a suspension', () => {
  test('while bids come in moves the closing by what was left', () => {
    const life = scene('openTender').issue();
    const { issuedOn = '', closesAt } = life.state.documents ?? {};
    const closing = life.clock('closing').dueOn ?? '';
    life.later(3).must('Suspend', { cause: 'complaint', ...CAUSE });
    expect(life.clock('tender')).toMatchObject({ dueOn: null, fromOn: issuedOn });
    expect(life.clock('suspension').dueOn).not.toBeNull();
    const left = life.clock('closing').left;
    expect(life.bid('a', 900_000)).toBe('NotNow');
    const stopped = life.today;
    life.later(10).must('Resume', CAUSE);
    const tender = life.clock('tender').dueOn ?? '';
    expect(Date.parse(tender) - Date.parse(life.today)).toBe((left ?? 0) * 86_400_000);
    expect((life.clock('closing').dueOn ?? '') >= tender).toBe(true);
    expect([closing, stopped].includes(life.clock('closing').dueOn ?? '')).toBe(false);
    expect(life.state.documents?.closesAt.slice(10)).toBe(closesAt?.slice(10));
  });

  test('during the choice leaves the rest of the five days; other suppliers may still challenge', () => {
    const life = scene('openTender').issue().bids(THREE).close().evaluate().must('DeliverReport', {});
    life.later(2).must('Suspend', { cause: 'challenge', ...CAUSE });
    expect(life.clock('choice')).toMatchObject({ dueOn: null, left: 3 });
    const resumed = life.later(20).must('Resume', CAUSE).today;
    expect(life.clock('choice').dueOn).toBe(life.later(3).today);
    expect(life.state.pauses).toMatchObject([{ to: resumed, cause: 'challenge', reference: '文号-1' }]);
    life.must('ChooseWinner', { winners: ['a'], minutesRef: null }).notify();
    const challenge = life.clock('challenge').dueOn;
    life.later(1).must('Suspend', { cause: 'complaint', ...CAUSE });
    expect([life.clock('challenge').dueOn, life.clock('signature').dueOn]).toEqual([challenge, null]);
  });

  test('upheld: evaluated again by another panel, or failed', () => {
    const life = scene('openTender').issue().bids(THREE).close().evaluate().choose().notify();
    life.must('Suspend', { cause: 'complaint', ...CAUSE }).must('RedoEvaluation', CAUSE);
    expect(life.state).toMatchObject({ status: 'evaluating', panel: null, recommendation: null });
    expect(life.give('FinishEvaluation', { tieSeed: 's' })).toBe('PanelUnlawful');
    expect(life.evaluate().state.status).toBe('recommended');
    life.choose().must('Suspend', { cause: 'complaint', ...CAUSE });
    life.must('VoidAward', { ...CAUSE, ground: 'upheld', next: 'rerun' });
    expect(life.state).toMatchObject({ status: 'failed', failures: [{ reason: 'resultVoid' }] });
    expect(life.state.pauses.every(({ to }) => to !== null)).toBe(true);
  });
});
