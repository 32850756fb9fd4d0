import { invariant } from '../kernel/invariant.ts';
import { dateAt, type Instant, instantOn, type LocalDate } from '../kernel/local-date.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { type CaseState, type Opinion, openRounds } from './case.ts';
import type { CaseContext } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { wouldHold } from './condition.ts';
import { begin, type NewCase } from './decide-case.ts';
import { resumeCase } from './decide-clock.ts';
import { formRefusal, routingDeciders } from './decide-routing.ts';
import type { NodeId } from './flow.ts';
import { nodeOf } from './flow-paths.ts';
import { stepsOf, turnsOf } from './forecast-steps.ts';
import type { Forecast, ForecastWay, Played } from './forecast-types.ts';
import { isActive } from './organisation.ts';
import { Run } from './run.ts';
import { pass, settle } from './settle.ts';
import { openTasks } from './tally.ts';

/** Ways told of one forecast; a flow with more unknown turns is cut there. */
const MOST_WAYS = 16;
/** More steps than any proven flow can take. */
const MOST_STEPS = 2_000;
/** The hour at which a forecast lets tasks be decided on their due date. */
const OFFICE_HOUR = 9;
const NO_OPINION: Opinion = { text: '', attachments: [], signature: null, seal: null };

type Assumed = ReadonlyMap<NodeId, NodeId | null>;

/** Who will see a running case next, and who after: the engine itself, played on with every task approved on its due date. */
export function forecast(state: CaseState, context: CaseContext): Forecast {
  const open: Opening['open'] = (given, assumed) => {
    const run = new Run(state, given, { by: 'system', occurredAt: null, assumed });
    if (state.status === 'paused') resumeCase(run, '');
    if (state.status === 'returned') routingDeciders.resubmit(run, { form: state.form, choices: {} });
    settle(run);
    return run;
  };
  return tell(context, { before: state, open });
}

/** 试运行 a flow with a form that need not be complete: what would follow from starting it now, or why it cannot be started. */
export function dryRun(given: NewCase, context: CaseContext): Result<Forecast> {
  const { flow, organisation } = context;
  if (!isActive(organisation, given.initiator)) return refuse(caseRefusal('NotActive'));
  const fields = Object.entries(flow.fields).filter(([name]) => Object.hasOwn(given.form, name));
  const refusal = formRefusal({ ...flow, fields: Object.fromEntries(fields) }, given.form);
  if (refusal) return refuse(refusal);
  const open: Opening['open'] = (now, assumed) => {
    const run = new Run(null, now, { by: given.initiator, occurredAt: null, assumed });
    begin(run, given);
    return run;
  };
  return accept(tell(context, { before: null, open }));
}

/** How the play begins, and the case that was there before it. */
interface Opening {
  readonly before: CaseState | null;
  readonly open: (context: CaseContext, assumed: Assumed) => Run;
}

/** One way for each outcome of the conditions that nobody can answer yet. */
function tell(context: CaseContext, opening: Opening): Forecast {
  const ways: ForecastWay[] = [];
  const open: Assumed[] = [new Map()];
  let isCut = false;
  for (let assumed = open.shift(); assumed; assumed = open.shift()) {
    const played = play(context, opening, assumed);
    const fork = openTurn(played, assumed, context);
    if (fork === null) ways.push(wayOf(played, context, assumed));
    else for (const next of fork.ways) open.push(new Map([...assumed, [fork.node, next]]));
    if (ways.length + open.length > MOST_WAYS) {
      isCut = true;
      open.length = Math.max(0, MOST_WAYS - ways.length);
    }
  }
  return { ways, isCut };
}

function play(context: CaseContext, opening: Opening, assumed: Assumed): Played {
  const hopeful = { ...context, verdicts: allVerdicts(context) };
  let run = opening.open(hopeful, assumed);
  const opened = run.state;
  const trail = [...run.trail];
  let { now } = context;
  for (let step = 0; run.state.status === 'running'; step += 1) {
    invariant(step < MOST_STEPS, 'A forecast comes to an end');
    const next = nextMove(run.state);
    if (next === null) break;
    now = later(now, instantOn(next.on, OFFICE_HOUR));
    run = new Run(run.state, { ...hopeful, now }, { by: 'system', occurredAt: null, assumed });
    if (next.kind === 'timer') pass(run, next.id);
    else {
      const word = { decision: 'approve', opinion: NO_OPINION, linkedTo: null, citation: null } as const;
      run.emit('Answered', { taskId: next.id, by: next.by, ...word }, next.by);
    }
    settle(run);
    trail.push(...run.trail);
  }
  return { before: opening.before, opened, ended: run.state, trail, endedOn: dateAt(Date.parse(now)) };
}

const later = (one: Instant, other: Instant): Instant => (one < other ? other : one);

interface NextMove {
  readonly kind: 'task' | 'timer';
  readonly id: string;
  readonly by: string;
  readonly on: LocalDate;
}

/** The task or timer that is due first. */
function nextMove(state: CaseState): NextMove | null {
  const rounds = openRounds(state);
  const timers = rounds.flatMap(({ id, fallsOn }): NextMove[] =>
    fallsOn === null ? [] : [{ kind: 'timer', id, by: '', on: fallsOn }],
  );
  const seats = new Map(rounds.flatMap((round) => round.seats.map((seat) => [seat.id, seat])));
  const tasks = openTasks(state).flatMap(({ taskId }): NextMove[] => {
    const seat = seats.get(taskId);
    return seat?.due ? [{ kind: 'task', id: taskId, by: seat.holder, on: seat.due.dueOn }] : [];
  });
  return [...tasks, ...timers].toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))[0] ?? null;
}

/** A checkpoint without verdict lets a forecast pass; the step says that it depends on it. */
function allVerdicts({ flow, verdicts }: CaseContext): CaseContext['verdicts'] {
  const asked = Object.values(flow.nodes).flatMap((node) =>
    node.kind === 'policyCheck' ? [node.checkpoint] : [],
  );
  return {
    ...Object.fromEntries(asked.map((name) => [name, { outcome: 'pass', adds: null } as const])),
    ...verdicts,
  };
}

interface Fork {
  readonly node: NodeId;
  readonly ways: readonly (NodeId | null)[];
}

/** The first condition on the way whose answer depends on unknown facts, and where it may lead. */
function openTurn({ trail, ended }: Played, assumed: Assumed, { flow }: CaseContext): Fork | null {
  for (const id of trail) {
    const node = nodeOf(flow, id);
    if (node.kind !== 'condition' || assumed.has(id)) continue;
    const answers = node.cases.map(({ when, next }) => ({ next, holds: wouldHold(when, ended.form) }));
    const certain = answers.findIndex(({ holds }) => holds === true);
    const reach = certain === -1 ? answers : answers.slice(0, certain + 1);
    const ways = reach.filter(({ holds }) => holds !== false).map(({ next }) => next);
    if (certain === -1) ways.push(node.otherwise);
    if (reach.some(({ holds }) => holds === null)) return { node: id, ways: [...new Set(ways)] };
  }
  return null;
}

function wayOf(played: Played, context: CaseContext, assumed: Assumed): ForecastWay {
  const { status } = played.ended;
  const endsAs = status === 'approved' || status === 'returned' ? status : 'stopped';
  return {
    turns: turnsOf(played, context, assumed),
    steps: stepsOf(played, context),
    endsAs,
    endsOn: status === 'approved' ? played.endedOn : null,
  };
}
