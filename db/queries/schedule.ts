import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/**
 * The steps a project has gone through, each once however many people it asked: its limit, and the day the
 * last of them was done with it.
 */
export const readSchedule = (db: Database, projectId: string) =>
  db
    .with('entered', (cte) =>
      cte
        .selectFrom('task')
        .leftJoin('project_event as closing', (join) =>
          join
            .onRef('closing.project_id', '=', 'task.project_id')
            .onRef('closing.seq', '=', 'task.closed_seq'),
        )
        .where('task.project_id', '=', projectId)
        .groupBy(['task.step', 'task.opened_on'])
        .select(({ fn }) => [
          'task.step',
          'task.opened_on',
          fn.max('task.role').as('role'),
          fn.max('task.due_on').as('due_on'),
          sql<boolean>`bool_and(task.due_announced)`.as('due_announced'),
          fn.min('task.opened_seq').as('opened_seq'),
          // The seat the route names is opened first; whoever is asked besides comes after it.
          sql<string>`(array_agg(task.org_id order by task.opened_seq, task.task_id))[1]`.as('org_id'),
          sql<'open' | 'done' | 'cancelled'>`case when bool_or(task.status = 'open') then 'open'
            when bool_or(task.status = 'done') then 'done' else 'cancelled' end`.as('status'),
          sql<string | null>`case when bool_or(task.status = 'open') then null
            else max(closing.occurred_on) end`.as('closed_on'),
        ]),
    )
    .selectFrom('entered')
    .innerJoin('org', 'org.id', 'entered.org_id')
    .selectAll('entered')
    .select('org.name as org_name')
    .orderBy('entered.opened_seq')
    .limit(500)
    .execute();
