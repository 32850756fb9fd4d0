import type { Instant } from '../../domain/kernel/local-date.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { type ProjectEvent, SYSTEM } from '../../domain/project/events.ts';
import { evolve } from '../../domain/project/evolve.ts';
import type { Deadline, ProjectProcess } from '../../domain/project/process.ts';
import type { Database } from '../connection.ts';
import { appendEvents } from './append-events.ts';
import { lockProject } from './lock-project.ts';
import { runningColumns } from './project-row.ts';

export interface DeadlinesInput {
  readonly projectId: string;
  /** The deadlines whose moment has come; those already recorded or no longer valid are passed over. */
  readonly fired: readonly Deadline[];
  readonly nowMs: number;
}

/**
 * 提醒与升级 recorded as events of the system, each once: a deadline stands in the row until its event is written, so a
 * repeated call finds nothing left to do. The revision stays, so nobody's open page grows stale by a reminder.
 */
export async function recordDeadlines(db: Database, input: DeadlinesInput): Promise<ProjectProcess> {
  return db.transaction().execute(async (trx) => {
    const locked = await lockProject(trx, input.projectId);
    if (!locked) throw new Error(`Project ${input.projectId} does not exist`);
    const { process } = locked.state;
    const due = process.deadlines.filter((one) =>
      input.fired.some((fired) => fired.at === one.at && fired.level === one.level),
    );
    const events = due.flatMap((deadline) => spoken(process, deadline, input.nowMs));
    if (events.length === 0) return process;
    const scheduledAt = due.map(({ at }) => at);
    const after = events.reduce(evolve, locked.state);
    const key = `${input.projectId}:deadline:${locked.chain.seq + 1}`;
    const place = { projectId: input.projectId, key, chain: locked.chain, scheduledAt };
    const last = await appendEvents(trx, place, events);
    await trx
      .updateTable('project')
      .set({ ...runningColumns(after), last_seq: last.seq, last_hash: last.hash })
      .where('id', '=', input.projectId)
      .execute();
    return after.process;
  });
}

function spoken(process: ProjectProcess, deadline: Deadline, nowMs: number): ProjectEvent[] {
  const { step, dueOn } = process;
  if (step === null || dueOn === null) return [];
  const { level, role } = deadline;
  const envelope = {
    move: null,
    by: SYSTEM,
    occurredOn: dateAt(nowMs),
    // Servers' clocks differ by a little: what was set for nine is not recorded before nine.
    recordedAt: new Date(Math.max(nowMs, Date.parse(deadline.at))).toISOString() as Instant,
  };
  return deadline.kind === 'reminder'
    ? [{ type: 'StepReminded', data: { step, dueOn, role }, ...envelope }]
    : [{ type: 'StepEscalated', data: { step, dueOn, level, role }, ...envelope }];
}
