import type { Mode } from '../../domain/approval/flow.ts';
import { Engine } from './engine.ts';
import { ADMIN, dice, LEADER, PLAIN_FORM } from './world.ts';
import { worldOf } from './world-of.ts';

const WORDS = { text: '意见', attachments: [], signature: null, seal: null };
const VOTERS = ['p1', 'p2', 'p3', 'p4'];
const HEIRS = ['p5', 'p6', ADMIN, LEADER];

/** The same votes, once by the signers themselves and once by those they transfer to; tells when the two end differently. */
export function transfersMatter(seed: number): string | null {
  const roll = dice(seed);
  const mode: Mode = {
    kind: 'vote',
    rules: {
      pass: { kind: 'ratio', part: 2, of: 3, over: roll(2) === 0 },
      fail: { kind: 'ratio', part: 1, of: 2, over: false },
      stop: roll(2) === 0 ? 'early' : 'whenAllHaveVoted',
      tie: roll(2) === 0 ? 'pass' : 'fail',
      weights: { p1: 1 + roll(3), p2: 1 + roll(3) },
    },
  };
  const plan = { leaf: 'vote', people: VOTERS, mode, link: false, money: true };
  const votes = VOTERS.map(() => (['approve', 'reject', 'abstain'] as const)[roll(3)] ?? 'approve');
  const moved = VOTERS.map(() => roll(2) === 0);
  const play = (transferring: boolean): string => {
    const engine = new Engine(worldOf({ plan, next: null, form: PLAIN_FORM, standIns: [], quick: false }));
    votes.forEach((verb, index) => {
      const taskId = `vote#1.${index + 1}`;
      const to = HEIRS[index] ?? 'p5';
      const by = VOTERS[index] ?? 'p1';
      const goes = transferring && moved[index] === true;
      if (goes) engine.give({ verb: 'transfer', by, data: { taskId, to, reason: '出差' } });
      engine.give({ verb, by: goes ? to : by, data: { taskId, opinion: WORDS, choices: {} } });
    });
    return engine.state?.status ?? 'none';
  };
  const [plain, handed] = [play(false), play(true)];
  return plain === handed ? null : `seed ${seed}: ${plain} without transfers, ${handed} with them`;
}
