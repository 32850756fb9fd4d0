import { sql } from 'kysely';
import type { Role } from '../../domain/approval/types.ts';
import type { OrgId } from '../../domain/kernel/brand.ts';
import type { Database } from '../connection.ts';

/** 所属单位 where a person belongs: the organisation, its region, and the organisations above, itself the first. */
export interface Home {
  readonly orgId: string;
  readonly regionCode: string;
  readonly above: readonly string[];
}

const above = (userId: string) => sql`
    recursive above(id, parent_id, region_code, depth) as (
      select org.id, org.parent_id, org.region_code, 0 from org join app_user on app_user.org_id = org.id
      where app_user.id = ${userId}
      union
      select org.id, org.parent_id, org.region_code, depth + 1 from org join above on org.id = above.parent_id
      where depth < 20
    )`;

/** The person's home; null when they belong nowhere, and so take no part in approvals. */
export async function findHome(db: Database, userId: string): Promise<Home | null> {
  const { rows } = await sql<{ id: string; region_code: string }>`
    with ${above(userId)} select id, region_code from above order by depth`.execute(db);
  const [home] = rows;
  return home ? { orgId: home.id, regionCode: home.region_code, above: rows.map(({ id }) => id) } : null;
}

/** The organisation nearest to a person's own, itself the first, then upwards, in which somebody holds a role; null when none is. */
export async function findNearestPost(db: Database, userId: string, role: Role): Promise<OrgId | null> {
  const { rows } = await sql<{ org_id: string }>`
    with ${above(userId)} select user_post.org_id from above join user_post on user_post.org_id = above.id
    where user_post.role = ${role} order by depth limit 1`.execute(db);
  return rows[0]?.org_id ?? null;
}
