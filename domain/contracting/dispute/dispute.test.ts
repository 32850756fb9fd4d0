import { describe, expect, test } from 'vitest';
import { DisputeScene } from '../../../tests/support/dispute-scene.ts';
import { CALENDAR, ProcedureScene, THREE } from '../../../tests/support/procedure-scene.ts';
import { addDays, instantOn, type LocalDate } from '../../kernel/local-date.ts';
import { addWorkingDays } from '../../kernel/working-days.ts';
import { disputeVerbs, receiveDispute, vexatiousRefusal } from './decide.ts';
import type { DisputeCommandData, DisputeOutcome, DisputeVerb } from './dispute.ts';
import { blocksSignature, knownOn } from './effect.ts';
import { DISPUTE_STATES, type DisputeStatus } from './states.ts';

const next = (on: LocalDate, workingDays: number): LocalDate => addWorkingDays(CALENDAR, on, workingDays).on;
const REJECTED: DisputeOutcome = { result: 'rejected' };
const upheld = (remedy: 'reEvaluate' | 'nextCandidate' | 'rerun' | 'noEffect'): DisputeOutcome => ({
  ...{ result: 'upheld', remedy },
});

const WAYS: Readonly<Record<DisputeStatus, (scene: DisputeScene) => DisputeScene>> = {
  received: (scene) => scene,
  answering: (scene) => scene.must('TakeUp', { mayChangeResult: true }),
  answered: (scene) => WAYS.answering(scene).must('AnswerChallenge', { outcome: REJECTED }),
  complaintWindow: (scene) =>
    WAYS.answered(scene).on(next(scene.state.receivedOn, 8)).must('EndAnswering', {}),
  filed: (scene) => WAYS.complaintWindow(scene).must('FileComplaint', { matters: ['评分'] }),
  accepted: (scene) => WAYS.filed(scene).must('AcceptComplaint', {}),
  deciding: (scene) => WAYS.accepted(scene).must('SendCopies', {}),
  decided: (scene) => WAYS.deciding(scene).must('Decide', { outcome: REJECTED, lateReason: null }),
  closed: (scene) => WAYS.decided(scene).must('CarryOut', { reference: '决定-1' }),
};

const COMMANDS: { readonly [V in DisputeVerb]: DisputeCommandData[V] } = {
  TakeUp: { mayChangeResult: true },
  ReturnChallenge: { reason: '不符合形式' },
  AnswerInquiry: { answer: '见第三章' },
  AnswerChallenge: { outcome: REJECTED },
  EndAnswering: {},
  FileComplaint: { matters: ['评分'] },
  Lapse: {},
  AcceptComplaint: {},
  ReturnComplaint: { reason: '不符合形式' },
  SendCopies: {},
  SuspendProcurement: { reference: '通知-1' },
  LiftSuspension: {},
  BeginExpertise: { subject: '检测' },
  EndExpertise: {},
  Decide: { outcome: REJECTED, lateReason: null },
  WithdrawComplaint: { reason: '和解' },
  CarryOut: { reference: '决定-1' },
};

/** One line a verb, one column a state in the order of the machine: `+` allowed, `-` not now, otherwise the refusal. */
const TABLE: Readonly<Record<DisputeVerb, string>> = {
  TakeUp: '+ - - - - - - - -',
  ReturnChallenge: '+ - - - - - - - -',
  AnswerInquiry: '- - - - - - - - -',
  AnswerChallenge: '- + - - - - - - -',
  EndAnswering: '- TooEarly TooEarly - - - - - -',
  FileComplaint: '- - + + - - - - -',
  Lapse: '- - - TooEarly - - - - -',
  AcceptComplaint: '- - - - + - - - -',
  ReturnComplaint: '- - - - + - - - -',
  SendCopies: '- - - - - + - - -',
  SuspendProcurement: '- - - - - + + - -',
  LiftSuspension: '- - - - - Incomplete Incomplete Incomplete -',
  BeginExpertise: '- - - - - - + - -',
  EndExpertise: '- - - - - - Incomplete - -',
  Decide: '- - - - - - + - -',
  WithdrawComplaint: '- - - - + + + - -',
  CarryOut: '- - - - - - - + -',
};

