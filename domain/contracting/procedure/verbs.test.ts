import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPERTS, ProcedureScene, THREE } from '../../../tests/support/procedure-scene.ts';
import { addDays } from '../../kernel/local-date.ts';
import type { ProcedureCommand, ProcedureVerb } from './commands.ts';
import { procedureVerbs } from './decide.ts';
import { evolveProcedure } from './evolve.ts';
import type { ProcedureState } from './state.ts';
import { PROCEDURE_STATES, type ProcedureStatus } from './states.ts';

const NOTICE = { media: '四川政府采购网', inDesignatedMedia: true };
const CAUSE = { reference: '文号-1' };

/** Each state by the shortest way, of an open tender with three bids. */
const WAYS: Readonly<Record<ProcedureStatus, (scene: ProcedureScene) => ProcedureScene>> = {
  planned: (scene) => scene,
  intentPublished: (scene) => scene.must('PublishIntent', NOTICE),
  documentsIssued: (scene) => scene.issue().bids(THREE),
  clarifying: (scene) => WAYS.documentsIssued(scene).must('OpenClarification', { question: '期限' }),
  closed: (scene) => WAYS.documentsIssued(scene).close(),
  evaluating: (scene) => WAYS.closed(scene).panel().must('BeginEvaluation', {}),
  recommended: (scene) => WAYS.closed(scene).evaluate(),
  awardNotified: (scene) => WAYS.recommended(scene).choose().notify(),
  challengeWindow: (scene) => WAYS.awardNotified(scene).later(2).must('EndResultNotice', {}),
  signed: (scene) =>
    WAYS.challengeWindow(scene).must('SignContract', { openDisputes: 0, lateReportRef: null }),
  failed: (scene) => WAYS.documentsIssued(scene).must('DeclareFailure', CAUSE),
  suspended: (scene) => WAYS.challengeWindow(scene).must('Suspend', { cause: 'challenge', ...CAUSE }),
  cancelled: (scene) => WAYS.planned(scene).must('Cancel', { reason: '任务取消' }),
};

type Given = { readonly [V in ProcedureVerb]: (scene: ProcedureScene) => Command<V> };
type Command<V extends ProcedureVerb> = Extract<ProcedureCommand, { verb: V }>['data'];

const COMMANDS: Given = {
  PublishIntent: () => NOTICE,
  IssueDocuments: (scene) => ({ documents: scene.draft() }),
  OpenClarification: () => ({ question: '期限' }),
  IssueClarification: () => ({ affectsBids: false, newClosesAt: null }),
  ReceiveBid: () => ({ providerId: 'd', priceFen: 90_000_000, smeClaim: 'none', consortiumMembers: [] }),
  WithdrawBid: () => ({ providerId: 'a' }),
  CloseBids: () => ({}),
  FormPanel: () => ({ size: 5, buyerMembers: [], pool: EXPERTS, seed: '抽签-2' }),
  ReplaceMember: () => ({
    memberId: 'buyer-1',
    reason: '近亲属',
    substitute: { id: 'buyer-2', interests: [] },
  }),
  BeginEvaluation: () => ({}),
  JudgeBid: () => ({ providerId: 'a', valid: true, reasons: [], priceExplanation: null }),
  RecordScores: () => ({ memberId: 'buyer-1', providerId: 'a', centipoints: { 方案: 1, 业绩: 1 } }),
  FinishEvaluation: () => ({ tieSeed: '并列-1' }),
  DeliverReport: () => ({}),
  ChooseWinner: () => ({ winners: ['a'], minutesRef: null }),
  NotifyAward: () => NOTICE,
  EndResultNotice: () => ({}),
  SignContract: () => ({ openDisputes: 0, lateReportRef: null }),
  FulfilDuty: () => ({ duty: 'losersRefund' }),
  Suspend: () => ({ cause: 'challenge', ...CAUSE }),
  Resume: () => CAUSE,
  RedoEvaluation: () => CAUSE,
  VoidAward: () => ({ ground: 'winnerGaveUp', ...CAUSE, next: 'nextCandidate' }),
  DeclareFailure: () => CAUSE,
  Rerun: () => ({ reason: '重新招标' }),
  ChangeMethod: () => ({ method: 'competitiveConsultation', legalCase: '技术复杂', approvalRef: '批-1' }),
  Cancel: () => ({ reason: '任务取消' }),
};

