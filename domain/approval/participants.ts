import type { UserId } from '../kernel/brand.ts';
import type { CaseState } from './case.ts';

/** Everybody who has had to do with the case. Small and apart, because the workflow of a project asks it. */
export function participants(state: CaseState): ReadonlySet<UserId> {
  const seats = state.rounds.flatMap((round) => round.seats);
  return new Set([
    state.initiator,
    ...seats.flatMap(({ holder, principal, chain }) => [
      holder,
      principal,
      ...chain.flatMap(({ from, to }) => [from, to]),
    ]),
    ...state.copies.map(({ userId }) => userId),
  ]);
}
