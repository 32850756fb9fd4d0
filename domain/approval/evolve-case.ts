import { invariant } from '../kernel/invariant.ts';
import { assertMove, type CaseState, type CaseStatus, type Round, type TaskId } from './case.ts';
import type { CaseEvent, CaseEventData } from './case-events.ts';
import { changeSeat, isPersonsAct, newSeat, type SeatEvent } from './evolve-seat.ts';

/** Folds one event into the case. The first is always `CaseStarted`; what cannot have happened throws. */
export function evolveCase(state: CaseState | null, event: CaseEvent): CaseState {
  if (event.type === 'CaseStarted') {
    invariant(state === null, 'A case starts once');
    return started(event.data, event.recordedAt);
  }
  invariant(state !== null, `${event.type} before the case has started`);
  const next = apply(state, event);
  return { ...next, seq: event.seq, lastAt: event.recordedAt };
}

const started = (
  { caseId, flowId, flowVersion, initiator, form, choices }: CaseEventData['CaseStarted'],
  lastAt: string,
): CaseState => ({
  v: 1,
  caseId,
  flowId,
  flowVersion,
  status: 'running',
  initiator,
  form,
  choices,
  seq: 0,
  rounds: [],
  arrivals: [],
  comeBacks: [],
  copies: [],
  urgedAt: null,
  pauses: [],
  resume: null,
  lastAt,
});

type Later = Exclude<CaseEvent, { type: 'CaseStarted' }>;

function apply(state: CaseState, event: Later): CaseState {
  switch (event.type) {
    case 'RoundOpened':
    case 'RoundClosed':
    case 'SeatsAdded':
    case 'TimerMoved':
      return applyToRounds(state, event);
    case 'TaskOpened':
    case 'Answered':
    case 'Advised':
    case 'TaskMoved':
    case 'SeatLeft':
    case 'ClockSpoke':
    case 'Alerted':
    case 'ClockMoved':
    case 'ExtensionAsked':
    case 'ExtensionDecided':
      return applyToSeat(state, event);
    case 'BranchArrived':
      return { ...state, arrivals: [...state.arrivals, { branch: event.data.branch, seq: event.seq }] };
    case 'Returned':
      return returned(state, event.data);
    case 'CameBack':
      return {
        ...state,
        comeBacks: state.comeBacks.map((one) =>
          one.after === event.data.after && one.usedSeq === null ? { ...one, usedSeq: event.seq } : one,
        ),
      };
    case 'TakenBack':
      return takenBack(state, event.data, event.seq);
    case 'Chosen':
      return { ...state, choices: { ...state.choices, ...event.data.choices } };
    case 'Withdrawn':
    case 'Resubmitted':
    case 'Terminated':
    case 'Revived':
    case 'CaseEnded':
    case 'Paused':
    case 'Resumed':
      return applyMove(state, event);
    case 'Urged':
    case 'CopySent':
    case 'CopyRead':
    case 'Commented':
      return applyNotice(state, event);
    case 'FlowUpgraded':
      return { ...state, flowVersion: event.data.to };
  }
}

function applyNotice(
  state: CaseState,
  event: Extract<CaseEvent, { type: 'Urged' | 'CopySent' | 'CopyRead' | 'Commented' }>,
): CaseState {
  switch (event.type) {
    case 'Urged':
      return { ...state, urgedAt: event.recordedAt };
    case 'CopySent':
      return {
        ...state,
        copies: [...state.copies, ...event.data.to.map((userId) => ({ userId, readAt: null }))],
      };
    case 'CopyRead':
      return {
        ...state,
        copies: state.copies.map((one) =>
          one.userId === event.data.by ? { ...one, readAt: one.readAt ?? event.recordedAt } : one,
        ),
      };
    case 'Commented':
      return state;
  }
}

/** What changes the status of the case. */
function applyMove(
  state: CaseState,
  event: Extract<
    CaseEvent,
    { type: 'Withdrawn' | 'Resubmitted' | 'Terminated' | 'Revived' | 'CaseEnded' | 'Paused' | 'Resumed' }
  >,
): CaseState {
  switch (event.type) {
    case 'Withdrawn':
      return { ...moved(unpaused(state, event), 'withdrawn'), arrivals: [], comeBacks: [] };
    case 'Resubmitted':
      return {
        ...moved(state, 'running'),
        ...(event.data.anew && { arrivals: [], comeBacks: [] }),
        form: event.data.form,
        choices: { ...state.choices, ...event.data.choices },
      };
    case 'Terminated':
      return {
        ...moved(unpaused(state, event), 'terminated'),
        resume: { status: state.status === 'returned' ? 'returned' : 'running', nodes: event.data.nodes },
      };
    case 'Revived':
      invariant(state.resume !== null, 'A case is revived as it stood');
      return { ...moved(state, state.resume.status), resume: null };
    case 'CaseEnded':
      return moved(state, event.data.outcome);
    case 'Paused': {
      const open = { from: event.recordedAt, fromSeq: event.seq, until: null, workingDays: null };
      return { ...moved(state, 'paused'), pauses: [...state.pauses, { ...event.data, ...open }] };
    }
    case 'Resumed':
      return moved(unpaused(state, event), 'running');
  }
}

