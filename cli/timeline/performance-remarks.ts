import { formatFen } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { EventData, EventType } from '../../domain/project/events.ts';

const said = (words: string): Text => text(words, words);
const opinion = ({ opinion: words }: { readonly opinion: string }): Text => said(words);

/** What happened, with a sum of money. */
const withMoney = (words: string, zh: string, [en, amountFen]: readonly [string, number]): Text =>
  text(`${words}${zh} ${formatFen(amountFen)}`, `${words} ${en} ${formatFen(amountFen, 'en')}`);

type Remarks = { readonly [T in EventType]?: (data: EventData[T]) => Text };

/** What the events beside the milestones say beyond their titles. */
export const PERFORMANCE_REMARKS = {
  PaymentDisputeResolved: ({ agreementRef, payableFen }) =>
    withMoney(agreementRef, '，应付', ['payable', payableFen]),
  AmendmentProposed: ({ amendment }) => withMoney(amendment.reason, '，追加', ['adds', amendment.addedFen]),
  AmendmentStepApproved: opinion,
  AmendmentApproved: opinion,
  AmendmentDropped: opinion,
  AmendmentSigned: ({ signedCopyRef, amendment }) =>
    withMoney(signedCopyRef, '，追加', ['adds', amendment.addedFen]),
  SubcontractRecorded: ({ subcontract }) =>
    withMoney(`${subcontract.subcontractor}：${subcontract.scope}`, '，', ['for', subcontract.amountFen]),
  BondReceived: ({ bond }) => withMoney(bond.reference, '，', ['over', bond.amountFen]),
  BondReturned: ({ bondReturn }) =>
    withMoney(bondReturn.voucherNo, '，退还', ['returns', bondReturn.refundFen]),
  ProgressReviewed: ({ review: { findings, rectifyBy } }) =>
    rectifyBy === null
      ? said(findings)
      : text(`${findings}，${rectifyBy} 前整改`, `${findings} To be put right by ${rectifyBy}`),
  DefectsRemedied: ({ report }) => said(report),
  ReceivableRequested: ({ receivable }) =>
    withMoney(receivable.reference, '，', ['over', receivable.amountFen]),
  ReceivableConfirmed: opinion,
  AerialJobAnnounced: ({ job }) =>
    text(`${job.place}，${job.from} 至 ${job.to}`, `${job.place}, ${job.from} to ${job.to}`),
  MediatorAppointed: ({ mediator }) => said(mediator.name),
  ProviderStaffVerified: ({ staffCheck: { staff, checked } }) =>
    text(`从业人员 ${staff} 人，已查询 ${checked} 人`, `${checked} of ${staff} checked`),
  TerminationSettled: ({ cause, settledFen }) => withMoney(cause, '结算', ['settled', settledFen]),
} as const satisfies Remarks;
