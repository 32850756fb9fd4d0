import { sql } from 'kysely';
import type { DisclosureKind } from '../../domain/disclosure/types.ts';
import type { Indicator } from '../../domain/evaluation/targets.ts';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { searchQuery } from './search.ts';

export interface DisclosureFilter {
  readonly q?: string | undefined;
  readonly kind?: DisclosureKind | undefined;
  readonly regionCode?: string | undefined;
  readonly projectNo?: string | undefined;
}

/**
 * 已公开事项: one row for each item that has been published, with what that item makes public and nothing more.
 * A provider that is a natural person is not named.
 */
const selectPublished = (db: Database) =>
  db
    .selectFrom('project')
    .innerJoin('org as buyer', 'buyer.id', 'project.buyer_org_id')
    .innerJoin('region', 'region.code', 'project.region_code')
    .leftJoin('provider', 'provider.id', 'project.provider_id')
    .innerJoin(
      sql<{ kind: DisclosureKind; published_on: string; url: string | null }>`lateral (
        select item ->> 'kind' as kind, (item ->> 'publishedOn')::date as published_on, item ->> 'url' as url
        from jsonb_array_elements(case jsonb_typeof(project.file -> 'disclosures')
          when 'array' then project.file -> 'disclosures' else '[]'::jsonb end) item
        where item ->> 'publishedOn' is not null)`.as('item'),
      (join) => join.onTrue(),
    )
    .select([
      'project.project_no',
      'project.name',
      'project.fiscal_year',
      'buyer.name as buyer_name',
      'region.name as region_name',
      'project.region_code',
      'item.kind',
      'item.published_on',
      'item.url',
      sql<number | null>`case when item.kind = 'budget'
        then (project.file -> 'application' ->> 'estimateFen')::bigint end`.as('budget_fen'),
      sql<string | null>`case when item.kind = 'procedure' then project.method end`.as('method'),
      sql<string | null>`case when item.kind = 'procedure'
        then project.file -> 'notice' ->> 'media' end`.as('notice_media'),
      sql<string | null>`case when item.kind = 'procedure'
        then project.file -> 'notice' ->> 'issuedOn' end`.as('notice_on'),
      sql<string | null>`case when item.kind = 'procedure'
        then project.file -> 'notice' ->> 'closesOn' end`.as('closes_on'),
      sql<string | null>`case when item.kind = 'procedure'
        then project.file -> 'award' ->> 'awardedOn' end`.as('awarded_on'),
      sql<number | null>`case when item.kind = 'procedure'
        then (project.file -> 'award' ->> 'priceFen')::bigint end`.as('award_fen'),
      sql<string | null>`case when item.kind = 'contract'
        then project.file -> 'contract' -> 'draft' ->> 'contractNo' end`.as('contract_no'),
      sql<number | null>`case when item.kind = 'contract'
        then (project.file -> 'contract' -> 'draft' ->> 'valueFen')::bigint end`.as('contract_fen'),
      sql<string | null>`case when item.kind = 'contract'
        then project.file -> 'contract' ->> 'signedOn' end`.as('signed_on'),
      sql<string | null>`case when item.kind in ('contract', 'procedure') and provider.kind <> 'individual'
        then provider.name end`.as('provider_name'),
      sql<string | null>`case when item.kind = 'evaluationResult'
        then project.file -> 'evaluation' ->> 'grade' end`.as('grade'),
      sql<string | null>`case item.kind
        when 'service' then project.file -> 'catalogItem' ->> 'name'
        when 'content' then coalesce(project.file -> 'requirement' ->> 'content',
          project.file -> 'application' ->> 'content')
        when 'standard' then project.file -> 'requirement' ->> 'standard'
        when 'requirement' then project.file -> 'requirement' ->> 'quantity'
        when 'evaluationStandard' then project.file -> 'targets' ->> 'goal' end`.as('words'),
      sql<readonly string[] | null>`case when item.kind = 'requirement'
        then project.file -> 'requirement' -> 'acceptanceItems' end`.as('acceptance_items'),
      sql<readonly Indicator[] | null>`case when item.kind = 'evaluationStandard'
        then project.file -> 'targets' -> 'indicators' end`.as('indicators'),
    ]);

export type DisclosureRow = Awaited<ReturnType<ReturnType<typeof selectPublished>['execute']>>[number];

const BY_DAY: Sort = { by: sql`item.published_on`, type: 'date', descending: true };
const ID = sql<string>`project.project_no || ' ' || item.kind`;

/** Published items, the newest first. */
export async function listDisclosures(
  db: Database,
  { q, kind, regionCode, projectNo }: DisclosureFilter,
  page: { readonly after: After | null; readonly limit: number },
): Promise<Page<DisclosureRow>> {
  const rows = await selectPublished(db)
    .select([sortKey(BY_DAY).as('sort_key'), ID.as('page_id')])
    .$if(q !== undefined, (query) =>
      query.where(sql<boolean>`(project.search @@ ${searchQuery(q ?? '')}::tsquery)`),
    )
    .$if(kind !== undefined, (query) => query.where(sql<boolean>`item.kind = ${kind}`))
    .$if(projectNo !== undefined, (query) => query.where('project.project_no', '=', projectNo ?? ''))
    .$if(regionCode !== undefined, (query) =>
      query.where(sql<boolean>`starts_with(project.region_code, ${regionCode ?? ''})`),
    )
    .where(isAfter(BY_DAY, ID, page.after))
    .orderBy(BY_DAY.by, 'desc')
    .orderBy(ID)
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}
