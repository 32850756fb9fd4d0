import { invariant } from '../../domain/kernel/invariant.ts';
import { STEPS } from '../../domain/project/steps.ts';
import type { Trx } from './read-settings.ts';
import type { Weighed } from './weigh.ts';

/** 待办: closes the open task and opens that of the next step, when the command moved the project. */
export async function turnTasks(
  trx: Trx,
  { before, after, events }: Weighed,
  { firstSeq, lastSeq }: { readonly firstSeq: number; readonly lastSeq: number },
): Promise<void> {
  const movedAt = events.findLastIndex((event) => event.move !== null);
  const mover = events[movedAt];
  if (!mover) return;
  const { process } = after;
  if (before) {
    await trx
      .updateTable('task')
      .set({
        status:
          before.process.step !== null && STEPS[before.process.step].role === mover.by.role
            ? 'done'
            : 'cancelled',
        closed_seq: lastSeq,
        closed_by: mover.by.userId,
        closed_at: mover.recordedAt,
      })
      .where('project_id', '=', process.projectId)
      .where('status', '=', 'open')
      .execute();
  }
  if (process.step === null) return;
  const { role, party } = STEPS[process.step];
  const orgId = process.parties[party];
  invariant(orgId !== null && process.dueOn !== null, `Step ${process.step} waits for nobody or for ever`);
  await trx
    .insertInto('task')
    .values({
      project_id: process.projectId,
      opened_seq: firstSeq + movedAt,
      step: process.step,
      role,
      org_id: orgId,
      opened_on: process.openedOn,
      due_on: process.dueOn,
      due_announced: process.dueAnnounced,
      status: 'open',
    })
    .execute();
}
