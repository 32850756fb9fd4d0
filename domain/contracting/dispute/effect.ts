import type { LocalDate } from '../../kernel/local-date.ts';
import { endOf } from '../../kernel/period.ts';
import type { WorkCalendar } from '../../kernel/working-days.ts';
import type { ProcedureCommand } from '../procedure/commands.ts';
import { PERIODS } from '../procedure/periods.ts';
import type { ProcedureState } from '../procedure/state.ts';
import type { DisputeAbout, DisputeEvent, DisputeOutcome, DisputeState } from './dispute.ts';

/**
 * 对采购程序的影响 the command on the procedure that follows from an event of a dispute as it stood before the event; null where
 * it has none. A challenge stops the signing only (条例 §54), so it suspends only where it is about the result.
 */
export function effectOnProcedure(before: DisputeState, event: DisputeEvent): ProcedureCommand | null {
  const reference = before.disputeId;
  switch (event.type) {
    case 'TakeUp':
      return event.data.mayChangeResult && before.about === 'result'
        ? { verb: 'Suspend', data: { cause: 'challenge', reference } }
        : null;
    case 'SuspendProcurement':
      return stops(before)
        ? null
        : { verb: 'Suspend', data: { cause: 'complaint', reference: event.data.reference } };
    case 'AnswerChallenge':
    case 'Decide':
      return effectOf(event.data.outcome, reference, stops(before));
    case 'LiftSuspension':
    case 'Lapse':
    case 'ReturnComplaint':
    case 'WithdrawComplaint':
      return stops(before) ? { verb: 'Resume', data: { reference } } : null;
    default:
      return null;
  }
}

/** Is the procedure stopped because of this dispute? */
const stops = ({ mayChangeResult, about, answer, suspension }: DisputeState): boolean =>
  suspension?.to === null ||
  (suspension === null && mayChangeResult && about === 'result' && answer === null);

/** An upheld one changes the procedure; any other lets it go on where it was stopped. */
function effectOf(outcome: DisputeOutcome, reference: string, stopped: boolean): ProcedureCommand | null {
  const remedy = outcome.result === 'upheld' ? outcome.remedy : 'noEffect';
  switch (remedy) {
    case 'noEffect':
      return stopped ? { verb: 'Resume', data: { reference } } : null;
    case 'reEvaluate':
      return { verb: 'RedoEvaluation', data: { reference } };
    case 'nextCandidate':
      return { verb: 'VoidAward', data: { ground: 'upheld', reference, next: 'nextCandidate' } };
    case 'rerun':
      return { verb: 'DeclareFailure', data: { reference } };
  }
}

/**
 * 可能影响结果的争议 keeps the contract from being signed (AWD-03). One that nobody has looked at yet may change it; one that is
 * answered, and not complained about, does not any more.
 */
export function blocksSignature({ kind, status, mayChangeResult, answer, filedOn }: DisputeState): boolean {
  if (kind === 'inquiry' || status === 'closed') return false;
  return status === 'received' || (mayChangeResult && (answer === null || filedOn !== null));
}

/** 应知之日 the day from which the time to challenge runs (条例 §53); null where it has not come. */
export function knownOn(about: DisputeAbout, { state, obtainedOn, calendar }: KnownCase): LocalDate | null {
  switch (about) {
    case 'documents':
      return obtainedOn ?? state.documents?.documentsUntil ?? null;
    case 'process':
      return state.recommendation?.endedOn ?? null;
    case 'result':
      return state.notifiedOn === null ? null : endOf(PERIODS.resultNotice, state.notifiedOn, calendar).on;
  }
}

export interface KnownCase {
  readonly state: ProcedureState;
  /** The day on which this supplier obtained the documents; without one, the last day on which they were available counts. */
  readonly obtainedOn: LocalDate | null;
  readonly calendar: WorkCalendar;
}
