import type { ProviderId } from '../../kernel/brand.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { Fen } from '../../kernel/money.ts';
import type { WorkCalendar } from '../../kernel/working-days.ts';
import type { ProcedureMethod } from './methods.ts';
import type { PanelCandidate, PanelRequest } from './panel.ts';
import type { ProcedureRegion } from './region.ts';
import type {
  Duty,
  InvalidReason,
  MemberScore,
  PauseCause,
  ProcedureDocuments,
  ProcedurePlan,
  ReceivedBid,
} from './state.ts';

type Nothing = Readonly<Record<never, never>>;

/** 采购程序命令 what each verb brings along. */
export interface ProcedureCommandData {
  /** 公开采购意向 */
  PublishIntent: { readonly media: string; readonly inDesignatedMedia: boolean };
  /** 发出采购文件 */
  IssueDocuments: { readonly documents: Omit<ProcedureDocuments, 'issuedOn'> };
  /** 提出澄清、修改 */
  OpenClarification: { readonly question: string };
  /** 发出澄清、修改; a new closing time moves it later, never earlier. */
  IssueClarification: { readonly affectsBids: boolean; readonly newClosesAt: Instant | null };
  /** 接收投标（响应）文件 */
  ReceiveBid: Pick<ReceivedBid, 'providerId' | 'smeClaim' | 'consortiumMembers'> & { readonly priceFen: Fen };
  /** 撤回投标文件, before the closing. */
  WithdrawBid: { readonly providerId: ProviderId };
  /** 截止 */
  CloseBids: Nothing;
  /** 组成评审小组 */
  FormPanel: PanelRequest;
  /** 回避与补抽: a buyer's member names a substitute, an expert is replaced by the next who stands by. */
  ReplaceMember: {
    readonly memberId: string;
    readonly reason: string;
    readonly substitute: PanelCandidate | null;
  };
  /** 开始评审 */
  BeginEvaluation: Nothing;
  /** 资格性、符合性审查 */
  JudgeBid: {
    readonly providerId: ProviderId;
    readonly valid: boolean;
    readonly reasons: readonly InvalidReason[];
    readonly priceExplanation: string | null;
  };
  /** 打分 */
  RecordScores: MemberScore;
  /** 结束评审 */
  FinishEvaluation: { readonly tieSeed: string };
  /** 送交评审报告 */
  DeliverReport: Nothing;
  /** 确定中标（成交）供应商 */
  ChooseWinner: { readonly winners: readonly ProviderId[]; readonly minutesRef: string | null };
  /** 公告结果并发中标（成交）通知书 */
  NotifyAward: { readonly media: string; readonly inDesignatedMedia: boolean };
  /** 结果公告期满 */
  EndResultNotice: Nothing;
  /** 签订合同: open disputes that may change the result; after the 30 days only with the report to finance (CON-01). */
  SignContract: { readonly openDisputes: number; readonly lateReportRef: string | null };
  /** 履行公告、备案、退还保证金义务 */
  FulfilDuty: { readonly duty: Duty };
  /** 暂停采购 */
  Suspend: { readonly cause: PauseCause; readonly reference: string };
  /** 恢复采购 */
  Resume: { readonly reference: string };
  /** 重新评审 */
  RedoEvaluation: { readonly reference: string };
  /** 中标（成交）结果无效、中标人放弃 */
  VoidAward: {
    readonly ground: 'upheld' | 'winnerGaveUp';
    readonly reference: string;
    readonly next: 'nextCandidate' | 'rerun';
  };
  /** 废标、终止: acts against the law that touch fairness (法 §36(二)). */
  DeclareFailure: { readonly reference: string };
  /** 重新组织采购 */
  Rerun: { readonly reason: string };
  /** 变更采购方式 */
  ChangeMethod: {
    readonly method: ProcedureMethod;
    readonly legalCase: string;
    readonly approvalRef: string | null;
  };
  /** 取消采购任务 */
  Cancel: { readonly reason: string };
}
export type ProcedureVerb = keyof ProcedureCommandData;

export type ProcedureCommand = {
  readonly [V in ProcedureVerb]: { readonly verb: V; readonly data: ProcedureCommandData[V] };
}[ProcedureVerb];

/** Everything a decision may look at besides the procedure. */
export interface ProcedureContext {
  readonly now: Instant;
  readonly calendar: WorkCalendar;
  readonly region: ProcedureRegion;
}

export interface NewProcedure {
  readonly procedureId: string;
  /** 意向公开 the day the intent was published before the procedure began; null when it was not. */
  readonly intentOn: LocalDate | null;
  readonly plan: Omit<ProcedurePlan, 'twoMayGoOn'>;
}
