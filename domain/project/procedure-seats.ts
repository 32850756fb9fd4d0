import type { ProcedureActVerb } from './procedure-acts.ts';
import type { ProjectProcess } from './process.ts';
import type { State } from './states.ts';
import type { Seat } from './steps.ts';

/** States in which something may be done in the procurement; refunds and other duties reach into the delivery. */
export const PROCEDURE_STATES: readonly State[] = [
  'planFiled',
  'procuring',
  'internalSelection',
  'failed',
  'awarded',
  'contracting',
  'contractApproved',
  'delivering',
];

const HANDLER: Seat = { role: 'handler', party: 'buyer', duty: 'request' };
const AGENCY: Seat = { role: 'agency', party: 'agency', duty: null };
export const SUPERVISION: Seat = { role: 'countyProcurement', party: 'countyFinance', duty: null };

export interface Organised {
  readonly parties: Pick<ProjectProcess['parties'], 'agency'>;
}

/** 组织者 who runs the procedure: the agency, or the buyer's handler where none was commissioned. */
export const organiserSeat = ({ parties }: Organised): Seat => (parties.agency === null ? HANDLER : AGENCY);

/** 各操作的办理岗位 the organiser runs it, the buyer chooses and deals with failure, the supervisor stops and lifts. */
export function procedureSeats(process: Organised): Readonly<Record<ProcedureActVerb, Seat>> {
  const organiser = organiserSeat(process);
  return {
    PublishIntent: organiser,
    IssueDocuments: organiser,
    OpenClarification: organiser,
    IssueClarification: organiser,
    ReceiveBid: organiser,
    WithdrawBid: organiser,
    CloseBids: organiser,
    FormPanel: organiser,
    ReplaceMember: organiser,
    BeginEvaluation: organiser,
    JudgeBid: organiser,
    RecordScores: organiser,
    FinishEvaluation: organiser,
    DeliverReport: organiser,
    NotifyAward: organiser,
    EndResultNotice: organiser,
    FulfilDuty: organiser,
    DeclareFailure: organiser,
    ChooseWinner: HANDLER,
    SelectProvider: HANDLER,
    VoidAward: HANDLER,
    Rerun: HANDLER,
    ChangeMethod: HANDLER,
    Suspend: SUPERVISION,
    Resume: SUPERVISION,
    RedoEvaluation: SUPERVISION,
  };
}

/** 采购办理操作 every verb, in the order of a procedure. */
export const procedureVerbs = Object.keys(
  procedureSeats({ parties: { agency: null } }),
) as readonly ProcedureActVerb[]; // the keys of the table are the verbs
