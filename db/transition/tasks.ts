import type { Organisation } from '../../domain/approval/organisation.ts';
import type { OpenTask } from '../../domain/approval/tally.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Signature } from '../../domain/project/events.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { STEPS } from '../../domain/project/steps.ts';
import type { Trx } from './read-settings.ts';
import type { Weighed } from './weigh.ts';

/** Whose turn it is: the holders of the approval's open tasks, or everybody in the step's post (no holder). */
export function tasksOf(
  process: ProjectProcess,
): readonly { readonly taskId: string; readonly holder: string | null }[] {
  const { step, approval } = process;
  if (step === null) return [];
  if (approval?.status !== 'running') return [{ taskId: '', holder: null }];
  return openTasks(approval).map(({ taskId, userId }: OpenTask) => ({ taskId, holder: userId }));
}

type Wanted = ReturnType<typeof tasksOf>[number];

const isSame = (a: Wanted, b: Wanted): boolean => a.taskId === b.taskId && a.holder === b.holder;

/** 待办: closes the tasks that are over and opens those that the command has put into somebody's hands. */
export async function turnTasks(
  trx: Trx,
  { before, after, events, references }: Weighed,
  { firstSeq, lastSeq }: { readonly firstSeq: number; readonly lastSeq: number },
): Promise<void> {
  const movedAt = events.findLastIndex((event) => event.move !== null);
  const actor = events[0]?.by;
  if (!actor) return;
  const had = before ? tasksOf(before.process) : [];
  const has = tasksOf(after.process);
  // A step that opens anew has a new due date, so all its tasks are new.
  const kept = movedAt < 0 ? had.filter((one) => has.some((other) => isSame(one, other))) : [];
  const over = had.filter((one) => !kept.includes(one));
  if (before && over.length > 0)
    await closeTasks(trx, before.process, { over, actor, lastSeq, at: events[0]?.recordedAt ?? '' });
  const fresh = has.filter((one) => !kept.some((other) => isSame(one, other)));
  const openedSeq = movedAt < 0 ? lastSeq : firstSeq + movedAt;
  await openNew(trx, after.process, { fresh, openedSeq, organisation: references.organisation });
}

interface Closing {
  readonly over: readonly Wanted[];
  readonly actor: Signature;
  readonly lastSeq: number;
  readonly at: string;
}

async function closeTasks(
  trx: Trx,
  process: ProjectProcess,
  { over, actor, lastSeq, at }: Closing,
): Promise<void> {
  const role = process.step === null ? null : STEPS[process.step].role;
  for (const { taskId, holder } of over) {
    const isDone = holder === null ? role === actor.role : holder === actor.userId;
    await trx
      .updateTable('task')
      .set({
        status: isDone ? 'done' : 'cancelled',
        closed_seq: lastSeq,
        closed_by: actor.userId,
        closed_at: at,
      })
      .where('project_id', '=', process.projectId)
      .where('task_id', '=', taskId)
      .where('status', '=', 'open')
      .execute();
  }
}

interface Fresh {
  readonly fresh: readonly Wanted[];
  readonly openedSeq: number;
  readonly organisation: Organisation;
}

async function openNew(
  trx: Trx,
  process: ProjectProcess,
  { fresh, openedSeq, organisation }: Fresh,
): Promise<void> {
  const { step, dueOn } = process;
  if (step === null || fresh.length === 0) return;
  const { role, party } = STEPS[step];
  const orgId = process.parties[party];
  invariant(orgId !== null && dueOn !== null, `Step ${step} waits for nobody or for ever`);
  const rows = fresh.map(({ taskId, holder }) => ({
    project_id: process.projectId,
    opened_seq: openedSeq,
    task_id: taskId,
    holder,
    step,
    role,
    // Somebody from elsewhere who was asked to sign has the task at home.
    org_id: (holder === null ? null : organisation.people[holder]?.orgId) ?? orgId,
    opened_on: process.openedOn,
    due_on: dueOn,
    due_announced: process.dueAnnounced,
    status: 'open' as const,
  }));
  await trx.insertInto('task').values(rows).execute();
}
