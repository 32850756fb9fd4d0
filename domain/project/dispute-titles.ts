import { type Text, text } from '../kernel/text.ts';
import type { DisputeActVerb } from './dispute-acts.ts';

/** What each act about a dispute is called. */
export const DISPUTE_VERB_TITLES: Readonly<Record<DisputeActVerb, Text>> = {
  Receive: text('收到询问、质疑', 'Receive an inquiry or challenge'),
  TakeUp: text('受理质疑', 'Take up the challenge'),
  ReturnChallenge: text('退回质疑', 'Return the challenge'),
  AnswerInquiry: text('答复询问', 'Answer the inquiry'),
  AnswerChallenge: text('答复质疑', 'Answer the challenge'),
  EndAnswering: text('答复期满', 'End the answering period'),
  FileComplaint: text('收到投诉', 'Receive a complaint'),
  Lapse: text('投诉期满', 'Let the time to complain lapse'),
  AcceptComplaint: text('受理投诉', 'Accept the complaint'),
  ReturnComplaint: text('不予受理投诉', 'Return the complaint'),
  SendCopies: text('发出副本和答复通知', 'Send copies'),
  SuspendProcurement: text('通知暂停采购', 'Order the procurement suspended'),
  LiftSuspension: text('解除暂停', 'Lift the suspension'),
  BeginExpertise: text('开始检验鉴定', 'Begin the expertise'),
  EndExpertise: text('结束检验鉴定', 'End the expertise'),
  Decide: text('作出投诉处理决定', 'Decide on the complaint'),
  WithdrawComplaint: text('撤回投诉', 'Withdraw the complaint'),
  CarryOut: text('执行处理决定', 'Carry out the decision'),
};
