import { type CaseState, seatOf } from '../../domain/approval/case.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { text } from '../../domain/kernel/text.ts';
import type { Trx } from '../transition/read-settings.ts';
import type { Change } from './change.ts';

const INITIATORS_TITLE = text('修改后重新提交', 'Put it right and submit again');

/** One open task as its row shows it while it is open. */
function openRows(state: CaseState | null) {
  if (!state) return new Map<string, OpenRow>();
  return new Map(
    openTasks(state).map(({ taskId, userId, helping }) => [
      taskId,
      rowOf(state, { taskId, userId, helping }),
    ]),
  );
}

interface OpenRow {
  readonly node: string | null;
  readonly title: string;
  readonly holder_id: string;
  readonly principal_id: string;
  readonly helping: boolean;
  readonly remind_on: string | null;
  readonly due_on: string | null;
  readonly due_announced: boolean;
  readonly reminded: boolean;
}

function rowOf(state: CaseState, task: { taskId: string; userId: string; helping: boolean }): OpenRow {
  const held = { holder_id: task.userId, helping: task.helping };
  const found = seatOf(state, task.taskId);
  if (!found) {
    const noDates = { remind_on: null, due_on: null, due_announced: true, reminded: false };
    return {
      ...held,
      ...noDates,
      node: null,
      title: JSON.stringify(INITIATORS_TITLE),
      principal_id: state.initiator,
    };
  }
  const { round, seat } = found;
  invariant(round.rules && seat.due, `Task ${seat.id} is open without rules or dates`);
  return {
    ...held,
    node: round.node,
    title: JSON.stringify(round.rules.title),
    principal_id: seat.principal,
    remind_on: seat.due.remindOn,
    due_on: seat.due.dueOn,
    due_announced: seat.due.announced,
    reminded: seat.clock > 0,
  };
}

/** The day the earliest open task is due; null when none has a date. */
export const firstDue = (state: CaseState): string | null =>
  [...openRows(state).values()].flatMap(({ due_on }) => due_on ?? []).toSorted()[0] ?? null;

/** 待办: opens, closes and hands on rows, so that the open ones are exactly the tasks that wait for somebody. */
export async function turnCaseTasks(trx: Trx, change: Change): Promise<void> {
  const { after, at } = change;
  const [had, has] = [openRows(change.before), openRows(after)];
  const opened = [...has].filter(([taskId]) => !had.has(taskId));
  const kept = [...has].filter(([taskId, row]) => isOther(had.get(taskId), row));
  for (const taskId of had.keys()) if (!has.has(taskId)) await close(trx, change, taskId);
  for (const [taskId, row] of kept) await openTask(trx, after.caseId, taskId).set(row).execute();
  if (opened.length === 0) return;
  await trx
    .insertInto('approval_task')
    .values(
      opened.map(([task_id, row]) => ({
        ...row,
        case_id: after.caseId,
        task_id,
        opened_seq: after.seq,
        opened_at: at,
        status: 'open' as const,
      })),
    )
    .execute();
}

const isOther = (had: OpenRow | undefined, has: OpenRow): boolean =>
  had !== undefined && JSON.stringify(had) !== JSON.stringify(has);

const openTask = (trx: Trx, caseId: string, taskId: string) =>
  trx
    .updateTable('approval_task')
    .where('case_id', '=', caseId)
    .where('task_id', '=', taskId)
    .where('status', '=', 'open');

async function close(trx: Trx, change: Change, taskId: string): Promise<void> {
  const { after, at, by } = change;
  const word = wordOn(change, taskId);
  await openTask(trx, after.caseId, taskId)
    .set({
      status: word === null ? 'cancelled' : 'done',
      decision: word,
      closed_seq: after.seq,
      closed_by: by,
      closed_at: at,
    })
    .execute();
}

/** With which word a task was done; null when something else has ended it. */
function wordOn({ after, taskId: acted, verb }: Change, taskId: string): string | null {
  if (acted === taskId) return verb;
  if (taskId === 'initiator') return verb === 'resubmit' ? verb : null;
  const answer = seatOf(after, taskId)?.seat.answer;
  return answer?.seq === after.seq ? answer.decision : null;
}
