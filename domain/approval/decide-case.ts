import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { dateAt } from '../kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import type { Facts } from '../policy/types.ts';
import type { CaseState } from './case.ts';
import type { CaseCommand, CaseContext, Verb } from './case-commands.ts';
import type { CaseEvent } from './case-events.ts';
import { caseRefusal } from './case-refusals.ts';
import { clockDeciders } from './decide-clock.ts';
import { noticeDeciders } from './decide-notice.ts';
import { rollDeciders } from './decide-roll.ts';
import { formRefusal, routingDeciders } from './decide-routing.ts';
import { signingDeciders } from './decide-signing.ts';
import type { CaseDecider, CaseDeciders } from './decision-kit.ts';
import type { NodeId } from './flow.ts';
import { gateCase } from './gate-case.ts';
import { enter } from './open-node.ts';
import { isActive } from './organisation.ts';
import { Run } from './run.ts';
import { settle } from './settle.ts';
import { upgradeDeciders } from './upgrade.ts';

const DECIDERS: CaseDeciders<Verb> = {
  ...signingDeciders,
  ...rollDeciders,
  ...routingDeciders,
  ...noticeDeciders,
  ...clockDeciders,
  ...upgradeDeciders,
};

/** What starts a case: who asks, with which form, and whom they name for later nodes. */
export interface NewCase {
  readonly caseId: string;
  readonly initiator: UserId;
  readonly form: Facts;
  readonly choices: Readonly<Record<NodeId, readonly UserId[]>>;
}

/** 发起: the events with which a case begins, or why it does not. */
export function startCase(given: NewCase, context: CaseContext): Result<readonly CaseEvent[]> {
  const { flow, organisation } = context;
  if (!isActive(organisation, given.initiator)) return refuse(caseRefusal('NotActive'));
  const refusal = formRefusal(flow, given.form);
  if (refusal) return refuse(refusal);
  const run = new Run(null, context, { by: given.initiator, occurredAt: null });
  begin(run, given);
  return accept(run.events);
}

/** Opens the first nodes of a case. */
export function begin(run: Run, given: NewCase): void {
  const { flow } = run.context;
  run.emit('CaseStarted', { ...given, flowId: flow.id, flowVersion: flow.version });
  enter(run, flow.start);
  settle(run);
}

/**
 * Decides one command: the events it makes, in order, or why it is refused. Every event carries the command's number; after
 * the last one the case is at rest, with each open task in exactly one person's hands.
 */
export function decideCase(
  state: CaseState,
  command: CaseCommand,
  context: CaseContext,
): Result<readonly CaseEvent[]> {
  const { flow } = context;
  invariant(
    state.flowId === flow.id && state.flowVersion === flow.version,
    'The case is pinned to its version',
  );
  const { verb, by, data } = command;
  const taskId = 'taskId' in data ? data.taskId : null;
  const refusal = timeRefusal(state, command, context) ?? gateCase(state, { verb, by, taskId }, context);
  if (refusal) return refuse(refusal);
  const run = new Run(state, context, command);
  // The table pairs each verb with its own data; the compiler cannot follow that through an index.
  const decider = DECIDERS[verb] as CaseDecider<Verb>;
  const refused = decider(run, data);
  if (refused) {
    invariant(run.events.length === 0, `${verb} was refused after it had begun`);
    return refuse(refused);
  }
  settle(run);
  return accept(run.events);
}

/** 日期规则: nothing in the future, nothing on an earlier day, nothing before what is recorded. */
function timeRefusal(
  { lastAt }: CaseState,
  { occurredAt }: CaseCommand,
  { now }: CaseContext,
): Refusal | null {
  if (occurredAt === null) return null;
  if (occurredAt > now) return caseRefusal('InTheFuture', { occurredAt, now });
  const isEarlierDay = dateAt(Date.parse(occurredAt)) < dateAt(Date.parse(now));
  return isEarlierDay || occurredAt < lastAt ? caseRefusal('BackDated', { occurredAt, lastAt }) : null;
}
