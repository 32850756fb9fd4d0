import { type CaseState, openRounds, seatOf } from '../../domain/approval/case.ts';
import type { CaseCommand, Verb } from '../../domain/approval/case-commands.ts';
import { openTasks, tally } from '../../domain/approval/tally.ts';
import { Engine, type Step } from './engine.ts';
import { randomWorld } from './random-world.ts';
import { type Accepted, Tale } from './reference-model.ts';
import { endingStep, randomStep } from './steps.ts';
import { dice, type Sketch, type World } from './world.ts';

/** Where engine and reference model part, and the steps that lead there. */
export interface Divergence {
  readonly seed: number;
  readonly sketch: Sketch;
  readonly steps: readonly Step[];
  readonly problem: string;
}

export interface WalkFigures {
  readonly steps: number;
  readonly accepted: number;
  readonly verbs: ReadonlyMap<Verb, number>;
  readonly status: string;
}

/** Makes the engine of a walk; a test may put one with a fault in its place. */
export type Maker = (world: World) => Engine;
const ordinary: Maker = (world) => new Engine(world);

/** Steps that an ordinary end takes at most. */
export const LONGEST_END = 300;

/** What has to be the same in engine and tale: status, open tasks with holders, tallies. */
export function pictureOf(state: CaseState): string {
  const tasks = openTasks(state).map(
    ({ taskId, userId, helping }) => `${taskId}:${userId}${helping ? '+' : ''}${extended(state, taskId)}`,
  );
  const tallies = openRounds(state).flatMap((round) => {
    const { total, yes, no } = tally(round);
    return round.rules ? [`${round.id} ${yes}/${no}/${total}`] : [];
  });
  return picture(state.status, tasks, tallies);
}

const extended = (state: CaseState, taskId: string): string => {
  const extensions = seatOf(state, taskId)?.seat.extensions ?? [];
  const granted = extensions.filter(({ outcome }) => outcome?.granted).length;
  return `${'^'.repeat(granted)}${extensions.some(({ outcome }) => outcome === null) ? '?' : ''}`;
};

export const picture = (status: string, tasks: readonly string[], tallies: readonly string[]): string =>
  `${status} | ${tasks.toSorted().join(' ')} | ${status === 'running' ? tallies.toSorted().join(' ') : ''}`;

interface Play {
  readonly engine: Engine;
  readonly tale: Tale;
  readonly accepted: Accepted[];
}

/** Both sides before the first step, and what differs already. */
function begin(world: World, make: Maker): Play & { readonly problem: string | null } {
  const [engine, tale] = [make(world), new Tale(world, [])];
  return { engine, tale, accepted: [], problem: differs(engine, tale) };
}

function differs({ state }: Engine, tale: Tale): string | null {
  if (state === null) return 'the case did not start';
  const [here, there] = [pictureOf(state), picture(tale.status, tale.tasks(), tale.tallies())];
  return here === there ? restingFault(state) : `engine ${here}\n  tale   ${there}`;
}

function compareStep({ engine, tale, accepted }: Play, step: Step): string | null {
  try {
    const command = { ...step, occurredAt: null } as CaseCommand; // A step is a command without its time.
    const told = tale.tell(command, engine.steps + 1);
    const given = engine.give(step);
    if (told !== given) return `${step.verb}: engine ${given ? 'accepts' : 'refuses'}, the tale does not`;
    if (given) accepted.push({ command, step: engine.steps });
    return differs(engine, tale);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** A case that runs waits for somebody or for a timer; no task stands twice. */
export function restingFault(state: CaseState): string | null {
  const tasks = openTasks(state).map(({ taskId }) => taskId);
  const waits = tasks.length > 0 || openRounds(state).some(({ rules }) => rules === null);
  if (state.status === 'running' && !waits) return 'the case runs and waits for nobody';
  const seats = openRounds(state).flatMap((round) => round.seats);
  const kept = seats.find(({ due, extensions }) =>
    extensions.some(({ outcome, to }) => outcome?.granted && due !== null && due.dueOn < to),
  );
  if (kept) return `${kept.id} is due before the date that was granted`;
  const idle = openRounds(state).find(
    ({ rules, id }) => rules !== null && !tasks.some((task) => task.startsWith(id)),
  );
  if (state.status === 'running' && idle) return `nobody holds a task of ${idle.id}`;
  return new Set(tasks).size === tasks.length ? null : 'a task stands twice';
}

/** Plays steps on both sides, then on to the end; tells how many steps it took to the first difference, null if there is none. */
export function compare(
  world: World,
  steps: readonly Step[],
  make: Maker = ordinary,
): { readonly after: readonly Step[]; readonly problem: string } | null {
  const play = begin(world, make);
  if (play.problem !== null) return { after: [], problem: play.problem };
  for (let at = 0; at < steps.length + LONGEST_END; at += 1) {
    const step = steps[at] ?? endingStep(play.engine.state);
    if (step === null) return null;
    const problem = compareStep(play, step);
    if (problem !== null) return { after: at < steps.length ? steps.slice(0, at + 1) : steps, problem };
  }
  return { after: steps, problem: 'the walk does not end' };
}

/** One random walk of a seed; it ends by approving whatever is open. */
export function walk(seed: number, make: Maker = ordinary): WalkFigures | Divergence {
  const roll = dice(seed);
  const world = randomWorld(roll);
  const play = begin(world, make);
  const { engine, accepted } = play;
  const steps: Step[] = [];
  const verbs = new Map<Verb, number>();
  const length = 6 + roll(24);
  const found = (problem: string): Divergence => ({ seed, sketch: world, steps, problem });
  if (play.problem !== null) return found(play.problem);
  for (let at = 0; ; at += 1) {
    const step = at < length ? randomStep(roll, engine.state) : endingStep(engine.state);
    if (step === null) break;
    steps.push(step);
    const before = accepted.length;
    const problem = at > length + LONGEST_END ? 'the walk does not end' : compareStep(play, step);
    if (problem !== null) return found(problem);
    if (accepted.length > before) verbs.set(step.verb, (verbs.get(step.verb) ?? 0) + 1);
  }
  const retold = new Tale(world, accepted);
  if (retold.status !== engine.state?.status) return found('told again, it ends otherwise');
  return { steps: steps.length, accepted: accepted.length, verbs, status: engine.state?.status ?? '' };
}