describe('verb by state', () => {
  // The keys of the table are the verbs.
  test.each(Object.keys(TABLE) as DisputeVerb[])('%s', (verb) => {
    const answers = DISPUTE_STATES.map((status) => {
      const scene = WAYS[status](new DisputeScene());
      const allowed = disputeVerbs(scene.state).includes(verb);
      const answer = scene.give(verb, COMMANDS[verb]);
      expect(allowed).toBe(answer !== 'NotNow');
      return { ok: '+', NotNow: '-' }[answer] ?? answer;
    });
    expect(answers.join(' ')).toBe(TABLE[verb]);
  });
});

test('an inquiry is answered within three working days and is no challenge', () => {
  const scene = new DisputeScene('2026-02-13', { kind: 'inquiry' });
  expect(scene.clocks).toEqual([['inquiryAnswer', '2026-02-25']]);
  expect(scene.give('TakeUp', { mayChangeResult: true })).toBe('NotNow');
  expect(scene.must('AnswerInquiry', { answer: '见第三章' }).state.status).toBe('closed');
});

describe('a challenge', () => {
  test('comes within seven working days, over National Day with its make-up Saturday', () => {
    const on = (day: LocalDate): string => {
      const answer = receiveDispute(
        {
          disputeId: 'd',
          kind: 'challenge',
          supplierId: 'b',
          about: 'result',
          matters: ['评分'],
          knownOn: '2026-09-29',
        },
        { now: instantOn(day, 9), calendar: CALENDAR },
      );
      return answer.ok ? 'ok' : answer.refusal.rule;
    };
    // 30 September, 8, 9, 10, 12, 13 and 14 October.
    expect([on('2026-10-14'), on('2026-10-15')]).toEqual(['ok', 'DIS-02']);
  });

  test('is answered in seven working days; the time to complain runs from their end, not from the answer', () => {
    const scene = new DisputeScene('2026-02-10').must('TakeUp', { mayChangeResult: true });
    expect(scene.clocks).toEqual([['challengeAnswer', '2026-02-26']]);
    scene.on('2026-02-11').must('AnswerChallenge', { outcome: REJECTED });
    expect(scene.clocks).toEqual([['complaint', next('2026-02-26', 15)]]);
    expect(scene.on('2026-02-26').give('EndAnswering', {})).toBe('TooEarly');
    expect(scene.on('2026-02-27').give('EndAnswering', {})).toBe('ok');
  });

  test('that nobody answers can be complained about all the same', () => {
    const scene = new DisputeScene().must('TakeUp', { mayChangeResult: false });
    scene.on(next('2026-03-02', 8)).must('EndAnswering', {});
    expect(scene.give('FileComplaint', { matters: ['评分', '资格'] })).toBe('ok');
  });
});

