import { sql } from 'kysely';
import type { Role } from '../../domain/approval/types.ts';
import type { Database } from '../connection.ts';
import { type After, isAfter, type Sort, sortKey, toPage } from './paging.ts';
import { containing } from './search.ts';
import { isProvider, type Viewer } from './viewer.ts';

interface PeopleFilter {
  readonly q?: string | undefined;
  readonly orgId?: string | undefined;
}

const BY_ID: Sort = { by: sql`person.id`, type: 'text' };

/** 人员 the accounts in use of the administration, with their home organisation; a provider sees their own people only. */
export async function listPeople(
  db: Database,
  { viewer, q, orgId }: PeopleFilter & { readonly viewer: Viewer },
  page: { readonly after: After | null; readonly limit: number },
) {
  const words = containing(q ?? '');
  const rows = await db
    .selectFrom('app_user as person')
    .innerJoin('org', 'org.id', 'person.org_id')
    .select(['person.id', 'person.name', 'org.id as org_id', 'org.name as org_name'])
    // user_post.role holds only roles of the glossary.
    .select(
      sql<Role[]>`array(select distinct role from user_post where user_id = person.id order by 1)`.as(
        'roles',
      ),
    )
    .select([sortKey(BY_ID).as('sort_key'), 'person.id as page_id'])
    .where('person.disabled', '=', false)
    .$if(isProvider(viewer), (query) => query.where('org.id', 'in', [...viewer.orgIds]))
    .$if(!isProvider(viewer), (query) => query.where('org.kind', '<>', 'provider'))
    .$if(orgId !== undefined, (query) => query.where('org.id', '=', orgId ?? ''))
    .$if(q !== undefined, (query) =>
      query.where((eb) => eb.or([eb('person.name', 'ilike', words), eb('org.name', 'ilike', words)])),
    )
    .where(isAfter(BY_ID, sql`person.id`, page.after))
    .orderBy('person.id')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit);
}
