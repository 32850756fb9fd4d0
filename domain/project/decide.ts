import type { Flow } from '../approval/flow.ts';
import type { Digest } from '../approval/flows/purchase-project.ts';
import { type Actor, type ApprovalLevel, holdsPost } from '../approval/types.ts';
import { openItems } from '../disclosure/items.ts';
import type { DisclosureKind } from '../disclosure/types.ts';
import type { ProjectId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { withApproval } from './approvals.ts';
import type { Command, CommandData, CommandType } from './commands.ts';
import { openStep } from './deadlines.ts';
import { amendmentDeciders } from './decide-amendment.ts';
import { approvalDeciders } from './decide-approval.ts';
import { budgetDeciders } from './decide-budget.ts';
import { catalogDeciders } from './decide-catalog.ts';
import { contractingDeciders } from './decide-contracting.ts';
import { deliveryDeciders } from './decide-delivery.ts';
import { disputeDeciders } from './decide-dispute.ts';
import { evaluationDeciders } from './decide-evaluation.ts';
import { performanceDeciders } from './decide-performance.ts';
import { policyDeciders } from './decide-policy.ts';
import { procedureDeciders } from './decide-procedure.ts';
import { type Case, type Deciders, type Outline, outline, to } from './decision.ts';
import type { EventType, Move, ProjectEvent, Signature } from './events.ts';
import { vacantSeat } from './flow-rules.ts';
import { seatFor } from './gate.ts';
import type { References } from './references.ts';
import type { ProjectState } from './state.ts';
import type { Duty } from './steps.ts';

const DECIDERS: Deciders<Exclude<CommandType, 'CreateProject'>> = {
  ...catalogDeciders,
  ...budgetDeciders,
  ...approvalDeciders,
  ...contractingDeciders,
  ...procedureDeciders,
  ...disputeDeciders,
  ...deliveryDeciders,
  ...amendmentDeciders,
  ...performanceDeciders,
  ...evaluationDeciders,
  ...policyDeciders,
};

/** Which disclosure items come into being with an event (plan 九; 实施条例 §50; 采购法 §47). */
const OPENS: Readonly<Partial<Record<EventType, readonly DisclosureKind[]>>> = {
  BudgetApproved: ['service', 'content', 'budget', 'evaluationStandard'],
  RequirementApproved: ['requirement', 'standard'],
  ProviderAwarded: ['procedure'],
  ContractSigned: ['contract', 'contractFiling'],
  AmendmentSigned: ['contract', 'contractFiling'],
  EvaluationReviewed: ['evaluationResult'],
};

export interface DecisionContext {
  readonly references: References;
  readonly by: Actor;
  readonly today: LocalDate;
  readonly recordedAt: Instant;
  readonly digest: Digest;
  /** Levels that rules ask to approve besides those of the matrix. */
  readonly levels: readonly ApprovalLevel[];
}

/** What a command comes to: its events in order, and the flow of an approval that starts with them. */
export interface Decision {
  readonly events: readonly ProjectEvent[];
  readonly flow: Flow | null;
}

/** What a new project is given by the recorder, besides what the handler wrote. */
export interface NewProject {
  readonly projectId: ProjectId;
  readonly projectNo: string;
  readonly policyVersion: string;
}

/** Creates a project: the handler's first act, which opens the draft. */
export function create(
  data: CommandData['CreateProject'],
  given: NewProject,
  context: DecisionContext,
): ProjectEvent[] {
  const { references, by } = context;
  const event = outline(
    'ProjectCreated',
    { ...given, application: data.application, lateEntry: data.lateEntry, parties: references.seats },
    to('draft'),
  );
  const post: Signature = {
    userId: by.userId,
    name: by.name,
    role: 'handler',
    orgId: data.application.buyerOrgId,
    duty: 'request',
  };
  return [sign(event, post, context)];
}

/**
 * Decides one command that has passed the gate and the policy: the events it makes, in order, or why it is refused.
 */
export function decide(state: ProjectState, command: Command, context: DecisionContext): Result<Decision> {
  invariant(command.type !== 'CreateProject', 'A project that exists is not created');
  const { by } = context;
  const one = { ...state, ...context, data: command.data };
  // The table pairs each command with its own data; the compiler cannot follow that through an index.
  const decider = DECIDERS[command.type] as (one: Case<CommandType>) => Result<readonly Outline[]>;
  const bare = decider(one);
  if (!bare.ok) return bare;
  const outlines = withApproval(bare.value, one);
  if (!outlines.ok) return outlines;
  const vacant = vacancy(state, outlines.value);
  if (vacant) return refuse(vacant);
  const post = signature(state, command, by);
  return accept({
    events: withDisclosures(outlines.value, context).map((each) => sign(each, post, context)),
    flow: outlines.value.find(({ flow }) => flow !== null)?.flow ?? null,
  });
}

/** Adds the opening of disclosure items right behind the event they come from. */
function withDisclosures(
  outlines: readonly Outline[],
  { today, references }: DecisionContext,
): readonly Outline[] {
  return outlines.flatMap((one) => {
    const kinds = OPENS[one.type];
    if (!kinds) return [one];
    return [one, outline('DisclosureOpened', { items: openItems(kinds, today, references.calendar) })];
  });
}

/** A step whose organisation is not known would wait for nobody; refused before anything is recorded. */
function vacancy({ process }: ProjectState, outlines: readonly Outline[]) {
  for (const { to: target } of outlines) {
    const steps = target?.step ? [target.step, ...(target.route ?? [])] : [];
    const vacant = vacantSeat(steps, { ...process.parties, ...target?.parties });
    if (vacant) return vacant;
  }
  return null;
}

/** Under which post the actor signs: the step's, or their own first one where the case put its task into their hands. */
function signature({ process }: ProjectState, command: Command, by: Actor): Signature {
  const seat = seatFor(process, command.type, 'act' in command.data ? command.data.act.verb : null);
  invariant(seat, `${command.type} passed the gate without a seat`);
  const orgId = process.parties[seat.party];
  const own = holdsPost(by, seat.role, orgId) ? { role: seat.role, orgId } : by.posts[0];
  return {
    userId: by.userId,
    name: by.name,
    role: own?.role ?? null,
    orgId: own?.orgId ?? null,
    duty: dutyOf(command, seat.duty),
  };
}

/** Of the other verbs of an approval only sending back is a decision. */
function dutyOf(command: Command, duty: Duty | null): Duty | null {
  if (command.type !== 'ActOnApproval') return duty;
  return command.data.act.verb === 'return' ? 'approve' : null;
}

function sign({ type, data, to: target }: Outline, by: Signature, context: DecisionContext): ProjectEvent {
  const { today, recordedAt, references } = context;
  const move: Move | null = target && openStep(target, { openedOn: today, recordedAt, references });
  // Type and data come paired from the outline.
  return { type, data, move, by, occurredOn: today, recordedAt } as ProjectEvent;
}
