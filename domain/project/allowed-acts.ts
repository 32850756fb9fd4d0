import { type CaseState, openRounds, type TaskId } from '../approval/case.ts';
import type { CaseContext } from '../approval/case-commands.ts';
import { gateCase } from '../approval/gate-case.ts';
import { openTasks } from '../approval/tally.ts';
import type { UserId } from '../kernel/brand.ts';
import type { ApprovalAct } from './approval-acts.ts';

type Verb = ApprovalAct['verb'];

const ABOUT_CASE: readonly Verb[] = ['urge', 'carbonCopy', 'readCopy', 'comment', 'handOver'];
const ABOUT_OWN_TASK: readonly Verb[] = [
  'return',
  'addSign',
  'transfer',
  'delegate',
  'answer',
  'recuse',
  'proxy',
];

/** 可办操作 an act that a person may give now, and the task it is about; null where it is about the whole approval. */
export interface AllowedAct {
  readonly verb: Verb;
  readonly taskId: TaskId | null;
}

/** What a person may do in an approval besides deciding: about the case, with their own tasks, about what they have done. */
export function allowedActs(approval: CaseState, by: UserId, context: CaseContext): readonly AllowedAct[] {
  const held = openTasks(approval).filter(({ userId, taskId }) => userId === by && taskId !== 'initiator');
  const seats = approval.rounds.flatMap((round) => round.seats);
  const added = openRounds(approval).flatMap((round) =>
    round.seats.filter((seat) => seat.addedBy === by && seat.answer === null && seat.standing === 'sits'),
  );
  const asked: readonly AllowedAct[] = [
    ...ABOUT_CASE.map((verb) => ({ verb, taskId: null })),
    ...held.flatMap(({ taskId }) => ABOUT_OWN_TASK.map((verb) => ({ verb, taskId }))),
    ...seats
      .filter(({ answer }) => answer?.by === by)
      .map(({ id }) => ({ verb: 'takeBack', taskId: id }) as const),
    ...added.map(({ id }) => ({ verb: 'removeSign', taskId: id }) as const),
  ];
  return asked.filter(({ verb, taskId }) => gateCase(approval, { verb, by, taskId }, context) === null);
}