describe('a complaint', () => {
  test('comes within 15 working days and stays within what was challenged', () => {
    const last = next(next('2026-03-02', 7), 15);
    const file = (day: LocalDate, matters: readonly string[]): string => {
      const scene = WAYS.complaintWindow(new DisputeScene()).on(day);
      return scene.give('FileComplaint', { matters }) === 'ok' ? 'ok' : String(scene.refused?.code);
    };
    expect([file(last, ['评分']), file(addDays(last, 1), ['评分']), file(last, ['评分', '价格'])]).toEqual([
      'ok',
      'ComplaintTooLate',
      'BeyondTheChallenge',
    ]);
    const unused = WAYS.complaintWindow(new DisputeScene());
    expect([unused.on(last).give('Lapse', {}), unused.on(addDays(last, 1)).give('Lapse', {})]).toEqual([
      'TooEarly',
      'ok',
    ]);
  });

  test('5 working days to review, 8 for the copies, 30 for the decision without expertise, 30 days of suspension', () => {
    const scene = WAYS.filed(new DisputeScene('2026-08-24'));
    const filed = scene.today;
    expect(scene.clocks).toEqual([['review', next(filed, 5)]]);
    scene.must('AcceptComplaint', {}).must('SuspendProcurement', { reference: '通知-1' });
    expect(scene.clocks).toEqual([
      ['copies', next(filed, 8)],
      ['decision', next(filed, 30)],
      ['suspension', '2026-10-08'],
    ]);
    scene.must('SendCopies', {}).on(next(filed, 10)).must('BeginExpertise', { subject: '检测' });
    expect(scene.clocks[0]).toEqual(['decision', null]);
    expect(scene.give('Decide', { outcome: REJECTED, lateReason: null })).toBe('Incomplete');
    const back = next(filed, 22);
    scene.on(back).must('EndExpertise', {});
    expect(scene.clocks[0]).toEqual(['decision', next(back, 20)]);
    scene.on(next(back, 21));
    expect(scene.give('Decide', { outcome: REJECTED, lateReason: null })).toBe('DecidedTooLate');
    expect(scene.refused?.rule).toBe('DIS-04');
    expect(scene.give('Decide', { outcome: REJECTED, lateReason: '案情复杂' })).toBe('ok');
  });

  test('stops the procurement once', () => {
    const scene = WAYS.deciding(new DisputeScene()).must('SuspendProcurement', { reference: '通知-1' });
    scene.must('LiftSuspension', {});
    expect(scene.give('SuspendProcurement', { reference: '通知-2' })).toBe('SuspendedBefore');
  });

  test('that is false costs one to three years', () => {
    const decide = (banMonths: number): string =>
      WAYS.deciding(new DisputeScene()).give('Decide', {
        outcome: { result: 'falseComplaint', ground: 'inventedFacts', banMonths },
        lateReason: null,
      });
    expect([11, 12, 36, 37].map(decide)).toEqual(['BanOutOfRange', 'ok', 'ok', 'BanOutOfRange']);
    const days = ['2025-03-02', '2025-03-03', '2025-12-01', '2026-03-02'];
    expect(vexatiousRefusal(days, '2026-03-02')).toBeNull();
    expect(vexatiousRefusal(days, '2026-03-03')?.code).toBe('NotVexatious');
  });
});

describe('what it does to the procedure', () => {
  test.each([
    [REJECTED, 'Resume'],
    [upheld('noEffect'), 'Resume'],
    [upheld('reEvaluate'), 'RedoEvaluation'],
    [upheld('nextCandidate'), 'VoidAward'],
    [upheld('rerun'), 'DeclareFailure'],
  ])('%o', (outcome, verb) => {
    const scene = WAYS.deciding(new DisputeScene()).must('SuspendProcurement', { reference: '通知-1' });
    scene.must('Decide', { outcome, lateReason: null });
    expect(scene.effects.slice(-2)).toEqual(['Suspend', verb]);
  });

  test('signing waits while it may change the result', () => {
    const blocks = DISPUTE_STATES.map((status) => blocksSignature(WAYS[status](new DisputeScene()).state));
    expect(blocks).toEqual([true, true, false, false, true, true, true, true, false]);
    const harmless = new DisputeScene().must('TakeUp', { mayChangeResult: false });
    expect(blocksSignature(harmless.state)).toBe(false);
  });

  test('withdrawn or returned, it lets the procedure go on', () => {
    const scene = WAYS.accepted(new DisputeScene()).must('SuspendProcurement', { reference: '通知-1' });
    scene.must('WithdrawComplaint', { reason: '和解' });
    expect(scene.effects.at(-1)).toBe('Resume');
    expect(scene.state.suspension?.to).toBe(scene.today);
  });

  test('a challenge against the result stops a live procedure, whose signature clock goes on with what was left', () => {
    const procedure = new ProcedureScene('openTender')
      .issue()
      .bids(THREE)
      .close()
      .evaluate()
      .choose()
      .notify();
    const { state, today } = procedure;
    const known = knownOn('result', { state, obtainedOn: null, calendar: CALENDAR });
    const scene = new DisputeScene(next(today, 3), { knownOn: known ?? '' });
    const stop = WAYS.answering(scene).effects.at(-1);
    expect(stop).toBe('Suspend');
    procedure.on(scene.today).must('Suspend', { cause: 'challenge', reference: scene.state.disputeId });
    const left = procedure.clock('signature').left ?? 0;
    scene.on(next(scene.today, 6)).must('AnswerChallenge', { outcome: REJECTED });
    expect(scene.effects.at(-1)).toBe('Resume');
    procedure.on(scene.today).must('Resume', { reference: scene.state.disputeId });
    expect(procedure.clock('signature').course).toMatchObject({ rests: false });
    expect((procedure.clock('signature').dueOn ?? '') >= addDays(scene.today, left)).toBe(true);
  });
});
