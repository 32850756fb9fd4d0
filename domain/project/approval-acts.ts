import type { TaskId } from '../approval/case.ts';
import type { ReturnTarget } from '../approval/flow.ts';
import type { UserId } from '../kernel/brand.ts';

/**
 * 审批办理 what can be done in a running approval besides approving, rejecting and returning to the initiator, which are
 * words of the stage's own command. Verbs on a task are about the one that is in the actor's hands.
 */
export type ApprovalAct =
  /** 退回 to an earlier step or the initiator; afterwards on from there, or straight back to me. */
  | {
      readonly verb: 'return';
      readonly to: ReturnTarget;
      readonly then: 'goOn' | 'straightBack';
      readonly opinion: string;
    }
  /** 加签 */
  | {
      readonly verb: 'addSign';
      readonly position: 'before' | 'parallel' | 'after';
      readonly people: readonly UserId[];
    }
  /** 减签 of a signer that the actor has added. */
  | { readonly verb: 'removeSign'; readonly taskId: TaskId; readonly reason: string }
  /** 转办, 委派 */
  | { readonly verb: 'transfer' | 'delegate'; readonly to: UserId; readonly reason: string }
  /** 答复委派 */
  | { readonly verb: 'answer'; readonly opinion: string }
  /** 拿回 one's own last word, while nobody has touched what follows. */
  | { readonly verb: 'takeBack' }
  /** 代理: to the proxy on record, when the absence began after the task was assigned. */
  | { readonly verb: 'proxy' }
  /** 回避 */
  | { readonly verb: 'recuse'; readonly reason: string }
  /** 离职交接, by an organisation's administrator. */
  | { readonly verb: 'handOver'; readonly from: UserId; readonly to: UserId; readonly reason: string }
  /** 催办 */
  | { readonly verb: 'urge' }
  /** 抄送 */
  | { readonly verb: 'carbonCopy'; readonly people: readonly UserId[] }
  /** 阅 */
  | { readonly verb: 'readCopy' }
  /** 评论 */
  | { readonly verb: 'comment'; readonly text: string };

export interface ApprovalCommands {
  ActOnApproval: { readonly act: ApprovalAct };
}
