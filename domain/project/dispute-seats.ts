import type { DisputeActVerb } from './dispute-acts.ts';
import { type Organised, organiserSeat, SUPERVISION } from './procedure-seats.ts';
import type { Seat } from './steps.ts';

/** 各操作的办理岗位 the organiser answers inquiries and challenges, the finance department deals with complaints. */
export function disputeSeats(process: Organised): Readonly<Record<DisputeActVerb, Seat>> {
  const organiser = organiserSeat(process);
  return {
    Receive: organiser,
    TakeUp: organiser,
    ReturnChallenge: organiser,
    AnswerInquiry: organiser,
    AnswerChallenge: organiser,
    EndAnswering: organiser,
    CarryOut: organiser,
    FileComplaint: SUPERVISION,
    Lapse: SUPERVISION,
    AcceptComplaint: SUPERVISION,
    ReturnComplaint: SUPERVISION,
    SendCopies: SUPERVISION,
    SuspendProcurement: SUPERVISION,
    LiftSuspension: SUPERVISION,
    BeginExpertise: SUPERVISION,
    EndExpertise: SUPERVISION,
    Decide: SUPERVISION,
    WithdrawComplaint: SUPERVISION,
  };
}

/** 争议核查点 the checkpoints of the packs that speak about disputes; other verbs are not checked. */
export const DISPUTE_CHECKPOINTS = {
  AnswerInquiry: 'AnswerInquiry',
  AnswerChallenge: 'AnswerChallenge',
  FileComplaint: 'AcceptComplaint',
  Decide: 'DecideComplaint',
} as const satisfies Partial<Record<DisputeActVerb, string>>;
