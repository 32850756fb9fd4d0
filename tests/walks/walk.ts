import { type CaseState, openRounds } from '../../domain/approval/case.ts';
import type { CaseCommand, CaseContext, Verb } from '../../domain/approval/case-commands.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import { openTasks, tally } from '../../domain/approval/tally.ts';
import type { Result } from '../../domain/kernel/refusal.ts';
import { Tale } from './reference-model.ts';
import { endingStep, randomStep, type Step } from './steps.ts';
import { dice, INITIATOR, ORGANISATION, randomWorld, type World } from './world.ts';

/** Where engine and reference model part, and the steps that lead there. */
export interface Divergence {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly problem: string;
}

export interface WalkFigures {
  readonly steps: number;
  readonly accepted: number;
  readonly verbs: ReadonlyMap<Verb, number>;
  readonly status: string;
}

const BEGINS_MS = Date.parse('2026-03-02T01:00:00.000Z');
const MONTH_MS = 30 * 86_400_000;

/** The engine as a walk uses it: each step a month after the one before, so that every clock has run out. */
export class Engine {
  state: CaseState | null = null;
  readonly #world: World;
  #steps = 0;

  constructor(world: World) {
    this.#world = world;
    const given = { caseId: 'walk', initiator: INITIATOR, form: {}, choices: {} };
    this.#fold(startCase(given, this.#context()));
  }

  /** Gives one command; answers whether it was accepted. */
  give(step: Step): boolean {
    this.#steps += 1;
    if (this.state === null) return false;
    // A step is a command without its time.
    const command = { ...step, occurredAt: null } as CaseCommand;
    return this.#fold(decideCase(this.state, command, this.#context()));
  }

  #context(): CaseContext {
    return {
      flow: this.#world.flow,
      organisation: ORGANISATION,
      calendar: { version: 'walk', years: {} },
      verdicts: {},
      now: new Date(BEGINS_MS + this.#steps * MONTH_MS).toISOString(),
      upgradeTo: null,
    };
  }

  #fold(result: Result<readonly CaseEvent[]>): boolean {
    if (result.ok) this.state = result.value.reduce<CaseState | null>(evolveCase, this.state);
    return result.ok;
  }
}

/** What has to be the same in engine and tale: status, open tasks with holders, tallies. */
function pictureOf(state: CaseState): string {
  const tasks = openTasks(state).map(
    ({ taskId, userId, helping }) => `${taskId}:${userId}${helping ? '+' : ''}`,
  );
  const tallies = openRounds(state).flatMap((round) => {
    const { total, yes, no } = tally(round);
    return round.rules ? [`${round.id} ${yes}/${no}/${total}`] : [];
  });
  return picture(state.status, tasks, tallies);
}

const picture = (status: string, tasks: readonly string[], tallies: readonly string[]): string =>
  `${status} | ${tasks.toSorted().join(' ')} | ${status === 'running' ? tallies.toSorted().join(' ') : ''}`;

/** Plays steps on both sides and tells the first thing on which they differ; null when there is none. */
function compare(world: World, steps: readonly Step[]): string | null {
  const play = begin(world);
  for (const step of steps) {
    const problem = compareStep(play, step);
    if (problem !== null) return problem;
  }
  return null;
}

interface Play {
  readonly engine: Engine;
  readonly tale: Tale;
  readonly accepted: CaseCommand[];
}

const begin = (world: World): Play => ({
  engine: new Engine(world),
  tale: new Tale(world.plan, []),
  accepted: [],
});

function compareStep({ engine, tale, accepted }: Play, step: Step): string | null {
  try {
    const command = { ...step, occurredAt: null } as CaseCommand; // A step is a command without its time.
    const told = tale.tell(command);
    const given = engine.give(step);
    if (told !== given) return `${step.verb}: engine ${given ? 'accepts' : 'refuses'}, the tale does not`;
    if (given) accepted.push(command);
    if (engine.state === null) return 'the case did not start';
    const [here, there] = [pictureOf(engine.state), picture(tale.status, tale.tasks(), tale.tallies())];
    return here === there ? restingFault(engine.state) : `engine ${here}\n  tale   ${there}`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** A case that runs waits for somebody or for a timer; no task stands twice. */
function restingFault(state: CaseState): string | null {
  const tasks = openTasks(state).map(({ taskId }) => taskId);
  const waits = tasks.length > 0 || openRounds(state).some(({ rules }) => rules === null);
  if (state.status === 'running' && !waits) return 'the case runs and waits for nobody';
  const idle = openRounds(state).find(
    ({ rules, id }) => rules !== null && !tasks.some((task) => task.startsWith(id)),
  );
  if (state.status === 'running' && idle) return `nobody holds a task of ${idle.id}`;
  return new Set(tasks).size === tasks.length ? null : 'a task stands twice';
}

/** One random walk of a seed; it ends by approving whatever is open. */
export function walk(seed: number): WalkFigures | Divergence {
  const roll = dice(seed);
  const world = randomWorld(roll);
  const play = begin(world);
  const { engine, accepted } = play;
  const steps: Step[] = [];
  const verbs = new Map<Verb, number>();
  const length = 6 + roll(24);
  for (let at = 0; ; at += 1) {
    const step = at < length ? randomStep(roll, engine.state) : endingStep(engine.state);
    if (step === null) break;
    steps.push(step);
    const before = accepted.length;
    const problem = at > length + 300 ? 'the walk does not end' : compareStep(play, step);
    if (problem !== null) return { seed, steps, problem };
    if (accepted.length > before) verbs.set(step.verb, (verbs.get(step.verb) ?? 0) + 1);
  }
  const retold = new Tale(world.plan, accepted);
  if (retold.status !== engine.state?.status)
    return { seed, steps, problem: 'told again, it ends otherwise' };
  return { steps: steps.length, accepted: accepted.length, verbs, status: engine.state?.status ?? '' };
}

/** Drops steps one by one while the two still differ: the shortest walk that fails. */
export function shortest({ seed, steps, problem }: Divergence): Divergence {
  const { plan, flow } = randomWorld(dice(seed));
  let best: Divergence = { seed, steps, problem };
  for (let at = best.steps.length - 1; at >= 0; at -= 1) {
    const fewer = best.steps.filter((_, index) => index !== at);
    const still = compare({ plan, flow }, fewer);
    if (still !== null) best = { seed, steps: fewer, problem: still };
    at = Math.min(at, best.steps.length);
  }
  return best;
}
