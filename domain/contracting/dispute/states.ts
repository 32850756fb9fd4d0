import { invariant } from '../../kernel/invariant.ts';
import { type Text, text } from '../../kernel/text.ts';

/**
 * The life of one dispute (询问、质疑、投诉).
 *
 * received         An inquiry or a challenge has come in. An inquiry is answered within 3 working days (closed); a challenge
 *                  in order is taken up (answering), another one returned (closed).
 * answering        The buyer or agency answers within 7 working days of receipt (answered).
 * answered         The challenger knows the answer. From the end of the answering period the time to complain runs.
 * complaintWindow  15 working days from the end of the answering period, answered or not. Unused, it lapses (closed).
 * filed            A complaint lies with the finance department, which reviews it within 5 working days (accepted), or returns it.
 * accepted         Copies go to those concerned within 8 working days of receipt (deciding).
 * deciding         Decided within 30 working days of receipt; expertise does not count. The procurement may be suspended
 *                  for 30 days at most meanwhile.
 * decided          The decision is to be carried out on the procedure (closed).
 * closed           The end.
 */
const STATES = {
  received: [text('已收到', 'Received'), ['answering', 'closed']],
  answering: [text('答复中', 'Answering'), ['answered', 'complaintWindow', 'closed']],
  answered: [text('已答复', 'Answered'), ['complaintWindow', 'filed', 'closed']],
  complaintWindow: [text('投诉期', 'Time to complain'), ['filed', 'closed']],
  filed: [text('投诉待审查', 'Complaint under review'), ['accepted', 'closed']],
  accepted: [text('投诉已受理', 'Complaint accepted'), ['deciding', 'decided', 'closed']],
  deciding: [text('投诉处理中', 'Deciding'), ['decided', 'closed']],
  decided: [text('已作处理决定', 'Decided'), ['closed']],
  closed: [text('已结', 'Closed'), []],
} as const satisfies Record<string, readonly [Text, readonly string[]]>;

export type DisputeStatus = keyof typeof STATES;

// The keys of a literal object are its union.
export const DISPUTE_STATES = Object.keys(STATES) as DisputeStatus[];

export const disputeTitle = (status: DisputeStatus): Text => STATES[status][0];

export function assertDisputeMove(from: DisputeStatus, to: DisputeStatus): void {
  const follows: readonly string[] = STATES[from][1];
  invariant(follows.includes(to), `A dispute does not go from ${from} to ${to}`);
}
