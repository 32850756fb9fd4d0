import { describe, expect, test } from 'vitest';
import { Engine, type Step } from './engine.ts';
import { shortest } from './shrink.ts';
import { transfersMatter } from './transfers.ts';
import { type Maker, walk } from './walk.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('random walks', () => {
  test('300 walks: engine and reference model never part, and every walk ends', () => {
    for (const seed of seeds(300)) {
      const walked = walk(seed);
      expect('problem' in walked ? shortest(walked) : null).toBeNull();
    }
  });

  test('the outcome of a vote does not depend on transfers', () => {
    for (const seed of seeds(300)) expect(transfersMatter(seed)).toBeNull();
  });
});

/** An engine that loses one verb: it says yes and does nothing. */
class Forgetful extends Engine {
  forgets: Step['verb'] = 'comment';

  override give(step: Step): boolean {
    if (step.verb !== this.forgets) return super.give(step);
    this.steps += 1;
    return true;
  }
}

test.each(['transfer', 'pause', 'takeBack', 'askExtension'] as const)(
  'an engine that forgets %s is found, and the walk told is short',
  (verb) => {
    const make: Maker = (world) => Object.assign(new Forgetful(world), { forgets: verb });
    const walked = seeds(200)
      .map((seed) => walk(seed, make))
      .find((one) => 'problem' in one);
    if (!walked || !('problem' in walked)) expect.fail('nothing was found');
    const told = shortest(walked, make);
    expect(told.steps.length).toBeLessThanOrEqual(2);
    expect(told.steps.length).toBeLessThanOrEqual(walked.steps.length);
    expect(told.steps.at(-1)?.verb).toBe(verb);
  },
);
