import { type Text, text } from '../../domain/kernel/text.ts';
import type { PersonsVerb } from './approval-case.ts';

/** 办理方式 what each verb is called, in the API's documents and on the screen. */
export const VERB_TITLES: Readonly<Record<PersonsVerb, Text>> = {
  approve: text('同意', 'Approve'),
  reject: text('拒绝', 'Reject'),
  abstain: text('弃权', 'Abstain'),
  recuse: text('回避', 'Recuse oneself'),
  return: text('退回', 'Return'),
  takeBack: text('拿回', 'Take back'),
  withdraw: text('撤回', 'Withdraw'),
  resubmit: text('重新提交', 'Submit again'),
  addSign: text('加签', 'Add signers'),
  removeSign: text('减签', 'Remove a signer'),
  transfer: text('转办', 'Transfer'),
  delegate: text('委派', 'Delegate'),
  answer: text('答复委派', 'Answer a delegation'),
  proxy: text('转给代理人', 'Hand to the proxy'),
  handOver: text('离职交接', 'Hand over'),
  urge: text('催办', 'Urge'),
  carbonCopy: text('抄送', 'Send a copy'),
  readCopy: text('阅', 'Read a copy'),
  comment: text('评论', 'Comment'),
  terminate: text('终止', 'Terminate'),
  revive: text('恢复', 'Revive'),
  pause: text('暂停计时', 'Pause the clocks'),
  resume: text('恢复计时', 'Resume the clocks'),
  askExtension: text('申请延期', 'Ask for more time'),
  upgrade: text('升级流程版本', 'Upgrade the flow version'),
};
