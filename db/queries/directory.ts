import { sql } from 'kysely';
import type { DirectoryStatus } from '../../domain/provider/directory.ts';
import type { ProviderKind } from '../../domain/provider/types.ts';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from './paging.ts';
import { containing } from './search.ts';

interface Paging {
  readonly after: After | null;
  readonly limit: number;
}

const BY_PROVIDER: Sort = { by: sql`provider.id`, type: 'text' };

export interface ProviderFilter {
  readonly q?: string | undefined;
  readonly kind?: ProviderKind | undefined;
  readonly status?: DirectoryStatus | undefined;
  /** A catalogue code the provider can deliver. */
  readonly capability?: string | undefined;
}

/** 承接主体名录 */
export async function listProviders(
  db: Database,
  { q, kind, status, capability }: ProviderFilter,
  page: Paging,
) {
  const rows = await db
    .selectFrom('provider')
    .selectAll()
    .select([sortKey(BY_PROVIDER).as('sort_key'), 'id as page_id'])
    .$if(q !== undefined, (query) => query.where('name', 'ilike', containing(q ?? '')))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'active'))
    .$if(capability !== undefined, (query) =>
      query.where(sql<boolean>`capabilities @> array[${capability ?? ''}]::text[]`),
    )
    .where(isAfter(BY_PROVIDER, sql`provider.id`, page.after))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

export interface OrgFilter {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly level?: string | undefined;
  readonly regionCode?: string | undefined;
}

const BY_ORG: Sort = { by: sql`org.id`, type: 'text' };

/** 单位 */
export async function listOrgs(db: Database, { q, kind, level, regionCode }: OrgFilter, page: Paging) {
  const rows = await db
    .selectFrom('org')
    .innerJoin('region', 'region.code', 'org.region_code')
    .selectAll('org')
    .select(['region.name as region_name', sortKey(BY_ORG).as('sort_key'), 'org.id as page_id'])
    .$if(q !== undefined, (query) => query.where('org.name', 'ilike', containing(q ?? '')))
    .$if(kind !== undefined, (query) => query.where('org.kind', '=', kind ?? ''))
    .$if(level !== undefined, (query) => query.where('org.level', '=', level ?? ''))
    .$if(regionCode !== undefined, (query) =>
      query.where(sql<boolean>`starts_with(org.region_code, ${regionCode ?? ''})`),
    )
    .where(isAfter(BY_ORG, sql`org.id`, page.after))
    .orderBy('org.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** A unit by its id; null when there is none. */
export async function findOrg(db: Database, id: string) {
  const row = await db
    .selectFrom('org')
    .select(['id', 'name', 'region_code'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export interface NamedOrg {
  readonly id: string;
  readonly name: string;
}

/** The units whose id or full name is among the given words. */
export async function findOrgsNamed(db: Database, words: readonly string[]): Promise<readonly NamedOrg[]> {
  const asked = [...new Set(words)];
  if (asked.length === 0) return [];
  return db
    .selectFrom('org')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('id', 'in', asked), eb('name', 'in', asked)]))
    .execute();
}

/** 限额标准 in force on a day, the latest of each region; of one region's line of authority when it is given. */
export const listThresholds = (
  db: Database,
  { regionCode, on }: { regionCode?: string | undefined; on: string },
) =>
  db
    .selectFrom('region_setting as setting')
    .innerJoin('region', 'region.code', 'setting.region_code')
    .distinctOn('setting.region_code')
    .select([
      'setting.region_code',
      'region.name as region_name',
      'setting.effective_from',
      'setting.citation',
      'setting.confirmed',
      sql<number>`(setting.data ->> 'purchaseLimitFen')::bigint`.as('purchase_limit_fen'),
      sql<number>`(setting.data ->> 'openTenderFen')::bigint`.as('open_tender_fen'),
    ])
    .where('setting.kind', '=', 'thresholds')
    .where('setting.effective_from', '<=', on)
    .$if(regionCode !== undefined, (query) =>
      query.where(sql<boolean>`setting.region_code in (
        with recursive up as (
          select code, parent_code from region where code = ${regionCode ?? ''}
          union all select above.code, above.parent_code from region above join up on above.code = up.parent_code
        ) select code from up)`),
    )
    .orderBy('setting.region_code')
    .orderBy('setting.effective_from', 'desc')
    .limit(1_000)
    .execute();
