import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import { type Text, text } from '../kernel/text.ts';
import type { Facts } from '../policy/types.ts';
import type { PauseCause } from './clock.ts';
import type { ApproveNode, NodeId, ReturnTarget } from './flow.ts';
import type { BranchId } from './flow-paths.ts';

/**
 * The life of one approval case (审批单).
 *
 * running     Nodes are open and wait for people or for the clock. It ends when the last node has passed (approved) or
 *             when one node refuses (rejected). A signer or a policy may send it back (returned), the initiator may take it
 *             back before the point of no return (withdrawn), the flow owner may end it with cause (terminated). The flow
 *             owner or a supervisor may halt it with legal cause (paused).
 * paused      Tasks stay where they are and nobody decides; every clock stands still, no time-out fires. Resumed, it runs on
 *             with due dates moved by the paused working days. May also be withdrawn or terminated.
 * returned    The initiator has one task: to put it right and resubmit (running). May also be withdrawn or terminated.
 * withdrawn   Nobody owes anything. The initiator may resubmit (running).
 * terminated  Ended by the flow owner, who may revive it as it stood: running (as is a paused one) or returned.
 * approved, rejected   The ends; nothing follows but comments, copies being read.
 */
const CASE_STATES = {
  running: [
    text('审批中', 'Running'),
    ['returned', 'paused', 'withdrawn', 'terminated', 'approved', 'rejected'],
  ],
  paused: [text('已暂停', 'Paused'), ['running', 'withdrawn', 'terminated']],
  returned: [text('退回待改', 'Returned to the initiator'), ['running', 'withdrawn', 'terminated']],
  withdrawn: [text('已撤回', 'Withdrawn'), ['running']],
  terminated: [text('已终止', 'Terminated'), ['running', 'returned']],
  approved: [text('已通过', 'Approved'), []],
  rejected: [text('已拒绝', 'Rejected'), []],
} as const satisfies Record<string, readonly [Text, readonly string[]]>;

export type CaseStatus = keyof typeof CASE_STATES;

export const caseStatusTitle = (status: CaseStatus): Text => CASE_STATES[status][0];

/** Holds every change of status to the machine above. */
export function assertMove(from: CaseStatus, to: CaseStatus): void {
  const follows: readonly string[] = CASE_STATES[from][1];
  invariant(follows.includes(to), `A case does not go from ${from} to ${to}`);
}

/** `node#2` is the second round of a node. */
export type RoundId = string;
/** `node#2.3` is the third seat of that round; it never changes, whoever holds the task. */
export type TaskId = string;

