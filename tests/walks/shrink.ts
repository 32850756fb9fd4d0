import type { Step } from './engine.ts';
import { compare, type Divergence, type Maker } from './walk.ts';
import { PLAIN_FORM, type Plan, partsOf, type Sketch } from './world.ts';
import { worldOf } from './world-of.ts';

/**
 * The shortest walk found that still fails: fewer steps, then a smaller flow, then fewer steps again, until nothing more can
 * be left out. Any difference counts, not only the first one seen.
 */
export function shortest(found: Divergence, make?: Maker): Divergence {
  let best = found;
  for (;;) {
    const fewer = smallerSketch(fewerSteps(best, make), make);
    if (sizeOf(fewer) >= sizeOf(best)) return best;
    best = fewer;
  }
}

/** Steps weigh most, then what the flow takes to write down, then how late a proxy begins and ends. */
function sizeOf({ steps, sketch }: Divergence): number {
  const late = sketch.standIns.reduce((sum, one) => sum + one.fromStep + one.untilStep, 0);
  return steps.length * 1_000 + JSON.stringify(sketch).length + late;
}

function tried(
  { seed }: Divergence,
  { sketch, steps }: { readonly sketch: Sketch; readonly steps: readonly Step[] },
  make?: Maker,
): Divergence | null {
  const failed = compare(worldOf(sketch), steps, make);
  return failed && { seed, sketch, steps: failed.after, problem: failed.problem };
}

/** Leaves out runs of steps: half of them, a quarter, down to one by one. */
function fewerSteps(found: Divergence, make?: Maker): Divergence {
  let best = found;
  for (let length = best.steps.length; length >= 1; length = Math.floor(length / 2)) {
    for (let from = 0; from < best.steps.length; ) {
      const steps = best.steps.filter((_, index) => index < from || index >= from + length);
      const still =
        tried(best, { sketch: best.sketch, steps }, make) ??
        tried(best, { sketch: earlier(best.sketch, length), steps }, make);
      if (still && still.steps.length < best.steps.length) best = still;
      else from += length;
    }
  }
  return best;
}

/** With fewer steps before them, proxies begin and end so many steps earlier. */
const earlier = (sketch: Sketch, by: number): Sketch => ({
  ...sketch,
  standIns: sketch.standIns.map((one) => ({
    ...one,
    fromStep: Math.max(0, one.fromStep - by),
    untilStep: Math.max(1, one.untilStep - by),
  })),
});

/** Takes the first simpler sketch that still fails, again and again. */
function smallerSketch(found: Divergence, make?: Maker): Divergence {
  let best = found;
  for (;;) {
    let smaller: Divergence | null = null;
    for (const sketch of simpler(best.sketch)) {
      smaller = tried(best, { sketch, steps: best.steps }, make);
      if (smaller && sizeOf(smaller) < sizeOf(best)) break;
      smaller = null;
    }
    if (smaller === null) return best;
    best = smaller;
  }
}

function* simpler(sketch: Sketch): Generator<Sketch> {
  if (sketch.next) yield { ...sketch, next: null };
  for (const one of sketch.standIns)
    yield { ...sketch, standIns: sketch.standIns.filter((other) => other !== one) };
  for (const plan of simplerPlans(sketch.plan)) if (isWhole(plan)) yield { ...sketch, plan };
  if (sketch.next) {
    for (const next of simplerPlans(sketch.next)) if (isWhole(next)) yield { ...sketch, next };
  }
  if (sketch.quick) yield { ...sketch, quick: false };
  yield { ...sketch, form: PLAIN_FORM };
}

/** A plan that can be laid out: only the yes of a choice may be empty. */
function isWhole(plan: Plan): boolean {
  if ('choice' in plan) return isWhole(plan.no) && (partsOf(plan.yes).length === 0 || isWhole(plan.yes));
  const parts = partsOf(plan);
  return parts.length === 0 ? !('seq' in plan) : parts.every(isWhole);
}

/** The parts of a plan in place of the whole, then the plan with one part less or one part simpler. */
function* simplerPlans(plan: Plan): Generator<Plan> {
  const parts = partsOf(plan);
  yield* parts;
  if ('leaf' in plan)
    for (const one of plan.people) yield { ...plan, people: plan.people.filter((other) => other !== one) };
  if ('mode' in plan) {
    if (plan.mode.kind !== 'all') yield { ...plan, mode: { kind: 'all' } };
    if (plan.link) yield { ...plan, link: false };
    if (plan.money) yield { ...plan, money: false };
  }
  for (const [at, part] of parts.entries()) {
    if ('seq' in plan && parts.length > 1) yield { seq: parts.filter((_, index) => index !== at) };
    for (const one of simplerPlans(part)) yield withPart(plan, at, one);
  }
}

function withPart(plan: Plan, at: number, part: Plan): Plan {
  if ('choice' in plan) return at === 0 ? { ...plan, yes: part } : { ...plan, no: part };
  const parts = partsOf(plan).map((one, index) => (index === at ? part : one));
  return 'par' in plan ? { ...plan, par: parts } : { seq: parts };
}
