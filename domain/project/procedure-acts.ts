import type { Justifications } from '../approval/types.ts';
import type { ProcedureCommandData } from '../contracting/procedure/commands.ts';
import type { CollusionSign, ProcurementNotice, Selection, WinnerChoice } from '../contracting/types.ts';
import type { OrgId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** Verbs whose data is the procedure's own. */
type PlainVerb =
  | 'PublishIntent'
  | 'OpenClarification'
  | 'WithdrawBid'
  | 'CloseBids'
  | 'FormPanel'
  | 'ReplaceMember'
  | 'FinishEvaluation'
  | 'DeliverReport'
  | 'NotifyAward'
  | 'EndResultNotice'
  | 'FulfilDuty'
  | 'Suspend'
  | 'Resume'
  | 'RedoEvaluation'
  | 'VoidAward'
  | 'DeclareFailure'
  | 'Rerun';

type Act<V extends string, D> = { readonly verb: V } & D;

/**
 * 采购办理 what can be done in a procurement, from the intent to the award and its duties. What comes in sheets (bids,
 * judgements, points) is recorded a sheet at a time; below the limit one act records the whole selection.
 */
export type ProcedureAct =
  | { readonly [V in PlainVerb]: Act<V, ProcedureCommandData[V]> }[PlainVerb]
  /** 发出采购文件、发布公告; below the limit 邀请报价 */
  | Act<'IssueDocuments', { readonly notice: ProcurementNotice }>
  /** 发出澄清、修改 */
  | Act<
      'IssueClarification',
      {
        readonly affectsBids: boolean;
        readonly newClosesOn: LocalDate | null;
        readonly newClosingHour: number | null;
      }
    >
  /** 接收投标（响应）文件 */
  | Act<'ReceiveBid', { readonly bids: readonly ProcedureCommandData['ReceiveBid'][] }>
  /** 开始评审; signs of collusion (87号令 §37) have been looked for. */
  | Act<
      'BeginEvaluation',
      { readonly collusionSigns: readonly CollusionSign[]; readonly justifications: Justifications }
    >
  /** 资格性、符合性审查 */
  | Act<'JudgeBid', { readonly judgements: readonly ProcedureCommandData['JudgeBid'][] }>
  /** 打分 */
  | Act<'RecordScores', { readonly scores: readonly ProcedureCommandData['RecordScores'][] }>
  /** 确定中标（成交）供应商 */
  | Act<'ChooseWinner', { readonly choice: WinnerChoice }>
  /** 遴选承接主体 below the limit: quotes, choice and its notice in one. */
  | Act<'SelectProvider', { readonly selection: Selection }>
  /** 变更采购方式 after a failure, approved before (采购法 §37). */
  | Act<'ChangeMethod', ProcedureCommandData['ChangeMethod'] & { readonly agencyOrgId: OrgId | null }>;

export type ProcedureActVerb = ProcedureAct['verb'];

export interface ProcedureCommands {
  ActOnProcedure: { readonly act: ProcedureAct };
}
