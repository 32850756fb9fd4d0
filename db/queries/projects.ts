import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import type { Tables } from '../tables.ts';
import { type LampColour, type LampDates, lampOf } from './lamp.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { searchQuery } from './search.ts';
import { type Viewer, visible } from './viewer.ts';

export interface ProjectFilter {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly stage?: string | undefined;
  readonly buyerOrgId?: string | undefined;
  /** Leading digits of the buyer's region. */
  readonly regionCode?: string | undefined;
  readonly sector?: string | undefined;
  readonly pilot?: string | undefined;
  readonly providerId?: string | undefined;
  readonly fiscalYear?: number | undefined;
  readonly lamp?: LampColour | undefined;
  readonly overdue?: boolean | undefined;
  readonly lateEntry?: boolean | undefined;
}

const NEVER = sql`date '9999-12-31'`;

/** Sort words of the list; rows without a due date come last. */
const SORTS = {
  due: { by: sql`coalesce(project.due_on, ${NEVER})`, type: 'date' },
  '-updated': { by: sql`project.updated_at`, type: 'timestamptz', descending: true },
  amount: { by: sql`project.amount_fen`, type: 'bigint' },
  '-amount': { by: sql`project.amount_fen`, type: 'bigint', descending: true },
  projectNo: { by: sql`project.project_no`, type: 'text' },
} as const satisfies Record<string, Sort>;

interface Asked {
  readonly viewer: Viewer;
  readonly dates: LampDates;
  readonly filter: ProjectFilter;
}

const equals = (column: keyof Tables['project'], value: string | number | boolean | undefined) =>
  value === undefined ? [] : [sql<boolean>`${sql.ref(`project.${column}`)} = ${value}`];

function conditions({ viewer, dates, filter }: Asked): RawBuilder<boolean>[] {
  const { q, regionCode, lamp, overdue } = filter;
  const isOverdue = sql<boolean>`coalesce(project.due_on < ${dates.today}::date, false)`;
  return [
    visible(viewer),
    ...equals('state', filter.state),
    ...equals('stage', filter.stage),
    ...equals('buyer_org_id', filter.buyerOrgId),
    ...equals('sector', filter.sector),
    ...equals('pilot', filter.pilot),
    ...equals('provider_id', filter.providerId),
    ...equals('fiscal_year', filter.fiscalYear),
    ...equals('late_entry', filter.lateEntry),
    ...(q === undefined ? [] : [sql<boolean>`project.search @@ ${searchQuery(q)}::tsquery`]),
    ...(regionCode === undefined ? [] : [sql<boolean>`starts_with(project.region_code, ${regionCode})`]),
    ...(lamp === undefined ? [] : [sql<boolean>`${lampOf(dates)} = ${lamp}`]),
    ...(overdue === undefined ? [] : [overdue ? isOverdue : sql<boolean>`not ${isOverdue}`]),
  ];
}

const all = (eb: ExpressionBuilder<Tables, 'project'>, list: readonly RawBuilder<boolean>[]) =>
  eb.and([...list]);

const selectRows = (db: Database, dates: LampDates) =>
  db
    .selectFrom('project')
    .innerJoin('org', 'org.id', 'project.buyer_org_id')
    .leftJoin('provider', 'provider.id', 'project.provider_id')
    .select([
      'project.id',
      'project.project_no',
      'project.name',
      'project.buyer_org_id',
      'org.name as buyer_org_name',
      'project.region_code',
      'project.sector',
      'project.item_code',
      'project.fiscal_year',
      'project.amount_fen',
      'project.method',
      'project.pilot',
      'project.provider_id',
      'provider.name as provider_name',
      'project.stage',
      'project.state',
      'project.step',
      'project.due_on',
      'project.due_announced',
      'project.late_entry',
      'project.revision',
      'project.created_at',
      'project.updated_at',
      lampOf(dates).as('lamp'),
    ]);

export type ProjectListRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number];

/** One page of the projects the viewer may see. */
export async function listProjects(
  db: Database,
  asked: Asked,
  page: { readonly sort: keyof typeof SORTS; readonly after: After | null; readonly limit: number },
): Promise<Page<ProjectListRow>> {
  const sort: Sort = SORTS[page.sort];
  const rows = await selectRows(db, asked.dates)
    .select([sortKey(sort).as('sort_key'), 'project.id as page_id'])
    .where((eb) => all(eb, [...conditions(asked), isAfter(sort, sql`project.id`, page.after)]))
    .orderBy(sort.by, sort.descending ? 'desc' : 'asc')
    .orderBy('project.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

export async function countProjects(db: Database, asked: Asked): Promise<number> {
  const { total } = await db
    .selectFrom('project')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => all(eb, conditions(asked)))
    .executeTakeFirstOrThrow();
  return total;
}

/** One project with its running part and its file; null when there is none or the viewer may not see it. */
export async function findProject(
  db: Database,
  viewer: Viewer,
  asked: { projectId: string; dates: LampDates },
) {
  const row = await selectRows(db, asked.dates)
    .select(['project.process', 'project.file'])
    .where('project.id', '=', asked.projectId)
    .where(visible(viewer))
    .executeTakeFirst();
  return row ?? null;
}
