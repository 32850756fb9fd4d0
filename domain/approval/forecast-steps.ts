import type { LocalDate } from '../kernel/local-date.ts';
import type { Facts } from '../policy/types.ts';
import { type CaseState, openRounds, type Round, seatOf } from './case.ts';
import type { CaseContext } from './case-commands.ts';
import { factsAsked, wouldHold } from './condition.ts';
import type { Assignment, FlowNode, NodeId } from './flow.ts';
import { branchesOf, nodeOf } from './flow-paths.ts';
import type { ForecastSigner, ForecastStep, ForecastTurn, Played, Unknown } from './forecast-types.ts';
import { resolveSigners } from './resolve.ts';

/** The conditions on the way and where they lead. */
export function turnsOf(
  { trail, ended }: Played,
  { flow }: CaseContext,
  assumed: ReadonlyMap<NodeId, NodeId | null>,
): readonly ForecastTurn[] {
  return trail.flatMap((id) => {
    const node = nodeOf(flow, id);
    if (node.kind !== 'condition') return [];
    const match = node.cases.find(({ when }) => wouldHold(when, ended.form) === true);
    const dependsOn = assumed.has(id)
      ? missing(
          node.cases.flatMap(({ when }) => factsAsked(when)),
          ended.form,
        )
      : [];
    const taken = match ? match.next : node.otherwise;
    const leadsTo = assumed.has(id) ? (assumed.get(id) ?? null) : taken;
    return [{ node: id, title: node.title, leadsTo, dependsOn }];
  });
}

const missing = (names: readonly string[], form: Facts): readonly Unknown[] =>
  [...new Set(names)].filter((name) => !Object.hasOwn(form, name)).map((name) => ({ kind: 'fact', name }));

/** What is open when the forecast begins, then every node that is stepped into. */
export function stepsOf(played: Played, context: CaseContext): readonly ForecastStep[] {
  const { before, opened, ended, trail } = played;
  const branches = branchesOf(context.flow);
  const openBefore = (before ? openRounds(before) : []).map(({ id }) => id);
  const closed = (before?.rounds ?? []).map(({ id }) => id).filter((id) => !openBefore.includes(id));
  const rounds = ended.rounds.filter(({ id }) => !closed.includes(id));
  const waiting = rounds.filter(({ id }) => openBefore.includes(id));
  const ids = [...waiting.map(({ node }) => node), ...trail];
  return ids.flatMap((id): readonly ForecastStep[] => {
    const node = nodeOf(context.flow, id);
    if (node.kind === 'condition' || node.kind === 'parallel' || node.kind === 'join') return [];
    const round = rounds.findLast((one) => one.node === id) ?? null;
    const isOpen = opened.rounds.some((one) => one.id === round?.id && one.status === 'open');
    const common = {
      ...{ node: id, title: node.title, kind: node.kind, branches: branches.get(id) ?? [] },
      standing: isOpen ? ('open' as const) : ('ahead' as const),
    };
    if (round === null) return [{ ...common, ...copied(node, id, { state: ended, context }) }];
    const dependsOn = isOpen ? [] : unknownsOf(node, id, { state: ended, context });
    const dates = datesOf(round);
    // Whom the empty policy would call is no forecast where the signers are yet to be named.
    const isNamed = dependsOn.every(({ kind }) => kind === 'verdict');
    return [{ ...common, ...dates, dependsOn, signers: isNamed ? signersOf(round, opened) : [] }];
  });
}

interface Ground {
  readonly state: CaseState;
  readonly context: CaseContext;
}

/** A copy, or a policy check that passes: nobody is waited for. */
function copied(
  node: FlowNode,
  id: NodeId,
  ground: Ground,
): Pick<ForecastStep, 'signers' | 'opensOn' | 'dueOn' | 'announced' | 'dependsOn'> {
  const { state, context } = ground;
  const readers =
    node.kind !== 'carbonCopy'
      ? []
      : resolveSigners(
          { assignment: node.to, mode: { kind: 'all' }, self: 'allow', money: false },
          { ...context, nodeId: id, initiator: state.initiator, form: state.form, choices: state.choices },
        );
  return {
    signers: readers.map((one) => ({ ...one, taskId: '', standing: 'ahead' })),
    opensOn: null,
    dueOn: null,
    announced: true,
    dependsOn: unknownsOf(node, id, ground),
  };
}

function signersOf({ seats }: Round, opened: CaseState): readonly ForecastSigner[] {
  return seats
    .filter(({ standing }) => standing === 'sits')
    .map(({ id, holder, principal, reason, answer }) => {
      const hasSpoken = (seatOf(opened, id)?.seat.answer ?? null) !== null;
      const standing = answer?.linkedTo ? 'linked' : hasSpoken ? 'spoken' : 'ahead';
      return { taskId: id, userId: holder, principal, reason, standing };
    });
}

function datesOf(round: Round): Pick<ForecastStep, 'opensOn' | 'dueOn' | 'announced'> {
  const dues = round.seats.flatMap(({ due }) => (due ? [due] : []));
  const opens = dues.map(({ openedOn }) => openedOn).toSorted();
  const ends = dues.map(({ dueOn }) => dueOn).toSorted();
  const dueOn: LocalDate | null = round.fallsOn ?? ends.at(-1) ?? null;
  return { opensOn: opens[0] ?? null, dueOn, announced: dues.every(({ announced }) => announced) };
}

function unknownsOf(node: FlowNode, id: NodeId, ground: Ground): readonly Unknown[] {
  switch (node.kind) {
    case 'approve':
      return asked(node.assignment, id, ground.state);
    case 'carbonCopy':
      return asked(node.to, id, ground.state);
    case 'policyCheck': {
      const { checkpoint } = node;
      return Object.hasOwn(ground.context.verdicts, checkpoint)
        ? []
        : [{ kind: 'verdict', name: checkpoint }];
    }
    case 'condition':
    case 'parallel':
    case 'join':
    case 'timer':
      return [];
  }
}

/** What an assignment has to be told before it can name anybody. */
function asked(
  assignment: Assignment,
  id: NodeId,
  { form, choices }: Pick<CaseState, 'form' | 'choices'>,
): readonly Unknown[] {
  switch (assignment.by) {
    case 'initiatorChoice':
    case 'previousSignerChoice':
      return Object.hasOwn(choices, id) ? [] : [{ kind: 'choice', name: id }];
    case 'formField':
      return missing([assignment.field], form);
    case 'expression': {
      const reach = assignment.cases.findIndex(({ when }) => wouldHold(when, form) === true);
      const tried = reach === -1 ? assignment.cases : assignment.cases.slice(0, reach + 1);
      const open = missing(
        tried.filter(({ when }) => wouldHold(when, form) === null).flatMap(({ when }) => factsAsked(when)),
        form,
      );
      if (open.length > 0) return open;
      const then = reach === -1 ? assignment.otherwise : assignment.cases[reach]?.then;
      return then ? asked(then, id, { form, choices }) : [];
    }
    case 'role':
    case 'post':
    case 'departmentLeader':
    case 'leaderChain':
    case 'people':
    case 'group':
      return [];
  }
}
