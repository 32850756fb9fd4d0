import type { Actor, Role } from '../approval/types.ts';
import { openItems } from '../disclosure/items.ts';
import type { DisclosureKind } from '../disclosure/types.ts';
import type { ProjectId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { Command, CommandData, CommandType } from './commands.ts';
import { openStep } from './deadlines.ts';
import { budgetDeciders } from './decide-budget.ts';
import { catalogDeciders } from './decide-catalog.ts';
import { contractingDeciders } from './decide-contracting.ts';
import { deliveryDeciders } from './decide-delivery.ts';
import { evaluationDeciders } from './decide-evaluation.ts';
import { policyDeciders } from './decide-policy.ts';
import { type Case, type Deciders, type Outline, outline, to } from './decision.ts';
import type { EventType, Move, ProjectEvent, Signature } from './events.ts';
import { flowRefusal } from './flow-rules.ts';
import { seatFor } from './gate.ts';
import type { References } from './references.ts';
import type { ProjectState } from './state.ts';
import { STEPS } from './steps.ts';

const DECIDERS: Deciders<Exclude<CommandType, 'CreateProject'>> = {
  ...catalogDeciders,
  ...budgetDeciders,
  ...contractingDeciders,
  ...deliveryDeciders,
  ...evaluationDeciders,
  ...policyDeciders,
};

/** Which disclosure items come into being with an event (plan 九; 实施条例 §50; 采购法 §47). */
const OPENS: Readonly<Partial<Record<EventType, readonly DisclosureKind[]>>> = {
  BudgetApproved: ['service', 'content', 'budget', 'evaluationStandard'],
  RequirementApproved: ['requirement', 'standard'],
  ProviderAwarded: ['procedure'],
  ProviderSelected: ['procedure'],
  ContractSigned: ['contract', 'contractFiling'],
  EvaluationReviewed: ['evaluationResult'],
};

export interface DecisionContext {
  readonly references: References;
  readonly by: Actor;
  readonly today: LocalDate;
  readonly recordedAt: Instant;
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
export function decide(
  state: ProjectState,
  command: Command,
  context: DecisionContext,
): Result<ProjectEvent[]> {
  invariant(command.type !== 'CreateProject', 'A project that exists is not created');
  const { by, today, references } = context;
  // The table pairs each command with its own data; the compiler cannot follow that through an index.
  const decider = DECIDERS[command.type] as (one: Case<CommandType>) => Result<readonly Outline[]>;
  const outlines = decider({ ...state, data: command.data, by, today, references });
  if (!outlines.ok) return outlines;
  const vacant = vacantSeat(state, outlines.value);
  if (vacant) return refuse(vacant);
  const post = signature(state, command.type, by);
  return accept(withDisclosures(outlines.value, context).map((one) => sign(one, post, context)));
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
function vacantSeat({ process }: ProjectState, outlines: readonly Outline[]) {
  for (const { to: target } of outlines) {
    const steps = target?.step ? [target.step, ...(target.route ?? [])] : [];
    const parties = { ...process.parties, ...target?.parties };
    const vacant = steps.map((step) => STEPS[step]).find(({ party }) => parties[party] === null);
    if (vacant) {
      return flowRefusal('SeatVacant', {
        message: text(
          `下一环节「${vacant.title.zh}」没有对应单位，无人可办。`,
          `Nobody could take the next step "${vacant.title.en}": its organisation is not known.`,
        ),
        remedy: text(
          '请指定代理机构，或在机构信息中补全行业主管部门、承接主体账号。',
          'Name the agency, or complete the sector department or the provider account.',
        ),
        facts: { step: vacant.title.en, party: vacant.party },
      });
    }
  }
  return null;
}

function signature(state: ProjectState, type: CommandType, by: Actor): Signature {
  const seat = seatFor(state.process, type);
  invariant(seat, `${type} passed the gate without a seat`);
  const role: Role = seat.role;
  return {
    userId: by.userId,
    name: by.name,
    role,
    orgId: state.process.parties[seat.party],
    duty: seat.duty,
  };
}

function sign({ type, data, to: target }: Outline, by: Signature, context: DecisionContext): ProjectEvent {
  const { today, recordedAt, references } = context;
  const move: Move | null = target && openStep(target, { openedOn: today, recordedAt, references });
  // Type and data come paired from the outline.
  return { type, data, move, by, occurredOn: today, recordedAt } as ProjectEvent;
}
