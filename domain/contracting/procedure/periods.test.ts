import { describe, expect, test } from 'vitest';
import { ProcedureScene, THREE } from '../../../tests/support/procedure-scene.ts';
import { addDays, instantOn } from '../../kernel/local-date.ts';

const NOTICE = { media: '四川政府采购网', inDesignatedMedia: true };

test('the intent stands 30 days before documents go out, from 2022 on', () => {
  const scene = new ProcedureScene('openTender', { on: '2026-01-19' }).must('PublishIntent', NOTICE);
  // The minimum ends in Spring Festival and is not moved.
  expect(scene.clock('intent')).toMatchObject({ dueOn: '2026-02-18', announced: true });
  expect(scene.on('2026-02-17').give('IssueDocuments', { documents: scene.draft() })).toBe('IntentNotPublic');
  expect(scene.on('2026-02-18').give('IssueDocuments', { documents: scene.draft() })).toBe('ok');
  const before = (on: string) => {
    const old = new ProcedureScene('openTender', { on });
    return old.give('IssueDocuments', { documents: old.draft({ reservedForSme: true }) });
  };
  expect([before('2021-12-31'), before('2022-01-01')]).toEqual(['ok', 'IntentNotPublic']);
});

describe('from issue to closing, one day less is refused', () => {
  test.each([
    ['openTender', 'TND-01', '2026-02-04', '2026-02-24', {}],
    ['invitedTender', 'TND-01', '2026-09-20', '2026-10-10', {}],
    ['frameworkAgreement', 'TND-01', '2026-09-20', '2026-10-10', {}],
    // Five working days of documents end after the ten days over Spring Festival, so they decide.
    ['competitiveConsultation', 'TND-04', '2026-02-13', '2026-02-27', {}],
    ['competitiveConsultation', 'TND-04', '2026-03-02', '2026-03-12', {}],
    ['competitiveNegotiation', 'TND-05', '2026-02-13', '2026-02-25', {}],
    ['competitiveNegotiation', 'TND-05', '2026-09-30', '2026-10-10', {}],
    ['singleSource', 'MTH-06', '2026-09-30', '2026-10-13', { overOpenTender: true, cityApprovalRef: '批-1' }],
    ['internalSelection', 'PR-10', '2026-09-30', '2026-10-10', {}],
  ] as const)(
    '%s (%s) issued on %s closes on %s at the earliest',
    (...[method, rule, issued, earliest, plan]) => {
      const scene = new ProcedureScene(method, { on: addDays(issued, -60), plan });
      if (scene.state.plan.method !== 'internalSelection') scene.must('PublishIntent', NOTICE);
      scene.on(issued);
      const closing = (day: string) => ({
        documents: scene.draft({ documentsUntil: day, closesAt: instantOn(day, 10) }),
      });
      expect(scene.give('IssueDocuments', closing(addDays(earliest, -1)))).toBe('PeriodTooShort');
      expect(scene.refused).toMatchObject({ rule, facts: { earliest } });
      expect(scene.give('IssueDocuments', closing(earliest))).toBe('ok');
    },
  );
});

test('documents are available for five working days, across National Day', () => {
  const scene = new ProcedureScene('openTender', { on: '2026-08-20' }).must('PublishIntent', NOTICE);
  scene.on('2026-09-28');
  const until = (documentsUntil: string) => {
    const closesAt = instantOn('2026-10-30', 10);
    return scene.give('IssueDocuments', { documents: scene.draft({ documentsUntil, closesAt }) });
  };
  // 29 and 30 September, 8, 9 and the make-up Saturday 10 October.
  expect(until('2026-10-09')).toBe('PeriodTooShort');
  expect(until('2026-10-10')).toBe('ok');
});

test('a change within 15 days of the closing moves it', () => {
  const scene = new ProcedureScene('openTender').issue();
  const closing = scene.clock('closing').dueOn ?? '';
  expect(scene.clock('lastChange').dueOn).toBe(addDays(closing, -15));
  scene.on(addDays(closing, -15)).must('OpenClarification', { question: '数量' });
  expect(scene.give('IssueClarification', { affectsBids: true, newClosesAt: null })).toBe('ok');
  scene.on(addDays(closing, -14)).must('OpenClarification', { question: '期限' });
  expect(scene.give('IssueClarification', { affectsBids: true, newClosesAt: null })).toBe('PeriodTooShort');
  const earlier = instantOn(addDays(closing, -1), 10);
  expect(scene.give('IssueClarification', { affectsBids: false, newClosesAt: earlier })).toBe('Incomplete');
  const later = instantOn(addDays(closing, 1), 10);
  expect(scene.give('IssueClarification', { affectsBids: true, newClosesAt: later })).toBe('ok');
  expect(scene.clock('closing').dueOn).toBe(addDays(closing, 1));
});

test('report, choice and notice run 2, 5 and 2 working days over Spring Festival', () => {
  const scene = new ProcedureScene('openTender', { on: '2025-12-01' }).issue().bids(THREE).close();
  scene.on('2026-02-13').evaluate();
  expect(scene.clocks.map(({ what, dueOn }) => [what, dueOn])).toEqual([['report', '2026-02-24']]);
  scene.on('2026-02-14').must('DeliverReport', {});
  expect(scene.clock('choice').dueOn).toBe('2026-02-28');
  scene.must('ChooseWinner', { winners: ['a'], minutesRef: null });
  expect(scene.clock('awardNotice').dueOn).toBe('2026-02-25');
});

test('what runs from the award notice', () => {
  const scene = new ProcedureScene('openTender', { on: '2026-07-01' }).issue().bids(THREE).close();
  scene.evaluate().choose().on('2026-09-30').notify();
  expect(scene.clocks.map(({ what, dueOn }) => [what, dueOn])).toEqual([
    ['resultNotice', '2026-10-08'],
    ['challenge', '2026-10-16'],
    ['signature', '2026-10-30'],
    ['losersRefund', '2026-10-13'],
  ]);
  expect(scene.on('2026-10-08').give('EndResultNotice', {})).toBe('NotYetClosed');
  expect(scene.on('2026-10-09').give('EndResultNotice', {})).toBe('ok');
  const sign = (on: string) => scene.on(on).give('SignContract', { openDisputes: 0, lateReportRef: null });
  expect([sign('2026-10-31'), sign('2026-10-30')]).toEqual(['SignedTooLate', 'ok']);
  expect(scene.clocks.map(({ what, dueOn }) => [what, dueOn])).toEqual([
    ['losersRefund', '2026-10-13'],
    ['winnerRefund', '2026-11-06'],
    ['contractPublished', '2026-11-03'],
    ['contractFiled', '2026-11-10'],
  ]);
});
