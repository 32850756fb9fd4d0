import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { evolve } from '../../domain/project/evolve.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { reviewApproval } from '../../domain/project/review-approval.ts';
import type { Database } from '../connection.ts';
import { appendEvents } from './append-events.ts';
import { lockProject } from './lock-project.ts';
import { peopleInCase, readPinnedFlow } from './project-approval.ts';
import { runningColumns } from './project-row.ts';
import { readOrganisation } from './read-organisation.ts';
import { readCalendar } from './read-settings.ts';

/** 核查在办 recorded as an event of the system where a holder cannot act any more; a repeated call finds nothing new to say. */
export const recordReview = (
  db: Database,
  { projectId, nowMs }: { readonly projectId: string; readonly nowMs: number },
): Promise<ProjectProcess> =>
  db.transaction().execute(async (trx) => {
    const locked = await lockProject(trx, projectId);
    invariant(locked, `Project ${projectId} does not exist`);
    const { process } = locked.state;
    const flow = await readPinnedFlow(trx, process);
    if (!flow) return process;
    const now = new Date(nowMs).toISOString() as Instant;
    const people = [...peopleInCase(process), flow.owner];
    const organisation = await readOrganisation(trx, { people, orgs: [], groups: [], leaving: [], now });
    const calendar = await readCalendar(trx);
    const event = reviewApproval(process, { flow, organisation, calendar, now });
    if (!event) return process;
    const after = evolve(locked.state, event);
    const { chain } = locked;
    const key = `${projectId}:review:${chain.seq + 1}`;
    const last = await appendEvents(trx, { projectId, key, chain }, [event]);
    await trx
      .updateTable('project')
      .set({ ...runningColumns(after), last_seq: last.seq, last_hash: last.hash })
      .where('id', '=', projectId)
      .execute();
    return after.process;
  });
