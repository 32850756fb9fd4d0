import type { UserId } from '../kernel/brand.ts';
import { type CaseState, openRounds, type Round, type Seat, type TaskId } from './case.ts';
import type { Threshold, VoteRules } from './flow.ts';

/**
 * 计票. A seat of the roll and the signers added under it speak with one voice: yes when all of them say yes, no as soon as
 * one says no. So the weight of a decision lies on the frozen roll, whoever was added and whoever holds a task now.
 */
type Voice = 'yes' | 'no' | 'abstain' | 'pending' | 'recused';

const childrenOf = (round: Round, seat: Seat): readonly Seat[] =>
  round.seats.filter(({ parent, standing }) => parent === seat.id && standing === 'sits');

function voiceOf(round: Round, seat: Seat): Voice {
  if (seat.standing !== 'sits') return 'recused';
  const decision = seat.answer?.decision ?? null;
  const added = childrenOf(round, seat).map((child) => voiceOf(round, child));
  if (decision === 'reject' || added.includes('no')) return 'no';
  if (decision === 'abstain') return 'abstain';
  return decision === null || added.includes('pending') ? 'pending' : 'yes';
}

/** The figures of a round: how much weight of the frozen roll said what. Only removal (减签) makes the roll smaller. */
export interface Tally {
  readonly total: number;
  readonly yes: number;
  readonly no: number;
  readonly abstained: number;
  readonly recused: number;
  readonly pending: number;
}

const rollOf = (round: Round): readonly Seat[] =>
  round.seats.filter(({ parent, standing }) => parent === null && standing !== 'removed');

export function tally(round: Round): Tally {
  const sum = (wanted: Voice) =>
    rollOf(round)
      .filter((seat) => voiceOf(round, seat) === wanted)
      .reduce((weight, seat) => weight + seat.weight, 0);
  const [yes, no, abstained] = [sum('yes'), sum('no'), sum('abstain')];
  const [recused, pending] = [sum('recused'), sum('pending')];
  return { total: yes + no + abstained + recused + pending, yes, no, abstained, recused, pending };
}

export const reaches = (threshold: Threshold, weight: number, total: number): boolean => {
  if (threshold.kind === 'count') return weight >= threshold.count;
  const [share, needed] = [weight * threshold.of, threshold.part * total];
  return threshold.over ? share > needed : share >= needed && share > 0;
};

export type RoundOutcome = 'pass' | 'fail' | 'empty';

/** What the words given so far mean for the round; null while it has to wait. */
export function outcomeOf(round: Round): RoundOutcome | null {
  const figures = tally(round);
  const kind = round.rules?.mode.kind;
  if (figures.total === figures.recused) return 'empty';
  switch (kind) {
    case 'all':
    case 'inTurn':
      if (figures.no > 0) return 'fail';
      return figures.pending > 0 ? null : 'pass';
    case 'any':
      if (figures.no > 0) return 'fail';
      return figures.yes > 0 ? 'pass' : null;
    case 'vote':
      return round.rules?.mode.kind === 'vote' ? voteOutcome(round.rules.mode.rules, figures) : null;
    case undefined:
      return null;
  }
}

export function voteOutcome(rules: VoteRules, { yes, no, total, pending }: Tally): 'pass' | 'fail' | null {
  const counts = rules.stop === 'early' || pending === 0;
  if (counts && reaches(rules.pass, yes, total)) return 'pass';
  if (counts && reaches(rules.fail, no, total)) return 'fail';
  return pending === 0 ? rules.tie : null;
}

const above = (round: Round, seat: Seat): Seat | undefined =>
  round.seats.find(({ id }) => id === seat.parent);

/** The seat of the roll that a seat belongs to; null when somebody on the way up has left the roll. */
function rootOf(round: Round, seat: Seat): Seat | null {
  if (seat.standing !== 'sits') return null;
  const parent = above(round, seat);
  return parent ? rootOf(round, parent) : seat;
}

/** Has this seat still to speak, now or later in the round? */
export function isPending(round: Round, seat: Seat): boolean {
  if (round.status !== 'open' || seat.answer !== null) return false;
  const root = rootOf(round, seat);
  return root !== null && voiceOf(round, root) === 'pending';
}

/** Is this seat's task waiting for its holder now? */
export function isOpen(round: Round, seat: Seat): boolean {
  if (!isPending(round, seat) || waitsForAdded(round, seat) || waitsForAbove(round, seat)) return false;
  if (round.rules?.mode.kind !== 'inTurn') return true;
  const first = rollOf(round).find((one) => voiceOf(round, one) === 'pending');
  return first !== undefined && first.id === rootOf(round, seat)?.id;
}

const waitsForAdded = (round: Round, seat: Seat): boolean =>
  childrenOf(round, seat).some((child) => child.position === 'before' && voiceOf(round, child) === 'pending');

/** Added `after` somebody who has not spoken yet, or under somebody who was. */
function waitsForAbove(round: Round, seat: Seat): boolean {
  const parent = above(round, seat);
  if (!parent) return false;
  return (seat.position === 'after' && parent.answer === null) || waitsForAbove(round, parent);
}

/** 待办 one open task and whose turn it is. */
export interface OpenTask {
  readonly taskId: TaskId;
  readonly userId: UserId;
  readonly helping: boolean;
}

/** Every task that waits for a person, in the order of the rolls; the initiator's own included. */
export function openTasks(state: CaseState): readonly OpenTask[] {
  if (state.status === 'returned') return [{ taskId: 'initiator', userId: state.initiator, helping: false }];
  return openRounds(state).flatMap((round) =>
    round.seats
      .filter((seat) => isOpen(round, seat))
      .map((seat) => ({
        taskId: seat.id,
        userId: seat.helper ?? seat.holder,
        helping: seat.helper !== null,
      })),
  );
}
