import type { ProviderId } from '../../kernel/brand.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { ProcedureCommandData } from './commands.ts';
import type { PanelRoll } from './panel.ts';
import type { RankedBid } from './ranking.ts';
import type { FailureReason, ProcedureDocuments, ProcedurePlan } from './state.ts';

/** 采购程序事件 what has happened; `at` is when it was recorded. */
export interface ProcedureEventData {
  ProcedurePlanned: {
    readonly procedureId: string;
    readonly plan: ProcedurePlan;
    readonly intentOn: LocalDate | null;
  };
  IntentPublished: ProcedureCommandData['PublishIntent'];
  DocumentsIssued: { readonly documents: ProcedureDocuments };
  ClarificationOpened: ProcedureCommandData['OpenClarification'];
  ClarificationIssued: ProcedureCommandData['IssueClarification'];
  BidReceived: ProcedureCommandData['ReceiveBid'];
  BidWithdrawn: ProcedureCommandData['WithdrawBid'];
  BidsClosed: { readonly bids: number };
  PanelFormed: { readonly panel: PanelRoll };
  MemberReplaced: { readonly memberId: string; readonly reason: string; readonly substituteId: string };
  EvaluationBegun: Readonly<Record<never, never>>;
  BidJudged: ProcedureCommandData['JudgeBid'];
  ScoresRecorded: ProcedureCommandData['RecordScores'];
  EvaluationFinished: { readonly ranking: readonly RankedBid[]; readonly tieSeed: string };
  ReportDelivered: Readonly<Record<never, never>>;
  WinnerChosen: ProcedureCommandData['ChooseWinner'];
  AwardNotified: ProcedureCommandData['NotifyAward'];
  ResultNoticeEnded: Readonly<Record<never, never>>;
  ContractSigned: Readonly<Record<never, never>>;
  DutyFulfilled: ProcedureCommandData['FulfilDuty'];
  ProcedureSuspended: ProcedureCommandData['Suspend'];
  /** Closing and last day of the documents have moved by what was left of them. */
  ProcedureResumed: {
    readonly reference: string;
    readonly closesAt: Instant | null;
    readonly documentsUntil: LocalDate | null;
  };
  EvaluationReopened: ProcedureCommandData['RedoEvaluation'];
  AwardVoided: {
    readonly ground: 'upheld' | 'winnerGaveUp';
    readonly reference: string;
    readonly winners: readonly ProviderId[];
  };
  ProcedureFailed: { readonly reason: FailureReason; readonly suppliers: number; readonly reference: string };
  ProcedureRerun: {
    readonly reason: string;
    readonly plan: ProcedurePlan;
    readonly approvalRef: string | null;
  };
  ProcedureCancelled: ProcedureCommandData['Cancel'];
}
export type ProcedureEventType = keyof ProcedureEventData;

export type ProcedureEvent = {
  readonly [T in ProcedureEventType]: {
    readonly type: T;
    readonly at: Instant;
    readonly data: ProcedureEventData[T];
  };
}[ProcedureEventType];
