import { sql } from 'kysely';
import type { Organisation, Proxy } from '../../domain/approval/organisation.ts';
import type { OrgId, UserId } from '../../domain/kernel/brand.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { Database } from '../connection.ts';

/** What of the organisation a decision may ask for; everything else is left unread. */
export interface OrganisationWanted {
  /** People whose standing, home and leaders are asked for. */
  readonly people: readonly UserId[];
  /** Organisations whose posts and leaders are asked for. */
  readonly orgs: readonly OrgId[];
  readonly groups: readonly string[];
  /** Whose tasks are handed over: administrators of their organisations, or of one above, are read. */
  readonly leaving: readonly UserId[];
  readonly now: Instant;
}

interface Found {
  readonly people: Organisation['people'] | null;
  readonly posts: Organisation['posts'] | null;
  readonly departments: Organisation['departments'] | null;
  readonly groups: Organisation['groups'] | null;
  readonly proxies: readonly Proxy[] | null;
  readonly admins: readonly UserId[] | null;
}

/**
 * 组织 the organisation as it stands, as far as it is wanted: the named people, the organisations they belong to with all
 * above, the holders of posts there, the members of the groups, and whoever signs for any of them. One statement; its cost
 * follows the size of those organisations, not the number of people.
 */
export async function readOrganisation(db: Database, wanted: OrganisationWanted): Promise<Organisation> {
  const { rows } = await sql<Found>`
    with recursive
    home(id) as (
      select unnest(${[...wanted.orgs]}::text[])
      union select org_id from app_user where id = any(${[...wanted.people, ...wanted.leaving]}::text[])
    ),
    department(id, parent_id, leader_user_id) as (
      select org.id, org.parent_id, org.leader_user_id from org join home on home.id = org.id
      union select org.id, org.parent_id, org.leader_user_id from org join department on org.id = department.parent_id
    ),
    post as (select user_post.* from user_post join home on home.id = user_post.org_id),
    member as (select * from user_group where name = any(${[...wanted.groups]}::text[])),
    above(id, parent_id) as (
      select org.id, org.parent_id from org join app_user on app_user.org_id = org.id
      where app_user.id = any(${[...wanted.leaving]}::text[])
      union select org.id, org.parent_id from org join above on org.id = above.parent_id
    ),
    admin as (select distinct user_id from org_admin join above on above.id = org_admin.org_id),
    named(id) as (
      select unnest(${[...wanted.people, ...wanted.leaving]}::text[])
      union select user_id from post union select user_id from member union select user_id from admin
      union select leader_user_id from department
    ),
    proxy as (
      select proxy_grant.* from proxy_grant join named on named.id = proxy_grant.of_user_id
      where coalesce(ended_at, until_at) > ${wanted.now}
      union select proxy_grant.* from proxy_grant join proxy on proxy_grant.of_user_id = proxy.to_user_id
      where coalesce(proxy_grant.ended_at, proxy_grant.until_at) > ${wanted.now}
    ),
    person as (
      select app_user.* from app_user
      where id in (select id from named union select to_user_id from proxy) and org_id is not null
    )
    ${GATHERED}`.execute(db);
  return whole(rows[0]);
}

/** The whole organisation, for proofs over everybody who might ask. */
export async function readWholeOrganisation(db: Database, now: Instant): Promise<Organisation> {
  const { rows } = await sql<Found>`
    with department as (select id, parent_id, leader_user_id from org), post as (select * from user_post),
      member as (select * from user_group), admin as (select distinct user_id from org_admin),
      proxy as (select * from proxy_grant where coalesce(ended_at, until_at) > ${now}),
      person as (select * from app_user where org_id is not null)
    ${GATHERED}`.execute(db);
  return whole(rows[0]);
}

const GATHERED = sql`
  select
    (select jsonb_object_agg(id, jsonb_build_object('name', name, 'orgId', org_id, 'active', not disabled)) from person) as people,
    (select jsonb_agg(jsonb_build_object('userId', user_id, 'role', role, 'orgId', org_id) order by org_id, role, user_id) from post) as posts,
    (select jsonb_object_agg(id, jsonb_build_object('parent', parent_id, 'leader', leader_user_id)) from department) as departments,
    (select jsonb_object_agg(name, users) from
      (select name, jsonb_agg(user_id order by user_id) as users from member group by name) one) as groups,
    (select jsonb_agg(jsonb_build_object('of', of_user_id, 'to', to_user_id, 'nodes', nodes, 'flows', flows, 'ceilingFen', ceiling_fen,
      'from', from_at, 'until', least(until_at, ended_at)) order by from_at, id) from proxy) as proxies,
    (select jsonb_agg(user_id order by user_id) from admin) as admins`;

function whole(found: Found | undefined): Organisation {
  return {
    people: found?.people ?? {},
    posts: found?.posts ?? [],
    departments: found?.departments ?? {},
    groups: found?.groups ?? {},
    proxies: (found?.proxies ?? []).map((one) => ({
      ...one,
      from: instant(one.from),
      until: instant(one.until),
    })),
    admins: found?.admins ?? [],
  };
}

/** Moments inside JSON come with an offset; the core compares them as text in UTC. */
const instant = (at: string): Instant => new Date(at).toISOString();
