import { CALM } from './hazards.ts';
import { type Move, type RealDivergence, realWalk } from './real-walk.ts';
import type { RealGround } from './run.ts';

const MOST_TRIES = 60;

/** The shortest walk found that still fails: runs of moves are left out, half of them, a quarter, down to one by one. */
export async function shortestReal(ground: RealGround, found: RealDivergence): Promise<RealDivergence> {
  let best = found;
  let tries = 0;
  const tried = async (moves: readonly Move[]): Promise<RealDivergence | null> => {
    tries += 1;
    const told = { sketch: best.sketch, moves };
    const one = await realWalk(ground, CALM, { seed: best.seed, name: `w${best.seed}x${tries}`, told });
    return 'problem' in one ? one : null;
  };
  for (let length = best.moves.length; length >= 1; length = Math.floor(length / 2)) {
    for (let from = 0; from < best.moves.length && tries < MOST_TRIES; ) {
      const still = await tried(best.moves.filter((_, index) => index < from || index >= from + length));
      if (still && still.moves.length < best.moves.length) best = still;
      else from += length;
    }
  }
  return best;
}