/** 附件 a file that goes with an opinion; the file itself lies with the shell. */
export interface Attachment {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** 意见 what a signer wrote. */
export interface Opinion {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly signature: string | null;
  readonly seal: string | null;
}

export type Decision = 'approve' | 'reject' | 'abstain';

/** 答复 the word of one seat. `by` is who gave it, the seat's principal is for whom. */
export interface Answer {
  readonly decision: Decision;
  readonly by: UserId | 'system';
  readonly opinion: Opinion;
  readonly seq: number;
  /** The earlier decision that a system answer repeats. */
  readonly linkedTo: TaskId | null;
}

/** 流转 one move of a task from person to person; the chain is kept whole. */
export interface Hop {
  readonly kind: 'transfer' | 'delegate' | 'helped' | 'proxy' | 'handOver';
  readonly from: UserId;
  readonly to: UserId;
  readonly by: UserId;
  readonly reason: string;
  readonly at: Instant;
}

/** 席位 one place on the roll of a node round, and its task. Added signers sit under the seat that added them. */
export interface Seat {
  readonly id: TaskId;
  readonly principal: UserId;
  readonly holder: UserId;
  /** 委派: who helps at the moment; the task is theirs until they have answered. */
  readonly helper: UserId | null;
  readonly parent: TaskId | null;
  readonly position: 'roll' | 'before' | 'parallel' | 'after';
  readonly addedBy: UserId | null;
  readonly weight: number;
  readonly reason: Text;
  readonly answer: Answer | null;
  readonly standing: 'sits' | 'removed' | 'recused';
  readonly chain: readonly Hop[];
  readonly advice: readonly { readonly by: UserId; readonly opinion: Opinion; readonly seq: number }[];
  /** Words that were taken back, kept as evidence. */
  readonly takenBack: readonly Answer[];
  readonly due: Due | null;
  /** How often the clock has spoken: 0 not yet, 1 reminded, 2 and more the rungs of escalation. */
  readonly clock: number;
  /** The supervisor has been told that the holder's account is disabled. */
  readonly alerted: boolean;
  readonly extensions: readonly Extension[];
}

/** 延期 asked for one task: the old date stays visible beside the new one. */
export interface Extension {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly cause: string;
  readonly by: UserId;
  readonly askedOn: LocalDate;
  /** Null while its approval runs; `approval` is the case that decided. */
  readonly outcome: { readonly granted: boolean; readonly approval: string } | null;
}

/** 暂停 one time a case stood still; `until` and `workingDays` are null while it does. */
export interface Pause {
  readonly cause: PauseCause;
  readonly reason: string;
  readonly by: UserId;
  readonly from: Instant;
  readonly fromSeq: number;
  readonly until: Instant | null;
  readonly workingDays: number | null;
}

/** 到期 when an opened task is due and when the reminder goes out, in working days of the calendar. */
export interface Due {
  readonly openedOn: LocalDate;
  readonly remindOn: LocalDate;
  /** 最迟开始 the last day to begin; null where the flow does not say how long the work takes. */
  readonly latestStartOn: LocalDate | null;
  readonly dueOn: LocalDate;
  /** False when it lies in a year whose holidays are not announced. */
  readonly announced: boolean;
}

export type RoundStatus = 'open' | 'passed' | 'rejected' | 'returned' | 'cancelled' | 'undone';

/** How a round is signed; fixed when it opens. */
export type RoundRules = Omit<ApproveNode, 'kind' | 'assignment' | 'next' | 'mandatory'>;

/** 轮次 one opening of a node with its frozen roll. Rounds are never deleted: each return opens the next one. */
export interface Round {
  readonly id: RoundId;
  readonly node: NodeId;
  readonly no: number;
  /** Null for a timer, which waits for nobody. */
  readonly rules: RoundRules | null;
  readonly status: RoundStatus;
  readonly cause: Text | null;
  readonly seats: readonly Seat[];
  /** The timer's day. */
  readonly fallsOn: LocalDate | null;
  readonly openedSeq: number;
  readonly closedSeq: number | null;
  /** The latest command in which a person acted on one of its tasks. */
  readonly touchedSeq: number | null;
}

/** 直接回到我: the nodes that open again once the node a case was returned to has passed. */
export interface ComeBack {
  readonly after: ReturnTarget;
  readonly reopen: readonly NodeId[];
  readonly usedSeq: number | null;
}

/** 审批单 one running approval: small, plain data, all that a workflow has to carry. */
export interface CaseState {
  readonly v: 1;
  readonly caseId: string;
  readonly flowId: string;
  readonly flowVersion: number;
  readonly status: CaseStatus;
  readonly initiator: UserId;
  readonly form: Facts;
  readonly choices: Readonly<Record<NodeId, readonly UserId[]>>;
  /** Accepted commands. */
  readonly seq: number;
  readonly rounds: readonly Round[];
  readonly arrivals: readonly { readonly branch: BranchId; readonly seq: number }[];
  readonly comeBacks: readonly ComeBack[];
  readonly copies: readonly { readonly userId: UserId; readonly readAt: Instant | null }[];
  readonly urgedAt: Instant | null;
  readonly pauses: readonly Pause[];
  /** What a terminated case goes back to when it is revived. */
  readonly resume: { readonly status: 'running' | 'returned'; readonly nodes: readonly NodeId[] } | null;
  readonly lastAt: Instant;
}

export const openRounds = (state: CaseState): readonly Round[] =>
  state.rounds.filter(({ status }) => status === 'open');

/** The latest round of a node, whatever became of it. */
export const latestRound = (state: CaseState, node: NodeId): Round | undefined =>
  state.rounds.findLast((round) => round.node === node);

export function seatOf(
  state: CaseState,
  taskId: TaskId,
): { readonly round: Round; readonly seat: Seat } | null {
  for (const round of state.rounds) {
    const seat = round.seats.find(({ id }) => id === taskId);
    if (seat) return { round, seat };
  }
  return null;
}
