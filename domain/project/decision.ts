import type { Flow } from '../approval/flow.ts';
import type { Digest } from '../approval/flows/purchase-project.ts';
import type { Actor, ApprovalLevel } from '../approval/types.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { accept, type Result } from '../kernel/refusal.ts';
import type { CommandData, CommandType } from './commands.ts';
import type { Target } from './deadlines.ts';
import type { EventData, EventType } from './events.ts';
import type { ProjectFile } from './file.ts';
import type { ProjectProcess } from './process.ts';
import type { References } from './references.ts';
import type { OpenState } from './states.ts';
import type { StepId } from './steps.ts';

/** An event as a stage decides it, before it is signed, dated and given its due date. */
export type Outline = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly data: EventData[T];
    readonly to: Target | null;
    /** The flow under which an approval starts here; kept beside the events, once for all projects. */
    readonly flow: Flow | null;
  };
}[EventType];

/** What a stage decides on: the project as it stands, what is asked, by whom, on which day. */
export interface Case<T extends CommandType> {
  readonly process: ProjectProcess;
  readonly file: ProjectFile;
  readonly data: CommandData[T];
  readonly by: Actor;
  readonly today: LocalDate;
  readonly recordedAt: Instant;
  readonly references: References;
  readonly digest: Digest;
  readonly levels: readonly ApprovalLevel[];
}

export type Decider<T extends CommandType> = (one: Case<T>) => Result<readonly Outline[]>;
export type Deciders<T extends CommandType> = { readonly [C in T]: Decider<C> };

// One generic signature keeps type and data paired where the outline is made.
export const outline = <T extends EventType>(
  type: T,
  data: EventData[T],
  to: Target | null = null,
): Outline => ({ type, data, to, flow: null }) as Outline;

export const decided = (...outlines: readonly Outline[]): Result<readonly Outline[]> => accept(outlines);

/** The step with which a state opens. */
const FIRST_STEPS: Readonly<Record<OpenState, StepId>> = {
  draft: 'drafting',
  catalogueChecked: 'demandReview',
  demandReviewed: 'targetSetting',
  exAnteEvaluated: 'budgetRequest',
  budgetReviewing: 'budgetCheck',
  budgetApproved: 'requirementDrafting',
  requirementReviewing: 'requirementReview',
  requirementApproved: 'methodChoice',
  planFiling: 'planFiling',
  planFiled: 'noticeIssue',
  procuring: 'bidding',
  internalSelection: 'selection',
  failed: 'failureHandling',
  awarded: 'contractDrafting',
  contracting: 'legalReview',
  contractApproved: 'contractSigning',
  delivering: 'performance',
  suspended: 'resumption',
  amending: 'amendmentLegalReview',
  accepting: 'acceptance',
  rectifying: 'rectification',
  settling: 'paymentRequest',
  evaluating: 'selfEvaluation',
  published: 'archiving',
};

/** On to a state, at its first step or along a route of steps. */
export function to(state: OpenState, more: Partial<Omit<Target, 'state'>> = {}): Target {
  return { state, step: FIRST_STEPS[state], ...more };
}

export const toEnd = (
  state: Extract<Target['state'], 'rejected' | 'withdrawn' | 'cancelled' | 'terminated' | 'archived'>,
): Target => ({
  state,
  step: null,
});

/** 继续履约 back to delivering: due when the next milestone is, or today where that day is past. */
export function backToWork({ contract, milestones }: ProjectFile, today: LocalDate): Target {
  const next = milestones.find(({ status }) => status === 'scheduled')?.no;
  const dueOn = contract?.draft.milestones.find(({ no }) => no === next)?.dueOn ?? today;
  return to('delivering', { dueOn: dueOn < today ? today : dueOn });
}

/** 取消: the end before a contract; what was reserved goes back to the budget line. */
export const cancelled = (file: ProjectFile, reason: string): Outline =>
  outline(
    'ProjectCancelled',
    { reason, releasedFen: file.budget?.reservedFen ?? fen(0) },
    toEnd('cancelled'),
  );