/** One line a verb, one column a state in the order of the machine: `+` allowed, `-` not now, otherwise the refusal. */
const TABLE: Readonly<Record<ProcedureVerb, string>> = {
  PublishIntent: '+ - - - - - - - - - - - -',
  IssueDocuments: 'IntentNotPublic IntentNotPublic - - - - - - - - - - -',
  OpenClarification: '- - + - - - - - - - - - -',
  IssueClarification: '- - - + - - - - - - - - -',
  ReceiveBid: '- - + + - - - - - - - - -',
  WithdrawBid: '- - + + - - - - - - - - -',
  CloseBids: '- - NotYetClosed - - - - - - - - - -',
  FormPanel: '- - - - + NothingToDo - - - - - - -',
  ReplaceMember: '- - - - UnknownMember + - - - - - - -',
  BeginEvaluation: '- - - - PanelUnlawful - - - - - - - -',
  JudgeBid: '- - - - - + - - - - - - -',
  RecordScores: '- - - - - UnknownBidder - - - - - - -',
  FinishEvaluation: '- - - - - EvaluationUnfinished - - - - - - -',
  DeliverReport: '- - - - - - + - - - - - -',
  ChooseWinner: '- - - - - - Incomplete - - - - - -',
  NotifyAward: '- - - - - - Incomplete - - - - - -',
  EndResultNotice: '- - - - - - - NotYetClosed - - - - -',
  SignContract: '- - - - - - - + + - - - -',
  FulfilDuty: '- - - - - - - + + + NothingToDo + NothingToDo',
  Suspend: '- - + + + + + + + - - - -',
  Resume: '- - - - - - - - - + - - -',
  RedoEvaluation: '- - - - - - + + + + - - -',
  VoidAward: '- - - - - - - + + + - - -',
  DeclareFailure: '- - + + + + + + + + - - -',
  Rerun: '- - - - - - - - - - DutiesOpen - -',
  ChangeMethod: '- - - - - - - - - - DutiesOpen - -',
  Cancel: '+ + + + + + + + + + + - -',
};

// Verbs keep their own data; an index over both loses the pairing.
const VERBS = Object.keys(TABLE) as ProcedureVerb[];

describe('verb by state', () => {
  test.each(VERBS)('%s', (verb) => {
    const answers = PROCEDURE_STATES.map((status) => {
      const scene = WAYS[status](new ProcedureScene('openTender'));
      expect(scene.state.status).toBe(status);
      const answer = scene.give(verb, COMMANDS[verb](scene));
      expect(procedureVerbs(WAYS[status](new ProcedureScene('openTender')).state).includes(verb)).toBe(
        answer !== 'NotNow',
      );
      return { ok: '+', NotNow: '-' }[answer] ?? answer;
    });
    expect(answers.join(' ')).toBe(TABLE[verb]);
  });
});

test('a random walk never leaves the machine, and folding its events gives the state', () => {
  // Half of the steps are taken from what is allowed, so that walks get far; the rest are any verb at any time.
  const step = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const scene = new ProcedureScene('openTender');
      for (const [pick, days, free] of steps) {
        scene.on(addDays(scene.today, days), 10);
        const verbs = free ? VERBS : procedureVerbs(scene.state).filter((verb) => verb !== 'Cancel');
        const verb = verbs[pick % Math.max(1, verbs.length)];
        if (verb === undefined) break;
        const before = scene.state;
        const answer = scene.give(verb, COMMANDS[verb](scene));
        if (answer !== 'ok') expect(scene.state).toBe(before);
        for (const clock of scene.clocks) expect((clock.dueOn === null) === (clock.left !== null)).toBe(true);
        expect(scene.state.pauses.filter(({ to }) => to === null)).toHaveLength(
          scene.state.status === 'suspended' ? 1 : 0,
        );
      }
      const folded = scene.events.reduce<ProcedureState | null>(evolveProcedure, null);
      expect(folded).toEqual(scene.state);
    }),
    { numRuns: 100 },
  );
});
