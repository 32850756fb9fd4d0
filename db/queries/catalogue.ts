import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { containing } from './search.ts';

export interface CatalogueFilter {
  readonly q?: string | undefined;
  readonly sector?: string | undefined;
  readonly level?: number | undefined;
  readonly regionCode?: string | undefined;
  readonly on: string;
}

/** The region itself and all above it. */
const lineage = (regionCode: string) => sql<string>`(
  with recursive up as (
    select code, parent_code from region where code = ${regionCode}
    union all select above.code, above.parent_code from region above join up on above.code = up.parent_code
  ) select code from up)`;

const selectItems = (db: Database) =>
  db
    .selectFrom('catalogue_item as item')
    .innerJoin('catalogue_version as version', 'version.id', 'item.version_id')
    .selectAll('item')
    .select([
      'version.region_code',
      'version.year',
      'version.basis',
      'version.published_on',
      'version.superseded_on',
    ]);

export type CatalogueRecord = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number];

const BY_CODE: Sort = { by: sql`item.code`, type: 'text' };

/** 目录项 of the catalogues that are published on a day. */
export async function listCatalogueItems(
  db: Database,
  { q, sector, level, regionCode, on }: CatalogueFilter,
  page: { readonly after: After | null; readonly limit: number },
): Promise<Page<CatalogueRecord>> {
  const rows = await selectItems(db)
    .select([sortKey(BY_CODE).as('sort_key'), 'item.version_id as page_id'])
    .where('version.published_on', '<=', on)
    .where((eb) => eb.or([eb('version.superseded_on', 'is', null), eb('version.superseded_on', '>', on)]))
    .$if(q !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('item.name', 'ilike', containing(q ?? '')), eb('item.code', 'ilike', containing(q ?? ''))]),
      ),
    )
    .$if(sector !== undefined, (query) => query.where('item.sector', '=', sector ?? ''))
    .$if(level !== undefined, (query) => query.where('item.level', '=', level ?? 0))
    .$if(regionCode !== undefined, (query) =>
      query.where('version.region_code', 'in', lineage(regionCode ?? '')),
    )
    .where(isAfter(BY_CODE, sql`item.version_id`, page.after))
    .orderBy('item.code')
    .orderBy('item.version_id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}

/** Those of the given codes that stand in a catalogue, of whatever version. */
export async function knownCodes(db: Database, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const rows = await db
    .selectFrom('catalogue_item')
    .select('code')
    .distinct()
    .where('code', 'in', [...new Set(codes)])
    .execute();
  return new Set(rows.map(({ code }) => code));
}
