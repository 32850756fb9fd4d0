import type { CaseState } from '../approval/case.ts';
import type { CaseCommand, CaseContext } from '../approval/case-commands.ts';
import type { CaseEvent } from '../approval/case-events.ts';
import { decideCase, startCase } from '../approval/decide-case.ts';
import { evolveCase } from '../approval/evolve-case.ts';
import type { Flow } from '../approval/flow.ts';
import { pinned } from '../approval/flows/purchase-project.ts';
import type { Parties } from '../approval/types.ts';
import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { approvalCommandAt } from './approval-commands.ts';
import { flowOf } from './approval-flow.ts';
import { openNode, routeAhead } from './approval-route.ts';
import { approvalStage, type Word } from './approval-stages.ts';
import type { CommandType } from './commands.ts';
import type { ApprovalRoute } from './deadlines.ts';
import { type Case, decided, type Outline, outline } from './decision.ts';
import type { EventType } from './events.ts';
import { nobodyToSign } from './flow-rules.ts';
import { conflictingDuty } from './gate.ts';
import { STEPS, type StepId } from './steps.ts';

/** An approval under way, as it is decided on: its state, its pinned flow, and what has happened to it in this command. */
interface Approval {
  readonly state: CaseState;
  readonly flow: Flow;
  readonly events: readonly CaseEvent[];
}

type AnyCase = Case<CommandType>;

const folded = (state: CaseState | null, events: readonly CaseEvent[]): CaseState => {
  const after = events.reduce<CaseState | null>(evolveCase, state);
  invariant(after, 'An approval begins with its start');
  return after;
};

/** Who holds an incompatible duty is not looked for, nor stands in: the post counts as vacant where nobody else holds it (CTL-01). */
function contextOf({ process, references, recordedAt }: AnyCase, flow: Flow): CaseContext {
  const { organisation, calendar } = references;
  const posts = organisation.posts.filter(({ userId }) => !conflictingDuty(process, userId, 'approve'));
  const proxies = organisation.proxies.filter(({ to }) => !conflictingDuty(process, to, 'approve'));
  return {
    flow,
    organisation: { ...organisation, posts, proxies },
    calendar,
    verdicts: {},
    now: recordedAt,
    upgradeTo: null,
  };
}

interface Opening {
  readonly route: ApprovalRoute;
  readonly parties: Parties;
  readonly initiator: UserId;
}

/**
 * 发起审批: a new case, or the one that came back to this very initiator, who resubmits it under the same flow (so that
 * "straight back to me" holds). Refused where nobody could sign.
 */
function open(one: AnyCase, { route, parties, initiator }: Opening): Result<Approval> {
  const bare = flowOf(route, { ...one.references, parties });
  if (!bare.ok) return bare;
  const flow = pinned(bare.value, one.digest);
  const { process, file } = one;
  const context = contextOf(one, flow);
  const form = { amountFen: file.application.estimateFen };
  const back = process.approval;
  const again =
    back?.status === 'returned' && back.flowId === flow.id && back.initiator === initiator ? back : null;
  const caseId = `${process.projectId}:${route.kind}:${process.revision + 1}`;
  const events = again
    ? decideCase(
        again,
        { verb: 'resubmit', by: initiator, occurredAt: null, data: { form, choices: {} } },
        context,
      )
    : startCase({ caseId, initiator, form, choices: {} }, context);
  if (!events.ok) return events;
  const state = folded(again, events.value);
  if (state.status !== 'running') return refuse(nobodyToSign(route.steps[0] ?? null));
  return accept({ state, flow, events: events.value });
}

const recorded = (
  one: AnyCase,
  {
    approval,
    verb,
    alongside,
  }: { approval: Approval; verb: CaseCommand['verb'] | 'start'; alongside: EventType | null },
): Outline => {
  const { kind } = approvalStage(approvalCommandAt(openNode(approval.state)) ?? stageCommand(one));
  const minutesRef = 'minutesRef' in one.data ? one.data.minutesRef : null;
  return {
    ...outline('ApprovalRecorded', { kind, verb, alongside, minutesRef, events: approval.events }),
    flow: approval.events[0]?.type === 'CaseStarted' ? approval.flow : null,
  };
};

function stageCommand({ process }: AnyCase) {
  const command = approvalCommandAt(process.step);
  invariant(command, `Step ${process.step} is no approval`);
  return command;
}

