import type { OrgId, UserId } from '../kernel/brand.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import type { Facts } from '../policy/types.ts';
import type { Opinion, TaskId } from './case.ts';
import type { Flow, NodeId, ReturnTarget } from './flow.ts';
import type { Organisation } from './organisation.ts';
import type { Role } from './types.ts';

type Choices = Readonly<Record<NodeId, readonly UserId[]>>;

/** What each verb of the approval guide brings along. */
export interface CaseCommandData {
  /** 同意 */
  approve: { readonly taskId: TaskId; readonly opinion: Opinion; readonly choices: Choices };
  /** 拒绝 */
  reject: { readonly taskId: TaskId; readonly opinion: Opinion };
  /** 弃权, in a vote. */
  abstain: { readonly taskId: TaskId; readonly opinion: Opinion };
  /** 回避 */
  recuse: { readonly taskId: TaskId; readonly reason: string };
  /** 退回, and how it goes on afterwards: from there along the flow, or straight back to the signer. */
  return: {
    readonly taskId: TaskId;
    readonly to: ReturnTarget;
    readonly then: 'goOn' | 'straightBack';
    readonly opinion: Opinion;
  };
  /** 拿回 one's own last decision. */
  takeBack: { readonly taskId: TaskId };
  /** 撤回 */
  withdraw: { readonly reason: string };
  /** 重新提交 */
  resubmit: { readonly form: Facts; readonly choices: Choices };
  /** 加签 */
  addSign: {
    readonly taskId: TaskId;
    readonly position: 'before' | 'parallel' | 'after';
    readonly people: readonly UserId[];
  };
  /** 减签 */
  removeSign: { readonly taskId: TaskId; readonly reason: string };
  /** 转办 */
  transfer: { readonly taskId: TaskId; readonly to: UserId; readonly reason: string };
  /** 委派 */
  delegate: { readonly taskId: TaskId; readonly to: UserId; readonly reason: string };
  /** 答复委派: the helper's opinion; the task goes back. */
  answer: { readonly taskId: TaskId; readonly opinion: Opinion };
  /** 代理: an absence that began after the task was assigned; the organisation's own record names the proxy. */
  proxy: { readonly taskId: TaskId };
  /** 离职交接 all open tasks of one person. */
  handOver: { readonly from: UserId; readonly to: UserId; readonly reason: string };
  /** 催办 */
  urge: Readonly<Record<never, never>>;
  /** 抄送 */
  carbonCopy: { readonly to: readonly UserId[] };
  /** 阅 a copy. */
  readCopy: Readonly<Record<never, never>>;
  /** 评论 */
  comment: { readonly text: string };
  /** 终止 */
  terminate: { readonly reason: string };
  /** 恢复 */
  revive: { readonly reason: string };
  /** 到期: the clock of a task, or of a timer node named by its round; given by the system. */
  timeOut: { readonly target: string };
  /** 核查在办: looks whether every holder can still act; given by the system. */
  review: Readonly<Record<never, never>>;
  /** 暂停 every clock of the case, for one of the flow's legal causes. */
  pause: { readonly cause: string; readonly reason: string };
  /** 继续 */
  resume: { readonly reason: string };
  /** 申请延期 of one's own task; decided by a case of its own. */
  askExtension: { readonly taskId: TaskId; readonly to: LocalDate; readonly cause: string };
  /** 延期结论: what that case has come to; given by the system. */
  extend: { readonly taskId: TaskId; readonly granted: boolean; readonly approval: string };
  /** 流程升级 to the version in the context. */
  upgrade: { readonly toVersion: number };
}
export type Verb = keyof CaseCommandData;

/** 审批命令. Without `occurredAt` it happened when it is recorded. */
export type CaseCommand = {
  readonly [V in Verb]: {
    readonly verb: V;
    readonly by: UserId | 'system';
    readonly occurredAt: Instant | null;
    readonly data: CaseCommandData[V];
  };
}[Verb];

/** 系统办理 what the engine does in a case by itself besides its clocks. */
export type SystemAct = {
  readonly [V in 'review' | 'extend']: { readonly verb: V; readonly data: CaseCommandData[V] };
}['review' | 'extend'];

/** What policy says at a checkpoint; `adds` names the level that a `require-approval` verdict asks for. */
export interface PolicyWord {
  readonly outcome: 'pass' | 'require-approval' | 'block';
  readonly adds: { readonly role: Role; readonly orgId: OrgId } | null;
}

/** Everything a decision may look at besides the case itself. */
export interface CaseContext {
  /** The version the case is pinned to. */
  readonly flow: Flow;
  readonly organisation: Organisation;
  readonly calendar: WorkCalendar;
  /** Verdicts by checkpoint; a checkpoint without verdict blocks. */
  readonly verdicts: Readonly<Record<string, PolicyWord>>;
  readonly now: Instant;
  /** The version asked for, for `upgrade` only. */
  readonly upgradeTo: Flow | null;
}
