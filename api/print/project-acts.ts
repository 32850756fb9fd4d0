import { formatFen } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { EventData, EventType } from '../../domain/project/events.ts';
import type { Tone } from './approval-form.ts';
import { moneyTwice } from './words.ts';

/** An act of a project that the form shows: its verb, its words, and the matter that a return throws back. */
export interface Act {
  readonly group:
    | 'demand'
    | 'budget'
    | 'requirement'
    | 'plan'
    | 'contract'
    | 'delivery'
    | 'payment'
    | 'evaluation';
  readonly decision: Text;
  readonly tone: Tone;
  readonly words: (data: object, lines: LineNames) => Text;
}

/** Names of the budget lines that a project has asked for, by id. */
export type LineNames = Readonly<Record<string, string>>;

const same = (words: string): Text => text(words, words);

const money = (zh: string, en: string, amountFen: number): Text =>
  text(`${zh} ${formatFen(amountFen)}`, `${en} ${formatFen(amountFen, 'en')}`);

const inCapitals = (zh: string, en: string, amountFen: number): Text =>
  text(`${zh} ${moneyTwice(amountFen, 'zh')}`, `${en} ${moneyTwice(amountFen, 'en')}`);

/** Pairs an event's type with its own data. */
function act<T extends EventType>(
  group: Act['group'],
  [zh, en, tone]: readonly [string, string, Tone],
  words: (data: EventData[T], lines: LineNames) => Text,
): Act {
  // An event carries the data of its own type.
  return {
    group,
    decision: text(zh, en),
    tone,
    words: (data, lines) => words(data as EventData[T], lines),
  };
}

const YES = ['同意', 'Approved', 'yes'] as const;
const BACK = ['退回', 'Returned', 'back'] as const;
const ASKS = ['申请', 'Requested', 'none'] as const;

const opinion = (data: { readonly opinion: string }): Text => same(data.opinion);

