import type { CaseState } from '../approval/case.ts';
import type { CaseEvent } from '../approval/case-events.ts';
import { evolveCase } from '../approval/evolve-case.ts';
import { invariant } from '../kernel/invariant.ts';
import { approvalCommandAt } from './approval-commands.ts';
import type { Move, ProjectEvent } from './events.ts';
import { fileAfter, newFile } from './evolve-file.ts';
import { hasAskedForMoney } from './lapse.ts';
import type { ProjectProcess } from './process.ts';
import type { ProjectState } from './state.ts';
import { isEnd, NEXT_STATES, type State, stageOf } from './states.ts';

/** Folds one event into a project; folding all of them from nothing gives the stored row. */
export function evolve(state: ProjectState | null, event: ProjectEvent): ProjectState {
  if (event.type === 'ProjectCreated') {
    invariant(state === null, 'A project is created once');
    return { process: firstProcess(event), file: newFile(event.data) };
  }
  invariant(state, `${event.type} needs a project`);
  return { process: processAfter(state.process, event), file: fileAfter(state.file, event) };
}

/** Ends the changes of one command: one revision, whatever the number of its events. */
export const raiseRevision = (process: ProjectProcess): ProjectProcess => ({
  ...process,
  revision: process.revision + 1,
});

function firstProcess(event: ProjectEvent & { type: 'ProjectCreated' }): ProjectProcess {
  const { projectId, parties, lateEntry } = event.data;
  invariant(event.move, 'A new project opens its first step');
  const bare: ProjectProcess = {
    v: 1,
    projectId,
    revision: 0,
    stage: 'catalog',
    state: 'draft',
    step: null,
    route: [],
    parties,
    approval: null,
    duties: [],
    openedOn: event.occurredOn,
    dueOn: null,
    dueAnnounced: true,
    deadlines: [],
    lateEntry: lateEntry !== null,
    lastOn: event.occurredOn,
  };
  return signed(moved(bare, event.move, event.occurredOn), event);
}

function processAfter(process: ProjectProcess, event: ProjectEvent): ProjectProcess {
  if (event.type === 'StepReminded' || event.type === 'StepEscalated') return spoken(process, event);
  const next = event.move ? moved(checked(process, event.move), event.move, event.occurredOn) : process;
  // What was asked on the old year's money is void.
  if (event.type === 'BudgetLapsed')
    return signed({ ...next, approval: null, lastOn: event.occurredOn }, event);
  const approval =
    event.type === 'ApprovalRecorded' ? approvalAfter(next.approval, event.data.events) : next.approval;
  return signed({ ...next, approval, lastOn: event.occurredOn }, event);
}

function checked(process: ProjectProcess, move: Move): ProjectProcess {
  invariant(!isEnd(process.state), `An ended project does not move (${process.state})`);
  const allowed: readonly State[] = NEXT_STATES[process.state];
  const isWayBack = move.state === 'exAnteEvaluated' && hasAskedForMoney(process.state);
  invariant(isWayBack || allowed.includes(move.state), `No way from ${process.state} to ${move.state}`);
  return process;
}

function moved(process: ProjectProcess, move: Move, on: ProjectProcess['openedOn']): ProjectProcess {
  return {
    ...process,
    state: move.state,
    stage: isEnd(move.state) ? process.stage : stageOf(move.state),
    step: move.step,
    route: move.route,
    parties: { ...process.parties, ...move.parties },
    approval: keeps(process, move) ? process.approval : null,
    openedOn: on,
    dueOn: move.dueOn,
    dueAnnounced: move.dueAnnounced,
    deadlines: move.deadlines,
  };
}

/** An approval that is over leaves the process; a new one takes the place of one that came back. */
function approvalAfter(approval: CaseState | null, events: readonly CaseEvent[]): CaseState | null {
  const before = events[0]?.type === 'CaseStarted' ? null : approval;
  const after = events.reduce<CaseState | null>(evolveCase, before);
  return after?.status === 'approved' || after?.status === 'rejected' ? null : after;
}

/** The end of a project, or an award that falls, takes its approval along; one that came back waits for the initiator's next move only. */
const keeps = ({ approval, step }: ProjectProcess, move: Move): boolean =>
  !isEnd(move.state) &&
  (approval?.status === 'running'
    ? approvalCommandAt(move.step) !== null
    : approval?.status !== 'returned' || approvalCommandAt(step) !== null);

/** Remembers who has acted in which of the incompatible duties. */
function signed(process: ProjectProcess, { by }: ProjectEvent): ProjectProcess {
  const { userId, duty } = by;
  if (duty === null || userId === 'system') return process;
  if (process.duties.some((held) => held.userId === userId && held.duty === duty)) return process;
  return { ...process, duties: [...process.duties, { userId, duty }] };
}

/** A reminder or escalation that went out is taken off the list of those to come. */
function spoken(
  process: ProjectProcess,
  event: ProjectEvent & { type: 'StepReminded' | 'StepEscalated' },
): ProjectProcess {
  const level = event.type === 'StepReminded' ? 0 : event.data.level;
  return { ...process, deadlines: process.deadlines.filter((deadline) => deadline.level !== level) };
}
