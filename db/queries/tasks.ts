import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type LampColour, type LampDates, lampOf } from './lamp.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { searchQuery } from './search.ts';
import { type Viewer, visible } from './viewer.ts';

export interface TaskFilter {
  readonly scope: 'mine' | 'org' | 'visible';
  readonly role?: string | undefined;
  readonly lamp?: LampColour | undefined;
  readonly q?: string | undefined;
}

interface Asked {
  readonly viewer: Viewer;
  readonly dates: LampDates;
  readonly filter: TaskFilter;
}

const SORTS = {
  due: { by: sql`task.due_on`, type: 'date' },
  amount: { by: sql`project.amount_fen`, type: 'bigint' },
  '-amount': { by: sql`project.amount_fen`, type: 'bigint', descending: true },
} as const satisfies Record<string, Sort>;

function inScope(viewer: Viewer, scope: TaskFilter['scope']): RawBuilder<boolean> {
  if (scope === 'visible') return visible(viewer);
  if (scope === 'org') return sql<boolean>`task.org_id = any(${viewer.orgIds}::text[])`;
  const { posts } = viewer;
  return sql<boolean>`(task.holder = ${viewer.actor.userId} or task.holder is null and (task.org_id, task.role) in (
    select * from unnest(${posts.map((post) => post.orgId)}::text[], ${posts.map((post) => post.role)}::text[])))`;
}

function conditions({ viewer, filter }: Asked): RawBuilder<boolean>[] {
  const { q, role } = filter;
  return [
    inScope(viewer, filter.scope),
    ...(role === undefined ? [] : [sql<boolean>`task.role = ${role}`]),
    ...(q === undefined ? [] : [sql<boolean>`project.search @@ ${searchQuery(q)}::tsquery`]),
  ];
}

/** A project may have several open tasks; this names one of them. */
const PAGE_ID = sql<string>`(task.project_id || '/' || task.task_id)`;

const openTasks = (db: Database) =>
  db
    .selectFrom('task')
    .innerJoin('project', 'project.id', 'task.project_id')
    .where('task.status', '=', 'open');

const selectRows = (db: Database, dates: LampDates) =>
  openTasks(db)
    .innerJoin('org', 'org.id', 'task.org_id')
    .leftJoin('app_user as holder', 'holder.id', 'task.holder')
    .innerJoin('org as buyer', 'buyer.id', 'project.buyer_org_id')
    .select([
      'task.project_id',
      'project.project_no',
      'project.name as project_name',
      'project.buyer_org_id',
      'buyer.name as buyer_org_name',
      'project.stage',
      'project.state',
      'task.step',
      'task.task_id',
      'task.holder',
      'holder.name as holder_name',
      'task.role',
      'task.org_id',
      'org.name as org_name',
      'task.opened_on',
      'task.due_on',
      'task.due_announced',
      'project.amount_fen',
      'project.late_entry',
      'project.revision',
      lampOf(dates).as('lamp'),
    ]);

export type TaskRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number];

/** One page of open tasks. */
export async function listTasks(
  db: Database,
  asked: Asked,
  page: { readonly sort: keyof typeof SORTS; readonly after: After | null; readonly limit: number },
): Promise<Page<TaskRow>> {
  const sort: Sort = SORTS[page.sort];
  const { lamp } = asked.filter;
  const rows = await selectRows(db, asked.dates)
    .select([sortKey(sort).as('sort_key'), PAGE_ID.as('page_id')])
    .where((eb) => eb.and(conditions(asked)))
    .where(lamp === undefined ? sql<boolean>`true` : sql<boolean>`${lampOf(asked.dates)} = ${lamp}`)
    .where(isAfter(sort, PAGE_ID, page.after))
    .orderBy(sort.by, sort.descending ? 'desc' : 'asc')
    .orderBy(PAGE_ID)
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** Open tasks by lamp, under all filters but the lamp's. */
export async function countTasksByLamp(
  db: Database,
  asked: Asked,
): Promise<Readonly<Record<LampColour, number>>> {
  const rows = await openTasks(db)
    .select([lampOf(asked.dates).as('lamp'), (eb) => eb.fn.countAll<number>().as('tasks')])
    .where((eb) => eb.and(conditions(asked)))
    .groupBy(sql`1`)
    .execute();
  return {
    red: 0,
    yellow: 0,
    green: 0,
    grey: 0,
    ...Object.fromEntries(rows.map((row) => [row.lamp, row.tasks])),
  };
}
