import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type LampColour, type LampDates, lampOf } from './lamp.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { type Viewer, visible } from './viewer.ts';

/** Who looks, on which day, and into which region (leading digits; everything the viewer may see when empty). */
export interface Look {
  readonly viewer: Viewer;
  readonly dates: LampDates;
  readonly regionCode?: string | undefined;
}

const COUNTY_DIGITS = 6;
const TOWNSHIP_DIGITS = 9;

/** How many digits part the rows: townships within a county, counties above it. */
export const digitsBelow = (regionCode: string | undefined): number =>
  (regionCode?.length ?? 0) >= COUNTY_DIGITS ? TOWNSHIP_DIGITS : COUNTY_DIGITS;

export const within = ({ viewer, regionCode = '' }: Pick<Look, 'viewer' | 'regionCode'>) =>
  sql<boolean>`(${visible(viewer)} and starts_with(project.region_code, ${regionCode}))`;

/** 区划路径 the named regions from the county down to this one. */
export const regionsAbove = (
  db: Database,
  regionCode: string,
): Promise<readonly { readonly code: string; readonly name: string }[]> =>
  db
    .selectFrom('region')
    .select(['code', 'name'])
    .where(sql<boolean>`starts_with(${regionCode}, code) and length(code) >= ${COUNTY_DIGITS}`)
    .orderBy(sql`length(code)`)
    .execute();

export interface StageCount {
  readonly code: string;
  readonly name: string;
  readonly stage: string;
  readonly lamp: LampColour;
  readonly projects: number;
}

/** Open projects by region, stage and lamp: the cells of the matrix that are not empty. */
export async function countByRegion(db: Database, look: Look): Promise<readonly StageCount[]> {
  const { rows } = await sql<StageCount>`
    select counted.*, region.name from (
      select left(project.region_code, ${digitsBelow(look.regionCode)}::int) as code, project.stage,
        ${lampOf(look.dates)} as lamp, count(*)::int as projects
      from project where ${within(look)} and project.due_on is not null
      group by 1, 2, 3
    ) counted join region on region.code = counted.code
    order by counted.code, counted.stage, counted.lamp`.execute(db);
  return rows;
}

/** Steps that were done after their due date, by region: what is green again has still been late. */
export async function countDoneLate(
  db: Database,
  look: Look,
): Promise<readonly { readonly code: string; readonly late: number }[]> {
  const { rows } = await sql<{ code: string; late: number }>`
    select left(project.region_code, ${digitsBelow(look.regionCode)}::int) as code,
      count(distinct (task.project_id, task.opened_seq))::int as late
    from task join project on project.id = task.project_id
    join project_event closing on closing.project_id = task.project_id and closing.seq = task.closed_seq
    where ${within(look)} and task.status = 'done' and closing.occurred_on > task.due_on
    group by 1`.execute(db);
  return rows;
}

/** Urges of the step that is open now, and the last of them. */
const urges = (what: 'count' | 'last'): RawBuilder<unknown> => sql`(
  select ${what === 'count' ? sql`count(*)::int` : sql`max(urge.urged_at)`} from urge
  where urge.project_id = project.id and urge.step = project.step and urge.due_on = project.due_on)`;

const selectWaiting = (db: Database, look: Look) =>
  db
    .selectFrom('project')
    .innerJoin('org as buyer', 'buyer.id', 'project.buyer_org_id')
    .innerJoin('region', 'region.code', 'project.region_code')
    .where(within(look))
    .where('project.due_on', 'is not', null)
    .select([
      'project.id',
      'project.project_no',
      'project.name',
      'project.stage',
      'project.step',
      'project.amount_fen',
      'project.due_announced',
      'buyer.name as buyer_name',
      'region.name as region_name',
      sql<string>`project.due_on`.as('due_on'),
      sql<string>`project.process ->> 'openedOn'`.as('opened_on'),
      sql<Readonly<Record<string, string | null>>>`project.process -> 'parties'`.as('parties'),
      lampOf(look.dates).as('lamp'),
      urges('count').$castTo<number>().as('urges'),
      urges('last').$castTo<string | null>().as('last_urged_at'),
    ]);

export type WaitingRow = Awaited<ReturnType<ReturnType<typeof selectWaiting>['execute']>>[number];

const BY_DUE: Sort = { by: sql`project.due_on`, type: 'date' };

export interface WaitingFilter {
  readonly lamp?: LampColour | undefined;
  readonly stage?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Open projects with what they wait for, the longest overdue first. */
export async function listWaiting(
  db: Database,
  { look, filter }: { readonly look: Look; readonly filter: WaitingFilter },
  page: { readonly after: After | null; readonly limit: number },
): Promise<Page<WaitingRow>> {
  const { lamp, stage, from, to } = filter;
  const rows = await selectWaiting(db, look)
    .select([sortKey(BY_DUE).as('sort_key'), 'project.id as page_id'])
    .$if(lamp !== undefined, (query) => query.where(sql<boolean>`${lampOf(look.dates)} = ${lamp}`))
    .$if(stage !== undefined, (query) => query.where('project.stage', '=', stage ?? ''))
    .$if(from !== undefined, (query) => query.where('project.due_on', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('project.due_on', '<=', to ?? ''))
    .where(isAfter(BY_DUE, sql`project.id`, page.after))
    .orderBy('project.due_on')
    .orderBy('project.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** Names of organisations by id, for the seats that a step waits for. */
export async function nameOrgs(
  db: Database,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('org')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
