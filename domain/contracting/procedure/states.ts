import { invariant } from '../../kernel/invariant.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { FailureReason } from './state.ts';

/**
 * The life of one procurement procedure (采购程序). One machine for all methods; what differs stands in `METHOD_RULES`.
 *
 * planned          The method is chosen. Statutory methods publish the intent (intentPublished); others issue documents at once.
 * intentPublished  The intent is public; when its 30 days have passed the documents may be issued (documentsIssued).
 * documentsIssued  Bids come in. A question or a change opens a clarification (clarifying), whose answer leads back and may
 *                  move the closing. At the closing time the bids are closed (closed), or there were too few (failed).
 * closed           The panel is formed; then the evaluation begins (evaluating).
 * evaluating       Bids are judged and scored. The end gives a ranking (recommended), or too few valid bids (failed).
 * recommended      The report goes to the buyer, who chooses in its order and gives notice (awardNotified).
 * awardNotified    The result is public; after its notice period the time to challenge runs (challengeWindow).
 * challengeWindow  Suppliers may challenge. From here and from awardNotified the contract is signed (signed).
 * suspended        A challenge or complaint has stopped the procedure; its clocks rest. It goes on where it stood, or, upheld,
 *                  is evaluated again (evaluating), chosen again (recommended) or has failed (failed).
 * failed           This run has failed. It is planned again, with the same method or, approved, with another (planned).
 * cancelled        The purchase is given up (法 §36(四)).
 * signed, cancelled   The ends; duties of publication, filing and refund may still be open.
 */
const STATES = {
  planned: [text('待启动', 'Planned'), ['intentPublished', 'documentsIssued', 'cancelled']],
  intentPublished: [text('意向公开中', 'Intent public'), ['documentsIssued', 'cancelled']],
  documentsIssued: [
    text('采购文件已发出', 'Documents issued'),
    ['clarifying', 'closed', 'failed', 'suspended', 'cancelled'],
  ],
  clarifying: [text('澄清中', 'Clarifying'), ['documentsIssued', 'failed', 'suspended', 'cancelled']],
  closed: [text('已截止', 'Closed'), ['evaluating', 'failed', 'suspended', 'cancelled']],
  evaluating: [text('评审中', 'Evaluating'), ['recommended', 'failed', 'suspended', 'cancelled']],
  recommended: [
    text('已推荐', 'Recommended'),
    ['awardNotified', 'evaluating', 'failed', 'suspended', 'cancelled'],
  ],
  awardNotified: [
    text('结果公告中', 'Award notified'),
    ['challengeWindow', 'signed', 'evaluating', 'recommended', 'failed', 'suspended', 'cancelled'],
  ],
  challengeWindow: [
    text('质疑期', 'Challenge window'),
    ['signed', 'evaluating', 'recommended', 'failed', 'suspended', 'cancelled'],
  ],
  suspended: [
    text('暂停采购', 'Suspended'),
    [
      ...(['documentsIssued', 'clarifying', 'closed', 'evaluating', 'recommended'] as const),
      ...(['awardNotified', 'challengeWindow', 'failed', 'cancelled'] as const),
    ],
  ],
  failed: [text('采购失败（废标、终止）', 'Failed'), ['planned', 'cancelled']],
  signed: [text('已签合同', 'Signed'), []],
  cancelled: [text('已取消', 'Cancelled'), []],
} as const satisfies Record<string, readonly [Text, readonly string[]]>;

export type ProcedureStatus = keyof typeof STATES;

// The keys of a literal object are its union.
export const PROCEDURE_STATES = Object.keys(STATES) as ProcedureStatus[];

export const procedureTitle = (status: ProcedureStatus): Text => STATES[status][0];

/** 失败情形 why a run has failed, in words. */
export const FAILURE_TITLES: Readonly<Record<FailureReason, Text>> = {
  tooFewSuppliers: text('有效供应商不足法定家数', 'Too few valid suppliers'),
  irregularities: text('出现影响采购公正的违法、违规行为', 'Acts against the law that touch fairness'),
  overBudget: text('报价均超过采购预算', 'All prices above the budget'),
  resultVoid: text('中标（成交）结果无效', 'The result is void'),
};

/** Holds every change of status to the machine above. */
export function assertProcedureMove(from: ProcedureStatus, to: ProcedureStatus): void {
  const follows: readonly string[] = STATES[from][1];
  invariant(follows.includes(to), `A procedure does not go from ${from} to ${to}`);
}
