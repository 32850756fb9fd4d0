import { methodTitle } from '../../domain/contracting/procedure/methods.ts';
import { FAILURE_TITLES } from '../../domain/contracting/procedure/states.ts';
import { DISCLOSURE_TITLES } from '../../domain/disclosure/types.ts';
import type { Grade } from '../../domain/evaluation/types.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { DISPUTE_VERB_TITLES } from '../../domain/project/dispute-titles.ts';
import type { EventData, EventType } from '../../domain/project/events.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { approvalRemark } from './approval-remarks.ts';
import { PERFORMANCE_REMARKS } from './performance-remarks.ts';
import { procedureRemark } from './procedure-remarks.ts';

const money = (fen: number): Text => text(formatFen(fen), formatFen(fen, 'en'));

const GRADE_TITLES: Readonly<Record<Grade, Text>> = {
  excellent: text('优', 'excellent'),
  good: text('良', 'good'),
  fair: text('中', 'fair'),
  poor: text('差', 'poor'),
};

const said = (words: string): Text => text(words, words);

const opinion = ({ opinion: words, minutesRef }: { opinion: string; minutesRef?: string | null }): Text =>
  said(minutesRef ? `${words}（${minutesRef}）` : words);

/** The name of a provider by its id. */
export type Names = (providerId: string) => string;

interface Chosen {
  readonly provider: string;
  readonly priceFen: number;
  readonly offers: number;
}

const chosen = ({ provider, priceFen, offers }: Chosen): Text =>
  text(
    `${provider}，${formatFen(priceFen)}，有效报价 ${offers} 家`,
    `${provider}, ${formatFen(priceFen, 'en')}, ${offers} valid offers`,
  );

type Remarks = { readonly [T in EventType]?: (data: EventData[T], nameOf: Names) => Text };

