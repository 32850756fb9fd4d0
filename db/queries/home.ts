import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** 所属单位 where a person belongs: the organisation, its region, and the organisations above, itself the first. */
export interface Home {
  readonly orgId: string;
  readonly regionCode: string;
  readonly above: readonly string[];
}

/** The person's home; null when they belong nowhere, and so take no part in approvals. */
export async function findHome(db: Database, userId: string): Promise<Home | null> {
  const { rows } = await sql<{ id: string; region_code: string }>`
    with recursive above(id, parent_id, region_code, depth) as (
      select org.id, org.parent_id, org.region_code, 0 from org join app_user on app_user.org_id = org.id
      where app_user.id = ${userId}
      union
      select org.id, org.parent_id, org.region_code, depth + 1 from org join above on org.id = above.parent_id
      where depth < 20
    ) select id, region_code from above order by depth`.execute(db);
  const [home] = rows;
  return home ? { orgId: home.id, regionCode: home.region_code, above: rows.map(({ id }) => id) } : null;
}
