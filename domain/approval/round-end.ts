import { type Text, text } from '../kernel/text.ts';
import { openRounds } from './case.ts';
import type { Run } from './run.ts';

/** Closes every open round; nothing stays behind in anybody's task list. */
export function cancelOpen(run: Run, cause: Text): void {
  for (const { id } of openRounds(run.state)) {
    run.emit('RoundClosed', { roundId: id, status: 'cancelled', cause, citation: null }, 'system');
  }
}

/** Sets aside what has passed: it is to be decided again. */
export function undoPassed(run: Run, cause: Text): void {
  for (const { id, status } of run.state.rounds) {
    if (status === 'passed') {
      run.emit('RoundClosed', { roundId: id, status: 'undone', cause, citation: null }, 'system');
    }
  }
}

export function endCase(run: Run, outcome: 'approved' | 'rejected'): void {
  cancelOpen(run, text('审批单已办结', 'The case has ended'));
  run.emit('CaseEnded', { outcome }, 'system');
}

/** The system sends the case back to the initiator, who starts anew. */
export function sendBack(run: Run, cause: Text): void {
  cancelOpen(run, cause);
  undoPassed(run, cause);
  run.emit('Alerted', { taskId: null, tells: run.context.flow.owner, why: cause }, 'system');
  run.emit(
    'Returned',
    {
      taskId: null,
      to: 'initiator',
      opinion: null,
      comeBack: null,
      cleared: [...new Set(run.state.arrivals.map(({ branch }) => branch))],
      dropped: run.state.comeBacks.map(({ after }) => after),
    },
    'system',
  );
}
