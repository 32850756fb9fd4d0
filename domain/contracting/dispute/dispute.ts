import type { ProviderId } from '../../kernel/brand.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { Pause } from '../../kernel/period.ts';
import type { WorkCalendar } from '../../kernel/working-days.ts';
import type { DisputeStatus } from './states.ts';

/** 质疑事项类别 what a challenge is about; it decides from which day its seven working days run (条例 §53). */
export type DisputeAbout = 'documents' | 'process' | 'result';

/** 处理结果 how a challenge or complaint ends. An upheld one says what becomes of the procurement. */
export type DisputeOutcome =
  | { readonly result: 'rejected' }
  | {
      readonly result: 'upheld';
      readonly remedy: 'noEffect' | 'reEvaluate' | 'nextCandidate' | 'rerun';
    }
  | { readonly result: 'falseComplaint'; readonly ground: FalseGround; readonly banMonths: number };

/** 虚假、恶意投诉情形 (94号令 §37 M) */
export const FALSE_GROUNDS = ['inventedFacts', 'falseMaterial', 'unlawfulEvidence', 'threeUnproven'] as const;
export type FalseGround = (typeof FALSE_GROUNDS)[number];

/** 争议 one inquiry, or one challenge and the complaint that may follow it. */
export interface DisputeState {
  readonly v: 1;
  readonly disputeId: string;
  readonly kind: 'inquiry' | 'challenge';
  readonly status: DisputeStatus;
  readonly supplierId: ProviderId;
  readonly about: DisputeAbout;
  /** 质疑事项; a complaint stays within them. */
  readonly matters: readonly string[];
  /** 可能影响结果: signing waits (AWD-03), a signed contract is not carried out meanwhile (条例 §54). */
  readonly mayChangeResult: boolean;
  readonly receivedOn: LocalDate;
  readonly answer: { readonly on: LocalDate; readonly outcome: DisputeOutcome } | null;
  readonly filedOn: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  readonly copiesOn: LocalDate | null;
  /** 检验、检测、鉴定、专家评审 time that does not count for the decision (条例 §58). */
  readonly expertise: readonly Pause[];
  readonly suspension: (Pause & { readonly reference: string }) | null;
  readonly decision: { readonly on: LocalDate; readonly outcome: DisputeOutcome } | null;
  readonly closedFor: string | null;
  readonly lastAt: Instant;
}

/** 争议命令 what each verb brings along. */
export interface DisputeCommandData {
  /** 受理质疑 */
  TakeUp: { readonly mayChangeResult: boolean };
  /** 退回质疑 */
  ReturnChallenge: { readonly reason: string };
  /** 答复询问 */
  AnswerInquiry: { readonly answer: string };
  /** 答复质疑 */
  AnswerChallenge: { readonly outcome: DisputeOutcome };
  /** 答复期满 */
  EndAnswering: Readonly<Record<never, never>>;
  /** 提起投诉 */
  FileComplaint: { readonly matters: readonly string[] };
  /** 投诉期满 */
  Lapse: Readonly<Record<never, never>>;
  /** 受理投诉 */
  AcceptComplaint: Readonly<Record<never, never>>;
  /** 不予受理投诉 */
  ReturnComplaint: { readonly reason: string };
  /** 发出副本和答复通知 */
  SendCopies: Readonly<Record<never, never>>;
  /** 通知暂停采购 */
  SuspendProcurement: { readonly reference: string };
  /** 解除暂停 */
  LiftSuspension: Readonly<Record<never, never>>;
  /** 开始、结束检验鉴定 */
  BeginExpertise: { readonly subject: string };
  EndExpertise: Readonly<Record<never, never>>;
  /** 投诉处理决定; after the 30 working days only with a reason on record (DIS-04). */
  Decide: { readonly outcome: DisputeOutcome; readonly lateReason: string | null };
  /** 撤回投诉 */
  WithdrawComplaint: { readonly reason: string };
  /** 执行处理决定 */
  CarryOut: { readonly reference: string };
}
export type DisputeVerb = keyof DisputeCommandData;

export type DisputeCommand = {
  readonly [V in DisputeVerb]: { readonly verb: V; readonly data: DisputeCommandData[V] };
}[DisputeVerb];

/** 争议事件 what happened: the verb that was accepted, and when; the first one is `Received`. */
export type DisputeEvent =
  | {
      readonly type: 'Received';
      readonly at: Instant;
      readonly data: Pick<DisputeState, 'disputeId' | 'kind' | 'supplierId' | 'about' | 'matters'>;
    }
  | {
      readonly [V in DisputeVerb]: {
        readonly type: V;
        readonly at: Instant;
        readonly data: DisputeCommandData[V];
      };
    }[DisputeVerb];

export interface DisputeContext {
  readonly now: Instant;
  readonly calendar: WorkCalendar;
}
