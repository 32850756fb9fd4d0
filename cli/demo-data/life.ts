import type { Application, LateEntry } from '../../domain/catalog/types.ts';
import {
  addDays,
  dayNumber,
  fromDayNumber,
  type LocalDate,
  localDate,
  yearOf,
} from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import { budgetStage, catalogStage } from './life/catalog-and-budget.ts';
import { type Hold, storyClock, workingDayAgo } from './life/clock.ts';
import { contractStage } from './life/contract.ts';
import { contractingStage } from './life/contracting.ts';
import { deliveryStage } from './life/delivery.ts';
import { endingOf } from './life/ending.ts';
import { evaluationStage } from './life/evaluation.ts';
import type { ProjectRecipe } from './life/recipe.ts';
import { type Act, type Opening, openScene, type Scene } from './life/scene.ts';
import type { DemoWorld } from './world.ts';

/** 项目经历 the whole story of one project: what each person does, in order. The first act creates it. */
export interface Life {
  readonly key: string;
  readonly application: Application;
  readonly lateEntry: LateEntry | null;
  readonly acts: readonly Act[];
}

/**
 * Writes the life of a project from its recipe. Pure and deterministic: the same recipe, day and calendar give the
 * same acts. The law's periods are kept, so that every act passes the policy check on its day. Throws when the recipe
 * contradicts itself (a place that its road does not reach, a live project that would have to wait for a date).
 */
export function writeLife(recipe: ProjectRecipe, world: DemoWorld): Life {
  const { acts } = tellInTime(recipe, world);
  const command: Command | undefined = acts[0]?.command;
  if (command?.type !== 'CreateProject')
    throw new Error(`${recipe.key}: the story does not begin with its creation`);
  const last = acts.at(-1)?.occurredOn;
  if (last && last > world.today) throw new Error(`${recipe.key}: the story runs into the future (${last})`);
  return { key: recipe.key, ...command.data, acts };
}

/** The straight road of a project from draft to archive, with the detours of its recipe. */
function* wholeLife(scene: Scene): Generator<Act> {
  yield* catalogStage(scene);
  yield* budgetStage(scene);
  yield* contractingStage(scene);
  const contract = yield* contractStage(scene);
  yield* deliveryStage(scene, contract);
  yield* evaluationStage(scene);
}

interface Story {
  readonly acts: readonly Act[];
  /** Place of the act with which the recipe's goal was reached. */
  readonly arrival: number;
}

interface Telling {
  readonly start: LocalDate;
  readonly hold: Hold | null;
}

function tell(recipe: ProjectRecipe, world: DemoWorld, { start, hold }: Telling): Story {
  const live = recipe.timing.kind === 'live';
  const clock = storyClock(world.calendar, { on: start, live, hold });
  const scene = openScene(recipe, world, clock);
  const acts: Act[] = [];
  let arrival = -1;
  let visits = 0;
  for (const act of wholeLife(scene)) {
    if (arrival >= 0 && !goesOn(recipe, act, { before: acts.at(-1), today: world.today })) break;
    if (arrival < 0 && arrives(recipe, act.opens, acts.at(-1)?.opens)) visits += 1;
    acts.push(act);
    if (arrival < 0 && visits === (recipe.visit ?? 1)) arrival = acts.length - 1;
    if (arrival >= 0 && !recipe.busy) break;
  }
  if (arrival < 0) throw new Error(`${recipe.key}: the story never gets to ${recipe.until}`);
  const last = acts.at(-1);
  if (recipe.end && last)
    acts.push(...endingOf({ ...scene, opening: last.opens }, last.occurredOn ?? world.today));
  return { acts, arrival };
}

function arrives(recipe: ProjectRecipe, now: Opening, before: Opening | undefined): boolean {
  if (before && sameOpening(now, before)) return false;
  return (
    now.state === recipe.until &&
    (recipe.step === undefined || now.step === recipe.step) &&
    (recipe.milestone === undefined || now.milestone === recipe.milestone)
  );
}

const sameOpening = (one: Opening, other: Opening): boolean =>
  one.state === other.state && one.step === other.step && one.milestone === other.milestone;

/** A busy story takes what leaves the state unchanged, as far as today. */
function goesOn(
  recipe: ProjectRecipe,
  act: Act,
  { before, today }: { readonly before: Act | undefined; readonly today: LocalDate },
): boolean {
  const inTime = act.occurredOn === null || act.occurredOn <= today;
  return recipe.busy === true && before !== undefined && sameOpening(act.opens, before.opens) && inTime;
}

function tellInTime(recipe: ProjectRecipe, world: DemoWorld): Story {
  const { timing } = recipe;
  switch (timing.kind) {
    case 'live':
      return tell(recipe, world, { start: world.today, hold: null });
    case 'from':
      return tell(recipe, world, { start: timing.on, hold: null });
    case 'season':
      return tell(recipe, world, { start: latest(timing, world.today), hold: null });
    case 'lastAct':
      return tellTowards(recipe, world, workingDayAgo(world.calendar, world.today, timing.workingDaysAgo));
  }
}

/** The latest such month and day that lies far enough back. */
function latest(
  timing: { readonly monthDay: string; readonly atLeastDaysAgo: number },
  today: LocalDate,
): LocalDate {
  const limit = addDays(today, -timing.atLeastDaysAgo);
  const year = yearOf(limit);
  const thisYears = localDate(`${year}-${timing.monthDay}`);
  return thisYears <= limit ? thisYears : localDate(`${year - 1}-${timing.monthDay}`);
}

/** Finds the latest start from which the goal is reached by a day, then lets the last act wait for that day. */
function tellTowards(recipe: ProjectRecipe, world: DemoWorld, day: LocalDate): Story {
  const reached = (start: LocalDate): LocalDate => {
    const { acts, arrival } = tell(recipe, world, { start, hold: null });
    return acts[arrival]?.occurredOn ?? start;
  };
  let start = addDays(day, -400);
  start = fromDayNumber(dayNumber(start) + dayNumber(day) - dayNumber(reached(start)));
  while (reached(start) > day) start = addDays(start, -1);
  while (reached(addDays(start, 1)) <= day) start = addDays(start, 1);
  const { arrival } = tell(recipe, world, { start, hold: null });
  return tell(recipe, world, { start, hold: { act: arrival, until: day } });
}
