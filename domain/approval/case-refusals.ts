import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';

/** rule, message zh, message en, remedy zh, remedy en */
type Line = readonly [string, string, string, string, string];

/** 审批规则 the rules the approval engine keeps by itself; our own design (D), so the citation names this product. */
const LINES = {
  NotNow: [
    'AP-01',
    '审批单当前状态下不能这样做。',
    'The case does not stand where this can be done.',
    '请按当前允许的操作办理。',
    'Use one of the verbs allowed now.',
  ],
  NoSuchTask: ['AP-01', '没有这个任务。', 'There is no such task.', '请刷新待办。', 'Reload the task list.'],
  TaskNotOpen: [
    'AP-02',
    '任务不在待办状态。',
    'The task is not open.',
    '请刷新后查看任务的去向。',
    'Reload to see what became of it.',
  ],
  NotYours: [
    'AP-03',
    '此事不由您办理。',
    'This is not yours to do.',
    '请由有权的人员办理。',
    'Ask the person entitled to it.',
  ],
  NotActive: [
    'AP-03',
    '账号已停用，不能办理。',
    'A disabled account cannot act.',
    '请由管理员交接任务。',
    'Have an administrator hand the tasks over.',
  ],
  VerbNotAllowed: [
    'AP-04',
    '该环节的流程定义不允许此操作。',
    'The flow does not allow this verb at this node.',
    '请使用该环节允许的操作。',
    'Use a verb the node allows.',
  ],
  OpinionRequired: [
    'AP-05',
    '须填写意见或理由。',
    'An opinion or a reason is required.',
    '请填写后再提交。',
    'Write it and submit again.',
  ],
  AttachmentRequired: [
    'AP-05',
    '须上传附件。',
    'An attachment is required.',
    '请上传后再提交。',
    'Attach it and submit again.',
  ],
  SignatureRequired: [
    'AP-05',
    '须签名。',
    'A signature is required.',
    '请签名后再提交。',
    'Sign and submit again.',
  ],
  SealRequired: [
    'AP-05',
    '须盖章。',
    'A seal is required.',
    '请盖章后再提交。',
    'Affix the seal and submit again.',
  ],
  NotEarlier: [
    'AP-06',
    '只能退回发起人或本审批单已通过的在前环节。',
    'A case returns to the initiator or to an earlier node that has passed.',
    '请选择在前的环节。',
    'Choose an earlier node.',
  ],
  TooLate: [
    'AP-07',
    '下一环节已有动作，不能拿回。',
    'The next node has been touched; it cannot be taken back.',
    '请联系下一环节退回。',
    'Ask the next signer to return it.',
  ],
  PastNoReturn: [
    'AP-08',
    '已过不可撤回点。',
    'The point of no return has passed.',
    '请由流程负责人终止。',
    'Ask the flow owner to end it.',
  ],
  ChainTooLong: [
    'AP-09',
    '转办、委派次数或加签层数已达上限。',
    'The limit of transfers, delegations or added signers is reached.',
    '请由当前持有人办理。',
    'Let the present holder decide.',
  ],
  Loop: [
    'AP-10',
    '任务不能转回曾经持有的人。',
    'A task does not go back to somebody who held it.',
    '请选择其他人员。',
    'Choose somebody else.',
  ],
  AlreadyOnRoll: [
    'AP-11',
    '该人员已在本轮名单中。',
    'The person is on the roll of this round already.',
    '请选择其他人员。',
    'Choose somebody else.',
  ],
  SegregationOfDuties: [
    'AP-12',
    '发起人不得审批自己的事项。',
    'The initiator does not decide on their own matter.',
    '请选择其他人员。',
    'Choose somebody else.',
  ],
  UnknownPerson: [
    'AP-13',
    '人员不存在或已停用。',
    'The person is unknown or disabled.',
    '请选择在职人员。',
    'Choose an active person.',
  ],
  UrgedTooSoon: [
    'AP-14',
    '催办过于频繁。',
    'It was urged a short while ago.',
    '请稍后再催办。',
    'Urge again later.',
  ],
  BackDated: [
    'AP-15',
    '不得倒签日期。',
    'Nothing is back-dated.',
    '请去掉发生时间，按当前时间办理。',
    'Leave the event time out.',
  ],
  InTheFuture: [
    'AP-15',
    '发生时间晚于当前时间。',
    'The event time lies in the future.',
    '请去掉发生时间。',
    'Leave the event time out.',
  ],
  NotDue: ['AP-16', '尚未到期。', 'It is not due yet.', '请等到到期时间。', 'Wait for its time.'],
  LadderEnded: [
    'AP-16',
    '提醒与升级均已发出。',
    'Reminder and escalations have all gone out.',
    '请由被升级的人员处理。',
    'Let those who were told take care of it.',
  ],
  AlreadyAnswered: [
    'AP-17',
    '已表态的不能减签。',
    'A signer who has spoken is not removed.',
    '票已计入，不可更改。',
    'The word is counted and stays.',
  ],
  FormIncomplete: [
    'AP-18',
    '表单缺少字段或类型不符。',
    'A field of the form is missing or of another type.',
    '请补全表单。',
    'Complete the form.',
  ],
  NoProxy: ['AP-19', '没有生效的代理。', 'No proxy is in force.', '请先登记代理。', 'Record a proxy first.'],
  UpgradeConflict: [
    'AP-20',
    '新版本流程与在办环节不符，或未通过发布校验。',
    'The new version does not fit the nodes this case has taken, or its proofs fail.',
    '请调整新版本，或让本单按原版本办完。',
    'Change the new version, or let this case end on its own.',
  ],
  StaleSeq: [
    'AP-21',
    '审批单在您查看之后已有变化。',
    'The case has changed since you saw it.',
    '请刷新后再办理。',
    'Reload it and decide again.',
  ],
  CaseParked: [
    'FLOW-09',
    '本审批单因系统故障暂停办理，已通知运维。',
    'This case is parked after a system fault; operators were told.',
    '请等待运维恢复后再办理，已记录的内容没有丢失。',
    'Wait until it is released; nothing recorded is lost.',
  ],
  NoSuchFlow: [
    'AP-22',
    '没有这个流程，或该版本未在使用。',
    'There is no such flow, or the version is not in use.',
    '请选择已发布的流程。',
    'Choose a published flow.',
  ],
  NotOfFlowOrg: [
    'AP-22',
    '该流程只供所属单位及其下属单位使用。',
    'The flow is for people of its organisation and of those below it.',
    '请选择本单位的流程。',
    'Choose a flow of your own organisation.',
  ],
  NotProvable: [
    'AP-24',
    '发布校验未通过。',
    'The proofs before publishing do not hold.',
    '请按反例修改流程后再发布。',
    'Change the flow by the counter-examples and publish again.',
  ],
  NotADraft: [
    'AP-24',
    '该版本不在可以这样处理的状态。',
    'The version does not stand where this can be done.',
    '请刷新后按版本的当前状态处理。',
    'Reload and go by where the version stands.',
  ],
  CallbackNotAllowed: [
    'AP-23',
    '回调地址不在允许的主机名单内。',
    'The callback address is not on the list of allowed hosts.',
    '请联系运维把主机加入名单，或不填回调地址。',
    'Have the operator add the host, or leave the callback out.',
  ],
} as const satisfies Record<string, Line>;

export type CaseCode = keyof typeof LINES;

export function caseRefusal(code: CaseCode, facts: Refusal['facts'] = {}): Refusal {
  const [rule, zh, en, remedyZh, remedyEn] = LINES[code];
  return {
    code,
    rule,
    citation: { document: '购服审批规则', article: rule, confidence: 'D' },
    message: text(zh, en),
    remedy: text(remedyZh, remedyEn),
    facts,
  };
}

export const caseParked = (): Refusal => caseRefusal('CaseParked');
