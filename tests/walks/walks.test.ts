import { describe, expect, test } from 'vitest';
import { transfersMatter } from './transfers.ts';
import { shortest, walk } from './walk.ts';

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

  test('a failing walk is told in as few steps as it takes', () => {
    const [seed, problem] = [7, 'made up'];
    expect(shortest({ seed, steps: [], problem })).toEqual({ seed, steps: [], problem });
  });
});
