import type { Database } from '../connection.ts';

/** The steps a project has gone through, each with its limit and the day it was closed on. */
export const readSchedule = (db: Database, projectId: string) =>
  db
    .selectFrom('task')
    .leftJoin('project_event as closing', (join) =>
      join.onRef('closing.project_id', '=', 'task.project_id').onRef('closing.seq', '=', 'task.closed_seq'),
    )
    .innerJoin('org', 'org.id', 'task.org_id')
    .where('task.project_id', '=', projectId)
    .select([
      'task.step',
      'task.role',
      'task.org_id',
      'org.name as org_name',
      'task.opened_on',
      'task.due_on',
      'task.due_announced',
      'task.status',
      'closing.occurred_on as closed_on',
    ])
    .orderBy('task.opened_seq')
    .limit(500)
    .execute();
