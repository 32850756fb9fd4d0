import type { Refusal } from '../kernel/refusal.ts';
import type { CaseStatus } from './case.ts';
import type { Verb } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';

const ANYTIME = ['comment', 'readCopy'] as const;

/** The verbs of each state of a case. */
const VERBS: Readonly<Record<CaseStatus, readonly Verb[]>> = {
  running: [
    ...['approve', 'reject', 'abstain', 'recuse', 'return', 'takeBack', 'withdraw', 'addSign'],
    ...['removeSign', 'transfer', 'delegate', 'answer', 'proxy', 'handOver', 'urge', 'carbonCopy'],
    ...['terminate', 'timeOut', 'review', 'upgrade', 'pause', 'askExtension', 'extend', ...ANYTIME],
  ] as Verb[], // Spread literals widen to text; all are verbs.
  paused: ['resume', 'withdraw', 'terminate', 'handOver', 'carbonCopy', 'review', 'extend', ...ANYTIME],
  returned: ['withdraw', 'resubmit', 'carbonCopy', 'terminate', 'review', 'upgrade', ...ANYTIME],
  withdrawn: ['resubmit', ...ANYTIME],
  terminated: ['revive', ...ANYTIME],
  approved: ANYTIME,
  rejected: ANYTIME,
};

/** Is this a verb of the state at all? */
export const statusRefusal = (status: CaseStatus, verb: Verb): Refusal | null =>
  VERBS[status].includes(verb) ? null : caseRefusal('NotNow', { verb, status });
