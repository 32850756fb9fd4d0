import type { Step } from './engine.ts';
import type { Sketch } from './world.ts';

interface Told {
  readonly seed: number;
  readonly sketch: Sketch;
  readonly problem: string;
}

/** A walk that failed, line by line: its world, its steps, and where the two sides part. */
export function tell({ seed, sketch, problem }: Told, steps: readonly string[]): string {
  const { plan, next, form, standIns } = sketch;
  return [
    `seed ${seed}: ${steps.length} steps`,
    `  plan ${JSON.stringify(plan)}`,
    ...(next ? [`  next ${JSON.stringify(next)}`] : []),
    `  form ${JSON.stringify(form)}`,
    ...(standIns.length > 0 ? [`  proxies ${JSON.stringify(standIns)}`] : []),
    ...steps.map((step) => `  ${step}`),
    problem,
  ].join('\n');
}

/** Leaves out what a walk always says in the same words. */
const shortly = (key: string, value: unknown): unknown =>
  ['opinion', 'choices', 'reason', 'cause'].includes(key) ? undefined : value;

export const tellStep = ({ verb, by, data }: Step): string =>
  `${by} ${verb} ${JSON.stringify(data, shortly)}`;
