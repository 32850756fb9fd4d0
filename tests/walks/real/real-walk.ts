import type { CaseStatus } from '../../../domain/approval/case.ts';
import { hasEnded } from '../../../domain/approval/case-requests.ts';
import { invariant } from '../../../domain/kernel/invariant.ts';
import type { Step } from '../engine.ts';
import { randomWorld } from '../random-world.ts';
import { type Accepted, Tale } from '../reference-model.ts';
import { endingStep, randomStep } from '../steps.ts';
import { tell, tellStep } from '../tell.ts';
import { LONGEST_END, picture, pictureOf, restingFault } from '../walk.ts';
import { dice, type Sketch, type World } from '../world.ts';
import { worldOf } from '../world-of.ts';
import type { Hazards } from './hazards.ts';
import { type Answer, RealCase, type Rung, type Standing } from './real-case.ts';
import type { RealGround } from './run.ts';
import { Town } from './town.ts';

/** What happens at one step of a real walk: the time runs to the next clock, or one or two people act, perhaps asking again. */
export type Move =
  | { readonly kind: 'ring' }
  | { readonly kind: 'act'; readonly steps: readonly Step[]; readonly again: boolean };

/** Where the real workflow and the reference model part. */
export interface RealDivergence {
  readonly seed: number;
  readonly sketch: Sketch;
  readonly moves: readonly Move[];
  readonly problem: string;
}

const tellMove = (move: Move): string =>
  move.kind === 'ring'
    ? '(the time runs to the next clock)'
    : `${move.steps.map(tellStep).join('  |  ')}${move.again ? '  (again)' : ''}`;

export const tellReal = (found: RealDivergence): string => tell(found, found.moves.map(tellMove));

export interface RealFigures {
  readonly moves: number;
  readonly verbs: readonly string[];
  readonly rung: number;
  readonly races: number;
  readonly status: string;
}

interface Script {
  readonly seed: number;
  readonly name: string;
  /** Given, these are played and the walk is brought to its end; otherwise seed and dice choose. */
  readonly told: { readonly sketch: Sketch; readonly moves: readonly Move[] } | null;
}

/** One walk against the real workflow, compared with the reference model after every move. */
export async function realWalk(
  ground: RealGround,
  hazards: Hazards,
  script: Script,
): Promise<RealFigures | RealDivergence> {
  const roll = dice(script.seed);
  const world = script.told ? worldOf(script.told.sketch) : realWorld(randomWorld(roll));
  const walk = new RealWalk(ground, hazards, { ...script, world });
  const length = script.told?.moves.length ?? 5 + roll(14);
  try {
    await walk.begin();
    for (let at = 0; !walk.isOver; at += 1) {
      if (at > length + LONGEST_END) throw new Error('the walk does not end');
      const told = script.told?.moves[at];
      await walk.move(told ?? (at < length ? randomMove(roll, walk) : endingMove(walk)));
    }
    await walk.finish();
    return walk.figures();
  } catch (error) {
    const said = error instanceof Error ? `${error.message}\n${causesOf(error)}` : String(error);
    const problem = [said.trimEnd(), ...(await walk.lately())].join('\n');
    return { seed: script.seed, sketch: world, moves: walk.moves, problem };
  }
}

const causesOf = (error: Error): string =>
  error.cause instanceof Error ? `  because ${error.cause.message}\n${causesOf(error.cause)}` : '';

/** Nobody stands in for themselves: the table of absences refuses that. Urging has no time to wait for. Nothing is extended. */
function realWorld(world: World): World {
  const sketch = { ...world, quick: false, standIns: world.standIns.filter(({ of, to }) => of !== to) };
  return worldOf(sketch);
}

function randomMove(roll: (sides: number) => number, { standing }: RealWalk): Move {
  const first = randomStep(roll, standing.state);
  const rival = roll(6) === 0 ? randomStep(roll, standing.state) : null;
  const again = roll(8) === 0;
  if (first === null || first.verb === 'timeOut') return { kind: 'ring' };
  const steps = rival === null || rival.verb === 'timeOut' ? [first] : [first, rival];
  return { kind: 'act', steps, again };
}

function endingMove({ standing }: RealWalk): Move {
  const step = endingStep(standing.state);
  invariant(step, 'A walk that is not over goes on');
  return step.verb === 'timeOut' ? { kind: 'ring' } : { kind: 'act', steps: [step], again: false };
}

interface Act {
  readonly step: Step;
  readonly answer: Answer;
}

class RealWalk {
  readonly moves: Move[] = [];
  readonly #town: Town;
  readonly #case: RealCase;
  readonly #hazards: Hazards;
  readonly #world: World;
  readonly #accepted: Accepted[] = [];
  #tale: Tale;
  #step = 0;
  #standing: Standing | null = null;
  #rung = 0;
  #races = 0;

  constructor(ground: RealGround, hazards: Hazards, { world, name }: Script & { readonly world: World }) {
    this.#world = world;
    this.#hazards = hazards;
    this.#town = new Town(ground.stack.db, world, name);
    this.#case = new RealCase(ground.stack, this.#town, ground.calendar);
    this.#tale = new Tale(world, []);
  }

