import type { UserId } from '../kernel/brand.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import type { Citation } from '../kernel/refusal.ts';
import type { Text } from '../kernel/text.ts';
import type { Facts } from '../policy/types.ts';
import type {
  Answer,
  ComeBack,
  Due,
  Extension,
  Hop,
  Opinion,
  Round,
  RoundId,
  RoundRules,
  RoundStatus,
  Seat,
  TaskId,
} from './case.ts';
import type { PauseCause } from './clock.ts';
import type { NodeId, ReturnTarget } from './flow.ts';
import type { BranchId } from './flow-paths.ts';

type Choices = Readonly<Record<NodeId, readonly UserId[]>>;

/** A seat as it is set up; the rest follows from what happens to it. */
export type NewSeat = Pick<
  Seat,
  'id' | 'principal' | 'holder' | 'parent' | 'position' | 'addedBy' | 'weight' | 'reason'
>;

export interface CaseEventData {
  CaseStarted: {
    readonly caseId: string;
    readonly flowId: string;
    readonly flowVersion: number;
    readonly initiator: UserId;
    readonly form: Facts;
    readonly choices: Choices;
  };
  RoundOpened: {
    readonly round: Pick<Round, 'id' | 'node' | 'no' | 'fallsOn'>;
    readonly rules: RoundRules | null;
    readonly seats: readonly NewSeat[];
  };
  TaskOpened: { readonly taskId: TaskId; readonly due: Due };
  Answered: {
    readonly taskId: TaskId;
    readonly decision: Answer['decision'];
    readonly by: UserId | 'system';
    readonly opinion: Opinion;
    readonly linkedTo: TaskId | null;
    /** The rule by which the system decided. */
    readonly citation: Citation | null;
  };
  Chosen: { readonly choices: Choices };
  Advised: { readonly taskId: TaskId; readonly by: UserId; readonly opinion: Opinion };
  TaskMoved: { readonly taskId: TaskId; readonly hop: Hop };
  SeatsAdded: { readonly roundId: RoundId; readonly seats: readonly NewSeat[] };
  SeatLeft: {
    readonly taskId: TaskId;
    readonly as: 'removed' | 'recused';
    readonly by: UserId;
    readonly reason: string;
  };
  RoundClosed: {
    readonly roundId: RoundId;
    readonly status: Exclude<RoundStatus, 'open'>;
    readonly cause: Text;
    readonly citation: Citation | null;
  };
  BranchArrived: { readonly branch: BranchId };
  Returned: {
    readonly taskId: TaskId | null;
    readonly to: ReturnTarget;
    readonly opinion: Opinion | null;
    readonly comeBack: ComeBack | null;
    readonly cleared: readonly BranchId[];
    /** Come-backs that lie behind the way that starts anew. */
    readonly dropped: readonly ComeBack['after'][];
  };
  CameBack: { readonly after: ComeBack['after'] };
  TakenBack: { readonly taskId: TaskId; readonly decisionSeq: number };
  Withdrawn: { readonly reason: string };
  Resubmitted: {
    readonly form: Facts;
    readonly choices: Choices;
    /** The form has changed in substance: nothing signed before stands, and nobody gets it straight back. */
    readonly anew?: true;
  };
  Terminated: { readonly reason: string; readonly nodes: readonly NodeId[] };
  Revived: { readonly reason: string };
  CaseEnded: { readonly outcome: 'approved' | 'rejected' };
  Urged: { readonly by: UserId; readonly taskIds: readonly TaskId[] };
  CopySent: { readonly to: readonly UserId[]; readonly by: UserId | 'system' };
  CopyRead: { readonly by: UserId };
  Commented: { readonly by: UserId; readonly text: string };
  ClockSpoke: {
    readonly taskId: TaskId;
    readonly clock: number;
    /** Who is told: the holder first, then the rungs of escalation. */
    readonly tells: UserId;
    readonly rule: string;
    readonly evidence: { readonly dueOn: LocalDate; readonly firedAt: Instant };
  };
  /** Somebody has to look: nobody was found, or a holder's account is disabled. */
  Alerted: { readonly taskId: TaskId | null; readonly tells: UserId; readonly why: Text };
  Paused: { readonly cause: PauseCause; readonly reason: string; readonly by: UserId };
  Resumed: { readonly by: UserId | 'system'; readonly reason: string; readonly workingDays: number };
  ClockMoved: { readonly taskId: TaskId; readonly due: Due; readonly why: 'pause' | 'extension' };
  TimerMoved: { readonly roundId: RoundId; readonly fallsOn: LocalDate };
  ExtensionAsked: Omit<Extension, 'outcome'> & { readonly taskId: TaskId };
  ExtensionDecided: { readonly taskId: TaskId } & NonNullable<Extension['outcome']>;
  FlowUpgraded: { readonly from: number; readonly to: number };
}
export type CaseEventType = keyof CaseEventData;

/** 审批事件 what happened in a case: event time and record time both kept, events of one command share its number. */
export type CaseEvent = {
  readonly [T in CaseEventType]: {
    readonly type: T;
    readonly data: CaseEventData[T];
    readonly seq: number;
    readonly actor: UserId | 'system';
    readonly occurredAt: Instant;
    readonly recordedAt: Instant;
  };
}[CaseEventType];
