import type { DisputeState } from '../../domain/contracting/dispute/dispute.ts';
import { instantOn, localDate } from '../../domain/kernel/local-date.ts';
import { file } from './case.fixture.ts';
import { ON } from './clean.fixture.ts';
import { procedure } from './procedure.fixture.ts';
import { disputeQuestion } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';

/** A challenge to the result, just received. */
export const challenge: DisputeState = {
  v: 1,
  disputeId: 'D1',
  kind: 'challenge',
  status: 'received',
  supplierId: 'p-2',
  about: 'result',
  matters: ['评分有误'],
  mayChangeResult: false,
  receivedOn: ON,
  answer: null,
  filedOn: null,
  acceptedOn: null,
  copiesOn: null,
  expertise: [],
  suspension: null,
  decision: null,
  closedFor: null,
  lastAt: instantOn(ON, 9),
};

const held = (change: Partial<DisputeState>) => ({
  file: { ...file, disputes: [{ ...challenge, ...change }] },
});
const rejected = { result: 'rejected' } as const;

// Eight working days before 21 September 2026 is 9 September; the fixture's calendar has no holiday between.
export const violationsOfDisputes: readonly Violation[] = [
  breaks(
    'an inquiry answered after 4 working days',
    'DIS-01',
    disputeQuestion(
      { verb: 'AnswerInquiry', disputeId: 'D1', answer: '已说明' },
      held({ kind: 'inquiry', receivedOn: localDate('2026-09-15') }),
    ),
  ),
  breaks(
    'a challenge after 8 working days',
    'DIS-02',
    disputeQuestion(
      {
        ...{ verb: 'Receive', kind: 'challenge', supplierId: 'p-2', about: 'result', obtainedOn: null },
        matters: ['评分有误'],
      },
      { file: { ...file, procedure: { ...procedure, notifiedOn: localDate('2026-09-08') } } },
    ),
  ),
  breaks(
    'an answer after 8 working days',
    'DIS-02-ANSWER',
    disputeQuestion(
      { verb: 'AnswerChallenge', disputeId: 'D1', outcome: rejected },
      held({ status: 'answering', receivedOn: localDate('2026-09-09') }),
    ),
  ),
  breaks(
    'a complaint beyond the challenge',
    'DIS-03',
    disputeQuestion(
      { verb: 'FileComplaint', disputeId: 'D1', matters: ['围标'] },
      held({ status: 'answered' }),
    ),
  ),
  breaks(
    'a decision after 31 working days',
    'DIS-04',
    disputeQuestion(
      { verb: 'Decide', disputeId: 'D1', outcome: rejected, lateReason: null },
      held({ status: 'deciding', filedOn: localDate('2026-08-07') }),
    ),
  ),
];