  get standing(): Standing {
    invariant(this.#standing, 'The walk has begun');
    return this.#standing;
  }

  get isOver(): boolean {
    return hasEnded(this.standing.state.status);
  }

  figures(): RealFigures {
    const verbs = this.#accepted.map(({ command }) => command.verb);
    const { status } = this.standing;
    return { moves: this.moves.length, verbs, rung: this.#rung, races: this.#races, status };
  }

  lately(): Promise<readonly string[]> {
    return this.#case.lately();
  }

  async begin(): Promise<void> {
    await this.#town.found();
    await this.#town.absences(0);
    const answer = await this.#case.start();
    if (answer.kind !== 'accepted') throw new Error(`start: ${JSON.stringify(answer)}`);
    await this.#town.publishNext();
    await this.#compare(1);
  }

  async move(move: Move): Promise<void> {
    this.moves.push(move);
    this.#step += 1;
    await this.#town.absences(this.#step);
    if (move.kind === 'ring') await this.#ring();
    else await this.#act(move);
    await this.#hazards.pulse();
  }

  /** The workflow ends as the case does. */
  async finish(): Promise<void> {
    const result = await this.#case.result();
    if (result !== this.standing.status) throw new Error(`the workflow ends as ${String(result)}`);
  }

  async #ring(): Promise<void> {
    const { seq } = this.standing;
    await this.#case.pass();
    await this.#told([], [], await this.#case.rung(seq));
  }

  async #act({ steps, again }: Extract<Move, { kind: 'act' }>): Promise<void> {
    const { seq } = this.standing;
    const keyOf = (index: number) => `${this.#step}.${index}`;
    const answers = await Promise.all(steps.map((step, index) => this.#case.give(step, keyOf(index))));
    this.#races += steps.length - 1;
    await this.#told(steps, answers, await this.#case.rung(seq));
    const [first] = steps;
    if (!again || !first || this.isOver || answers[0]?.kind !== 'accepted') return;
    const repeated = await this.#case.give(first, keyOf(0));
    if (JSON.stringify(repeated) !== JSON.stringify(answers[0])) {
      throw new Error(`${first.verb} asked again: ${JSON.stringify(repeated)}`);
    }
    await this.#compare(this.standing.seq);
  }

  /** Tells the tale what has been recorded, in an order that the numbers allow, and compares what stands then. */
  async #told(steps: readonly Step[], answers: readonly Answer[], rung: readonly Rung[]): Promise<void> {
    const acts = steps.map((step, at): Act => {
      const answer = answers[at];
      invariant(answer, 'An answer for each step');
      return { step, answer };
    });
    const orders = acts.length > 1 ? [acts, acts.toReversed()] : [acts];
    const fits = orders.some((order) => this.#tell(order, rung));
    if (!fits) {
      const alone = (step: Step) => new Tale(this.#world, this.#accepted).tell(commandOf(step), this.#step);
      const told = steps.map(
        (step, at) => `${step.verb}: ${JSON.stringify(answers[at])}, alone in the tale ${alone(step)}`,
      );
      throw new Error([...told, ...rung.map(({ target }) => `the clock of ${target} rang`)].join('\n'));
    }
    this.#rung += rung.length;
    const seqs = answers.flatMap((one) => (one.kind === 'accepted' ? [one.seq] : []));
    await this.#compare(Math.max(this.standing.seq, ...seqs, ...rung.map(({ seq }) => seq)));
  }

  /** Two commands at once come in one order or the other, and the clock may speak in between: the numbers tell. */
  #tell(acts: readonly Act[], rung: readonly Rung[]): boolean {
    const tale = new Tale(this.#world, this.#accepted);
    const accepted: Accepted[] = [];
    const clocks = [...rung];
    const tell = (command: Accepted['command']): boolean => {
      const yes = tale.tell(command, this.#step);
      if (yes) accepted.push({ command, step: this.#step });
      return yes;
    };
    const ringUpTo = (seq: number): boolean => {
      for (const next of clocks.filter((one) => one.seq < seq)) {
        clocks.shift();
        const data = { target: next.target };
        if (!tell({ verb: 'timeOut', by: 'system', occurredAt: null, data })) return false;
      }
      return true;
    };
    let last = 0;
    for (const { step, answer } of acts) {
      if (answer.kind === 'over') {
        // The workflow had ended: nobody asked the case.
        if (!hasEnded(tale.status as CaseStatus)) return false;
      } else if (answer.kind === 'refused') {
        if (tell(commandOf(step))) return false;
      } else {
        if (answer.seq < last || !ringUpTo(answer.seq) || !tell(commandOf(step))) return false;
        last = answer.seq;
      }
    }
    if (!ringUpTo(Infinity)) return false;
    this.#accepted.push(...accepted);
    this.#tale = tale;
    return true;
  }

  async #compare(seq: number): Promise<void> {
    const standing = await this.#case.look();
    this.#standing = standing;
    const tale = this.#tale;
    const sides: readonly (readonly [string, unknown, unknown])[] = [
      ['state', pictureOf(standing.state), picture(tale.status, tale.tasks(), tale.tallies())],
      ['status of the row', standing.status, tale.status],
      ['rows of tasks', standing.tasks.toSorted().join(' '), tale.tasks().toSorted().join(' ')],
      ['clocks', standing.clocks.toSorted().join(' '), tale.clocks().toSorted().join(' ')],
      ['number', standing.seq, seq],
      ['doctor', standing.disagreements.join('; '), ''],
      ['rest', restingFault(standing.state), null],
    ];
    const wrong = sides.find(([, here, there]) => here !== there);
    if (wrong) throw new Error(`${wrong[0]}\n  workflow ${String(wrong[1])}\n  tale     ${String(wrong[2])}`);
  }
}

/** A step is a command without its time. */
const commandOf = (step: Step) => ({ ...step, occurredAt: null }) as Accepted['command'];
