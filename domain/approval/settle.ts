import { invariant } from '../kernel/invariant.ts';
import type { Citation } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { type Opinion, openRounds, type Round, type Seat, type TaskId } from './case.ts';
import { leave, openTask, rollSeat } from './open-node.ts';
import { isActive } from './organisation.ts';
import { mayNotSign } from './resolve.ts';
import { endCase, sendBack } from './round-end.ts';
import type { Run } from './run.ts';
import { isOpen, outcomeOf, type RoundOutcome } from './tally.ts';

const NO_OPINION: Opinion = { text: '', attachments: [], signature: null, seal: null };

/**
 * Brings the case to rest after a command: rounds that are decided close and lead on, tasks that have come open start their
 * clocks, repeated approvals are linked, disabled holders are reported. Nothing is left that could move by itself.
 */
export function settle(run: Run): void {
  while (run.state.status === 'running') {
    if (!closeDecided(run) && !openWaiting(run)) break;
  }
  alertDisabled(run);
}

function closeDecided(run: Run): boolean {
  for (const round of openRounds(run.state)) {
    const outcome = round.rules === null ? null : outcomeOf(round);
    if (outcome !== null) {
      close(run, round, outcome);
      return true;
    }
  }
  return false;
}

function close(run: Run, round: Round, outcome: RoundOutcome): void {
  if (outcome === 'pass') {
    pass(run, round.id);
  } else if (outcome === 'empty') {
    fillEmpty(run, round);
  } else {
    const cause = text('未通过', 'Refused');
    run.emit('RoundClosed', { roundId: round.id, status: 'rejected', cause, citation: null }, 'system');
    endCase(run, 'rejected');
  }
}

/** A node has passed; the case goes on from there. */
export function pass(run: Run, roundId: string, citation: Citation | null = null): void {
  const round = run.state.rounds.find(({ id }) => id === roundId);
  invariant(round, `There is no round ${roundId}`);
  const cause = citation
    ? text('无人可签，依规则通过', 'Nobody to sign; a cited rule')
    : text('已通过', 'Passed');
  run.emit('RoundClosed', { roundId, status: 'passed', cause, citation }, 'system');
  leave(run, round.node);
}

/** 无人可签: a cited rule lets it pass; otherwise the named supervisor signs, then the flow owner, then it goes back. */
function fillEmpty(run: Run, round: Round): void {
  const { rules } = round;
  invariant(rules, `Round ${round.id} waits for people`);
  if (rules.empty?.to === 'pass') {
    pass(run, round.id, rules.empty.citation);
    return;
  }
  const { owner } = run.context.flow;
  const supervisors = rules.empty ? [rules.empty.userId, owner] : [owner];
  const found = supervisors.find(
    (userId) =>
      isActive(run.context.organisation, userId) &&
      !mayNotSign(rules, run.state.initiator, userId) &&
      !round.seats.some(({ holder, principal }) => holder === userId || principal === userId),
  );
  if (found === undefined) {
    sendBack(run, text('无人可签，退回发起人', 'Nobody can sign; back to the initiator'));
    return;
  }
  const reason = text('无人可签，转指定主管', 'Nobody to sign; the named supervisor');
  const id = `${round.id}.${round.seats.length + 1}`;
  const seat = rollSeat(id, { userId: found, principal: found, reason });
  run.emit('SeatsAdded', { roundId: round.id, seats: [seat] }, 'system');
  run.emit('Alerted', { taskId: null, tells: found, why: reason }, 'system');
}

function openWaiting(run: Run): boolean {
  for (const round of openRounds(run.state)) {
    const seat = round.seats.find((one) => one.due === null && isOpen(round, one));
    if (seat) {
      openTask(run, round, seat);
      const earlier = repeated(run, round, seat);
      if (earlier !== null) {
        const answer = { decision: 'approve', by: 'system', opinion: NO_OPINION, citation: null } as const;
        run.emit('Answered', { ...answer, taskId: seat.id, linkedTo: earlier }, 'system');
      }
      return true;
    }
  }
  return false;
}

/**
 * 同一人重复审批: the earlier approval of the same person that still stands, or null where they have to speak again: votes,
 * signatures, seals, another capacity, added signers, and whoever acts for somebody else.
 */
function repeated(run: Run, { node, rules }: Round, seat: Seat): TaskId | null {
  if (rules?.duplicate !== 'link' || rules.mode.kind === 'vote' || rules.capacity !== null) return null;
  if (rules.requires.signature || rules.requires.seal) return null;
  if (seat.parent !== null || seat.holder !== seat.principal) return null;
  const earlier = run.state.rounds
    .filter((round) => round.status === 'passed' && round.node !== node)
    .flatMap(({ seats }) => seats)
    .findLast(({ answer }) => answer?.decision === 'approve' && answer.by === seat.holder);
  return earlier?.id ?? null;
}

/** 审批人停用: told once to the flow owner; the task waits for a supervised hand-over. */
function alertDisabled(run: Run): void {
  const { organisation, flow } = run.context;
  const why = text('持有人账号已停用，请交接', 'The holder is disabled; hand the task over');
  for (const round of openRounds(run.state)) {
    for (const seat of round.seats) {
      const holder = seat.helper ?? seat.holder;
      if (isOpen(round, seat) && !seat.alerted && !isActive(organisation, holder)) {
        run.emit('Alerted', { taskId: seat.id, tells: flow.owner, why }, 'system');
      }
    }
  }
}
