import { expect, test } from 'vitest';
import {
  allStates,
  endStates,
  isEnd,
  NEXT_STATES,
  openStates,
  STAGES,
  type State,
  stageOf,
} from './states.ts';
import { STEPS, stepIds } from './steps.ts';

const following = (state: State): readonly State[] => (isEnd(state) ? [] : NEXT_STATES[state]);

function reachable(from: State): ReadonlySet<State> {
  const seen = new Set<State>([from]);
  for (const state of seen) for (const next of following(state)) seen.add(next);
  return seen;
}

test('every state can be reached from a draft', () => {
  expect([...reachable('draft')].sort()).toEqual([...allStates].sort());
});

test('from every open state some end can be reached', () => {
  for (const state of openStates) expect([...reachable(state)].some(isEnd), state).toBe(true);
});

test('a stage that has been left is never entered again', () => {
  for (const state of openStates) {
    for (const next of following(state)) {
      if (isEnd(next)) continue;
      expect(STAGES.indexOf(stageOf(next)), `${state} -> ${next}`).toBeGreaterThanOrEqual(
        STAGES.indexOf(stageOf(state)),
      );
    }
  }
});

test('a contract is signed before any end by termination, and money is reserved before any cancellation', () => {
  for (const state of openStates) {
    if (following(state).includes('terminated')) expect(stageOf(state)).toBe('delivery');
    if (following(state).includes('cancelled')) expect(stageOf(state)).toBe('contracting');
  }
  expect(endStates).toHaveLength(5);
});

test('every step reminds before it is due', () => {
  for (const id of stepIds) {
    const { due, remind } = STEPS[id];
    // Steps with a date from the contract or an order carry no limit of their own.
    if (due > 0) expect(remind, id).toBeLessThan(due);
  }
});