/** The acts of asking and deciding, by their event. */
export const ACTS: Readonly<Partial<Record<EventType, Act>>> = {
  ProjectSubmitted: act<'ProjectSubmitted'>('demand', ASKS, ({ statement }) => same(statement)),
  DemandReviewed: act<'DemandReviewed'>('demand', YES, opinion),
  DemandReturned: act<'DemandReturned'>('demand', BACK, opinion),
  ProjectRejected: act<'ProjectRejected'>('demand', ['不予立项', 'Rejected', 'no'], opinion),
  BudgetRequested: act<'BudgetRequested'>('budget', ASKS, ({ request: { budgetLineId } }, lines) => {
    const line = lines[budgetLineId] ?? budgetLineId;
    return text(`申请使用预算项目「${line}」`, `Asks for the budget line “${line}”`);
  }),
  BudgetStepApproved: act<'BudgetStepApproved'>('budget', YES, opinion),
  BudgetApproved: act<'BudgetApproved'>('budget', YES, (data) => {
    const reserved = money('冻结', 'reserved', data.reservedFen);
    return text(`${data.opinion}（${reserved.zh}）`, `${data.opinion} (${reserved.en})`);
  }),
  BudgetReturned: act<'BudgetReturned'>('budget', BACK, opinion),
  RequirementSubmitted: act<'RequirementSubmitted'>(
    'requirement',
    ['提交', 'Submitted', 'none'],
    ({ requirement }) => {
      const ceiling = money('最高限价', 'ceiling', requirement.ceilingFen);
      return text(`${requirement.content}（${ceiling.zh}）`, `${requirement.content} (${ceiling.en})`);
    },
  ),
  RequirementApproved: act<'RequirementApproved'>('requirement', YES, opinion),
  RequirementReturned: act<'RequirementReturned'>('requirement', BACK, opinion),
  PlanFiled: act<'PlanFiled'>('plan', ['准予备案', 'Filed', 'yes'], (data) =>
    text(`${data.opinion}（备案编号 ${data.filingNo}）`, `${data.opinion} (filing no. ${data.filingNo})`),
  ),
  PlanReturned: act<'PlanReturned'>('plan', BACK, opinion),
  ContractDrafted: act<'ContractDrafted'>('contract', ['报审', 'Submitted', 'none'], ({ contract }) => {
    const value = money('金额', 'value', contract.valueFen);
    return text(`合同 ${contract.contractNo}，${value.zh}`, `Contract ${contract.contractNo}, ${value.en}`);
  }),
  ContractStepApproved: act<'ContractStepApproved'>('contract', YES, opinion),
  ContractApproved: act<'ContractApproved'>('contract', YES, opinion),
  ContractReturned: act<'ContractReturned'>('contract', BACK, opinion),
  ContractSigned: act<'ContractSigned'>('contract', ['签订', 'Signed', 'yes'], ({ signedCopyRef }) =>
    same(signedCopyRef),
  ),
  AcceptanceRecorded: act<'AcceptanceRecorded'>('delivery', ['验收', 'Examined', 'none'], ({ acceptance }) =>
    same(acceptance.opinion),
  ),
  MilestoneAccepted: act<'MilestoneAccepted'>('delivery', ['确认验收', 'Accepted', 'yes'], (data) => {
    const accepted = money('验收金额', 'accepted', data.acceptedFen);
    return text(`${data.opinion}（${accepted.zh}）`, `${data.opinion} (${accepted.en})`);
  }),
  RectificationOrdered: act<'RectificationOrdered'>(
    'delivery',
    ['责令整改', 'To be put right', 'back'],
    opinion,
  ),
  AmendmentProposed: act<'AmendmentProposed'>('contract', ['申请变更', 'Amendment', 'none'], (data) => {
    const added = money('追加', 'adds', data.amendment.addedFen);
    return text(`${data.amendment.reason}（${added.zh}）`, `${data.amendment.reason} (${added.en})`);
  }),
  AmendmentStepApproved: act<'AmendmentStepApproved'>('contract', YES, opinion),
  AmendmentApproved: act<'AmendmentApproved'>('contract', YES, opinion),
  AmendmentDropped: act<'AmendmentDropped'>('contract', ['变更未通过', 'Dropped', 'back'], opinion),
  AmendmentSigned: act<'AmendmentSigned'>(
    'contract',
    ['签订补充协议', 'Amended', 'yes'],
    ({ signedCopyRef }) => same(signedCopyRef),
  ),
  PaymentRequested: act<'PaymentRequested'>('payment', ASKS, ({ payment }) =>
    inCapitals('申请支付', 'Asks for', payment.amountFen),
  ),
  PaymentStepApproved: act<'PaymentStepApproved'>('payment', YES, opinion),
  PaymentReturned: act<'PaymentReturned'>('payment', BACK, opinion),
  PaymentMade: act<'PaymentMade'>('payment', ['已支付', 'Paid', 'yes'], (data) => {
    const paid = inCapitals('支付', 'Paid', data.amountFen);
    return text(`${paid.zh}，凭证号 ${data.voucherNo}`, `${paid.en}, voucher ${data.voucherNo}`);
  }),
  EvaluationReviewed: act<'EvaluationReviewed'>(
    'evaluation',
    ['评价定级', 'Graded', 'yes'],
    ({ review, totalScore }) =>
      text(`${totalScore} 分。${review.opinion}`, `${totalScore} points. ${review.opinion}`),
  ),
};

const reason =
  (zh: string, en: string) =>
  (data: object): Text => {
    const words = 'reason' in data ? data.reason : 'cause' in data ? data.cause : '';
    return text(`${zh}：${String(words)}`, `${en}: ${String(words)}`);
  };

/** What ends or interrupts a project, said below the opinions. */
export const ENDINGS: Readonly<Partial<Record<EventType, (data: object) => Text>>> = {
  ProjectWithdrawn: reason('撤回项目', 'Project withdrawn'),
  ProjectCancelled: reason('取消项目', 'Project cancelled'),
  DeliverySuspended: reason('中止履行', 'Delivery suspended'),
  TerminationSettled: reason('终止结算', 'Termination settled'),
  ContractTerminated: reason('终止合同', 'Contract terminated'),
};