/** Ends the pause that is open, if there is one; only a resumed case counts its days. */
const unpaused = (state: CaseState, event: CaseEvent): CaseState => ({
  ...state,
  pauses: state.pauses.map((one) =>
    one.until === null
      ? {
          ...one,
          until: event.recordedAt,
          workingDays: event.type === 'Resumed' ? event.data.workingDays : null,
        }
      : one,
  ),
});

function moved(state: CaseState, status: CaseStatus): CaseState {
  assertMove(state.status, status);
  return { ...state, status };
}

const changeRound = (state: CaseState, id: string, change: (round: Round) => Round): CaseState => ({
  ...state,
  rounds: state.rounds.map((round) => (round.id === id ? change(round) : round)),
});

function applyToRounds(
  state: CaseState,
  event: Extract<CaseEvent, { type: 'RoundOpened' | 'RoundClosed' | 'SeatsAdded' | 'TimerMoved' }>,
): CaseState {
  switch (event.type) {
    case 'RoundOpened': {
      const { round, rules, seats } = event.data;
      invariant(!state.rounds.some(({ id }) => id === round.id), `Round ${round.id} is open already`);
      const opened: Round = {
        ...round,
        rules,
        status: 'open',
        cause: null,
        seats: seats.map(newSeat),
        openedSeq: event.seq,
        closedSeq: null,
        touchedSeq: null,
      };
      return { ...state, rounds: [...state.rounds, opened] };
    }
    case 'RoundClosed': {
      const { roundId, status, cause } = event.data;
      return changeRound(state, roundId, (round) => {
        invariant(round.status === 'open' || status === 'undone', `Round ${roundId} is closed already`);
        return { ...round, status, cause, closedSeq: event.seq };
      });
    }
    case 'TimerMoved': {
      const { roundId, fallsOn } = event.data;
      return changeRound(state, roundId, (round) => ({ ...round, fallsOn }));
    }
    case 'SeatsAdded':
      return changeRound(state, event.data.roundId, (round) => ({
        ...round,
        seats: [...round.seats, ...event.data.seats.map(newSeat)],
        touchedSeq: event.data.seats.some(({ addedBy }) => addedBy !== null) ? event.seq : round.touchedSeq,
      }));
  }
}

function applyToSeat(state: CaseState, event: SeatEvent): CaseState {
  const { taskId } = event.data;
  const round = state.rounds.find(({ seats }) => seats.some(({ id }) => id === taskId));
  if (round === undefined) return state;
  return changeRound(state, round.id, (one) => ({
    ...one,
    touchedSeq: isPersonsAct(event) ? event.seq : one.touchedSeq,
    seats: one.seats.map((seat) => (seat.id === taskId ? changeSeat(seat, event) : seat)),
  }));
}

function returned(state: CaseState, data: CaseEventData['Returned']): CaseState {
  const kept = state.comeBacks.filter((one) => !data.dropped.includes(one.after));
  return {
    ...(data.to === 'initiator' ? moved(state, 'returned') : state),
    comeBacks: data.comeBack ? [...kept, data.comeBack] : kept,
    arrivals: state.arrivals.filter(({ branch }) => !data.cleared.includes(branch)),
  };
}

/** Undoes what one decision has set in motion: its rounds, its arrivals, its come-backs; the word itself is kept apart. */
function takenBack(
  state: CaseState,
  { taskId, decisionSeq }: { readonly taskId: TaskId; readonly decisionSeq: number },
  seq: number,
): CaseState {
  const rounds = state.rounds.map((round): Round => {
    if (round.openedSeq === decisionSeq) return { ...round, status: 'undone', closedSeq: seq };
    if (!round.seats.some(({ id }) => id === taskId)) return round;
    const seats = round.seats.map((seat) =>
      seat.id === taskId && seat.answer
        ? { ...seat, answer: null, takenBack: [...seat.takenBack, seat.answer] }
        : seat,
    );
    return { ...round, seats, status: 'open', cause: null, closedSeq: null, touchedSeq: seq };
  });
  return {
    ...state,
    rounds,
    arrivals: state.arrivals.filter((one) => one.seq !== decisionSeq),
    comeBacks: state.comeBacks.map((one) => (one.usedSeq === decisionSeq ? { ...one, usedSeq: null } : one)),
  };
}