/** What an event says beyond its title. */
const REMARKS: Remarks = {
  ProjectCreated: ({ application: { name, estimateFen }, projectNo }) =>
    text(
      `${projectNo} ${name}，估算 ${formatFen(estimateFen)}`,
      `${projectNo} ${name}, estimate ${formatFen(estimateFen, 'en')}`,
    ),
  ProjectSubmitted: ({ statement }) => said(statement),
  DemandReviewed: opinion,
  DemandReturned: opinion,
  ApprovalRecorded: ({ events }) => approvalRemark(events),
  ProjectRejected: opinion,
  PerformanceTargetsSet: ({ targets }) => said(targets.goal),
  BudgetLapsed: ({ fiscalYear, nextFiscalYear, lapsedFen }) =>
    text(
      `${fiscalYear} 年度终了时未签合同，预留 ${formatFen(lapsedFen)} 失效；请在 ${nextFiscalYear} 年度重新申请预算`,
      `no contract when ${fiscalYear} ended: ${formatFen(lapsedFen, 'en')} reserved lapsed; ask again in ${nextFiscalYear}`,
    ),
  BudgetRequested: ({ request, route }) =>
    text(
      `预算项目 ${request.budgetLineId}，审批路线：${route.map((step) => STEPS[step].title.zh).join(' → ')}`,
      `Line ${request.budgetLineId}, route: ${route.map((step) => STEPS[step].title.en).join(' → ')}`,
    ),
  BudgetStepApproved: opinion,
  BudgetApproved: opinion,
  BudgetReturned: opinion,
  RequirementSubmitted: ({ requirement }) => said(`${requirement.content}${requirement.quantity}`),
  RequirementApproved: opinion,
  RequirementReturned: opinion,
  MethodChosen: ({ choice }) =>
    text(
      `${methodTitle(choice.method).zh}：${choice.legalCase}`,
      `${methodTitle(choice.method).en}: ${choice.legalCase}`,
    ),
  PlanFiled: ({ filingNo, opinion: words }) => said(`${filingNo}：${words}`),
  PlanReturned: opinion,
  ProcurementIssued: ({ notice }) =>
    text(
      `${notice.media}，文件提供至 ${notice.documentsUntil}，${notice.closesOn} 截止`,
      `${notice.media}, documents until ${notice.documentsUntil}, closes on ${notice.closesOn}`,
    ),
  ProviderAwarded: ({ award: { providerId, priceFen, bids } }, nameOf) =>
    chosen({ provider: nameOf(providerId), priceFen, offers: bids.filter(({ valid }) => valid).length }),
  ProcedureRecorded: procedureRemark,
  WinnerChosen: ({ choice: { winners, minutesRef } }, nameOf) =>
    said(`${winners.map(nameOf).join('、')}${minutesRef ? `（${minutesRef}）` : ''}`),
  DisputeRecorded: ({ disputeId, verb, events }) => {
    const title = DISPUTE_VERB_TITLES[verb];
    const matters = events.flatMap(({ data }) => ('matters' in data ? data.matters : [])).join('；');
    const about = matters === '' ? '' : `：${matters}`;
    return text(`${disputeId} ${title.zh}${about}`, `${disputeId} ${title.en}${about}`);
  },
  AwardSetAside: ({ reference }) => said(reference),
  ProcurementFailed: ({ reason, rule, citation, suppliers, reference }) => {
    const why = FAILURE_TITLES[reason];
    const source = `${rule} ${citation.document}${citation.article}`;
    const words = reference === '' ? '' : `（${reference}）`;
    return text(
      `${why.zh}，有效供应商 ${suppliers} 家；${source}${words}`,
      `${why.en}, ${suppliers} valid suppliers; ${source}${words}`,
    );
  },
  ProcurementRestarted: ({ reason, changed }) =>
    changed === null
      ? said(reason)
      : text(
          `改为${methodTitle(changed.method).zh}（${changed.cityApprovalRef ?? ''}）：${reason}`,
          `${methodTitle(changed.method).en} (${changed.cityApprovalRef ?? ''}): ${reason}`,
        ),
  ContractDrafted: ({ contract }) =>
    text(
      `${contract.contractNo}，${formatFen(contract.valueFen)}，${contract.startsOn} 至 ${contract.endsOn}，里程碑 ${contract.milestones.length} 个`,
      `${contract.contractNo}, ${formatFen(contract.valueFen, 'en')}, ${contract.startsOn} to ${contract.endsOn}, ${contract.milestones.length} milestones`,
    ),
  ContractStepApproved: opinion,
  ContractApproved: opinion,
  ContractReturned: opinion,
  ContractSigned: ({ signedCopyRef }) => said(signedCopyRef),
  LedgerEntryRecorded: ({ entry }) =>
    said(
      `${entry.performedOn} ${entry.place}，${entry.workers} 人，${entry.quantity} ${entry.unit}；${entry.note}`,
    ),
  MilestoneSubmitted: ({ report }) => said(report),
  AcceptanceRecorded: ({ acceptance }) => said(acceptance.opinion),
  MilestoneAccepted: ({ milestoneNo, acceptedFen, opinion: words }) =>
    text(
      `里程碑 ${milestoneNo}，验收金额 ${formatFen(acceptedFen)}：${words}`,
      `Milestone ${milestoneNo}, ${formatFen(acceptedFen, 'en')} accepted: ${words}`,
    ),
  RectificationOrdered: opinion,
  RectificationSubmitted: ({ report }) => said(report),
  PaymentRequested: ({ payment }) => money(payment.amountFen),
  PaymentStepApproved: opinion,
  PaymentReturned: opinion,
  PaymentMade: ({ amountFen, voucherNo, interestFen }) =>
    text(
      `${formatFen(amountFen)}，${voucherNo}${interestFen > 0 ? `，逾期利息 ${formatFen(interestFen)}` : ''}`,
      `${formatFen(amountFen, 'en')}, ${voucherNo}${interestFen > 0 ? `, interest ${formatFen(interestFen, 'en')}` : ''}`,
    ),
  ...PERFORMANCE_REMARKS,
  DeliverySuspended: ({ cause, resumeBy }) =>
    text(`${cause}预计 ${resumeBy} 恢复`, `${cause} Until ${resumeBy}`),
  DeliveryResumed: opinion,
  ContractTerminated: ({ cause }) => said(cause),
  SelfEvaluated: ({ selfEvaluation }) => said(selfEvaluation.report),
  EvaluationReviewed: ({ review, totalScore }) =>
    text(
      `${totalScore} 分，${GRADE_TITLES[review.grade].zh}：${review.opinion}`,
      `${totalScore} points, ${GRADE_TITLES[review.grade].en}: ${review.opinion}`,
    ),
  ResultPublished: ({ url, resultUse }) => said(`${url} ${resultUse.providerChoice}`),
  DisclosureOpened: ({ items }) =>
    text(
      items.map(({ kind, dueOn }) => `${DISCLOSURE_TITLES[kind].zh}（${dueOn} 前）`).join('、'),
      items.map(({ kind, dueOn }) => `${DISCLOSURE_TITLES[kind].en} (by ${dueOn})`).join(', '),
    ),
  DisclosurePublished: ({ kind, url }) =>
    text(`${DISCLOSURE_TITLES[kind].zh} ${url}`, `${DISCLOSURE_TITLES[kind].en} ${url}`),
  ProjectArchived: ({ archiveNo, keepUntil }) =>
    text(`${archiveNo}，保存至 ${keepUntil}`, `${archiveNo}, kept until ${keepUntil}`),
  PolicyRepinned: ({ from, policyVersion, reason }) => said(`${from} → ${policyVersion} ${reason}`),
  ProjectWithdrawn: ({ reason }) => said(reason),
  ProjectCancelled: ({ reason }) => said(reason),
  StepReminded: ({ step, dueOn }) =>
    text(`${STEPS[step].title.zh}，${dueOn} 到期`, `${STEPS[step].title.en}, due ${dueOn}`),
  StepEscalated: ({ step, dueOn, level }) =>
    text(
      `${STEPS[step].title.zh}，${dueOn} 到期，第 ${level} 级`,
      `${STEPS[step].title.en}, due ${dueOn}, level ${level}`,
    ),
};

/** The remark of one line of the timeline; null when its title says it all. */
export function remarkOf(
  entry: { readonly type: string; readonly data: object },
  nameOf: Names,
): Text | null {
  // A line of the timeline carries the data of its own type; a newer API may know more types.
  const remarks: Readonly<Record<string, unknown>> = REMARKS;
  const remark = remarks[entry.type] as ((data: object, nameOf: Names) => Text) | undefined;
  return remark ? remark(entry.data, nameOf) : null;
}