/** Opens the approval that an outline asks for, and lets the project follow its first node. */
export function withApproval(outlines: readonly Outline[], one: AnyCase): Result<readonly Outline[]> {
  const asks = outlines.find(({ to: target }) => target?.approval);
  if (!asks?.to?.approval) return accept(outlines);
  const { approval: route, ...target } = asks.to;
  const parties = { ...one.process.parties, ...target.parties };
  const opened = open(one, { route, parties, initiator: one.by.userId });
  if (!opened.ok) return opened;
  const { state, flow } = opened.value;
  const following = { ...target, ...place(state, flow, route.then) };
  return accept(
    outlines.flatMap((each) =>
      each === asks
        ? [
            recorded(one, { approval: opened.value, verb: 'start', alongside: each.type }),
            { ...each, to: following },
          ]
        : [each],
    ),
  );
}

const place = (state: CaseState, flow: Flow, then: readonly StepId[] = []) => ({
  step: openNode(state),
  route: [...routeAhead(state, flow), ...then],
});

/** The case of the open step; a project that came to its step before approvals ran as cases gets its case now. */
function current(one: AnyCase): Result<Approval> {
  const { process, references } = one;
  if (process.approval?.status === 'running') {
    const { flow } = references;
    invariant(flow?.id === process.approval.flowId, `The flow ${process.approval.flowId} is kept`);
    return accept({ state: process.approval, flow, events: [] });
  }
  const command = stageCommand(one);
  const steps = [process.step, ...process.route].filter(
    (step): step is StepId => step !== null && STEPS[step].command === command,
  );
  const initiator = process.duties.findLast(({ duty }) => duty === 'request')?.userId;
  if (initiator === undefined) return refuse(nobodyToSign(process.step));
  const route = { kind: approvalStage(command).kind, steps };
  return open(one, { route, parties: process.parties, initiator });
}

type Taken = (state: CaseState) => CaseCommand | Refusal;

const isRefusal = (one: CaseCommand | Refusal): one is Refusal => 'rule' in one;

/**
 * One act on the open approval: the case decides, and what comes of it (a step passed, an outcome, a way back) is told as
 * the project's own event in the same decision.
 */
export function actOnApproval(one: AnyCase, take: Taken, word: Word): Result<readonly Outline[]> {
  const now = current(one);
  if (!now.ok) return now;
  const { state, flow } = now.value;
  const command = take(state);
  if (isRefusal(command)) return refuse(command);
  const result = decideCase(state, command, contextOf(one, flow));
  if (!result.ok) return result;
  const after = folded(state, result.value);
  const approval = { state: after, flow, events: [...now.value.events, ...result.value] };
  const told = consequence(one, { approval, acted: result.value, word });
  if (!told.ok) return told;
  const [main] = told.value;
  const record = recorded(one, { approval, verb: command.verb, alongside: main?.type ?? null });
  if (main) return accept([record, ...told.value]);
  const step = openNode(after);
  const target = { state: one.process.state, ...place(after, flow, afterApproval(one)) };
  return decided(step === one.process.step ? record : { ...record, to: target });
}

/** Steps behind the approval on the project's own route. */
const afterApproval = ({ process }: AnyCase): readonly StepId[] =>
  process.route.filter((step) => approvalCommandAt(step) === null);

interface Acted {
  readonly approval: Approval;
  readonly acted: readonly CaseEvent[];
  readonly word: Word;
}

/** The project's own events; none while the step goes on, or goes back inside the approval. */
function consequence(one: AnyCase, { approval, acted, word }: Acted): Result<readonly Outline[]> {
  const stage = approvalStage(stageCommand(one));
  const { state, flow } = approval;
  if (state.status === 'approved') return stage.approved(one, { ...word, decision: 'approve' });
  if (state.status === 'rejected') return decided(stage.rejected(one, { ...word, decision: 'reject' }));
  if (state.status === 'returned') return decided(stage.returned(one, { ...word, decision: 'return' }));
  invariant(state.status === 'running', `A project's approval does not become ${state.status}`);
  const hasPassed = acted.some(({ type, data }) => type === 'RoundClosed' && data.status === 'passed');
  if (!hasPassed || !stage.passed) return decided();
  const target = { state: one.process.state, ...place(state, flow, afterApproval(one)) };
  return decided(stage.passed({ ...word, decision: 'approve' }, target));
}
