import { type RawBuilder, sql } from 'kysely';

/** Does the case lie in the region of the row named `org`? */
const isInRegion = sql<boolean>`starts_with(approval_case.region_code,
  left(org.region_code, case org.level when 'city' then 4 when 'county' then 6 else 9 end))`;

/**
 * May the person see the case of the row named `approval_case`? Whoever takes or took part in it; the leaders and
 * administrators of its organisation, or of one above, and of the organisations of those who hold its tasks; auditors and
 * operators of its region.
 */
export const visibleCase = (userId: string): RawBuilder<boolean> => sql<boolean>`(
  exists (select from approval_participant part where part.case_id = approval_case.id and part.user_id = ${userId})
  or approval_case.org_id in (${led(userId)})
  or exists (select from approval_task held join app_user on app_user.id = held.holder_id
    where held.case_id = approval_case.id and held.status = 'open' and app_user.org_id in (${led(userId)}))
  or exists (select from user_post post join org on org.id = post.org_id
    where post.user_id = ${userId} and post.role in ('auditor', 'operator') and ${isInRegion}))`;

/** The organisations that a person leads or administers, with all below; asked once a statement, not once a row. */
const led = (userId: string): RawBuilder<string> => sql<string>`
  with recursive led(id) as (
    select org.id from org where leader_user_id = ${userId}
    union select org_id from org_admin where user_id = ${userId}
    union select org.id from org join led on org.parent_id = led.id
  ) select id from led`;

/** Everybody who may see the case of the row named `approval_case`, by user id: the rule of `visibleCase`, asked the other way round. */
export const caseAudience: RawBuilder<string[]> = sql<string[]>`array(
  with recursive above(id, parent_id) as (
    select org.id, org.parent_id from org where org.id = approval_case.org_id or org.id in (
      select app_user.org_id from approval_task held join app_user on app_user.id = held.holder_id
      where held.case_id = approval_case.id and held.status = 'open')
    union select org.id, org.parent_id from org join above on org.id = above.parent_id
  )
  select part.user_id from approval_participant part where part.case_id = approval_case.id
  union select org.leader_user_id from org join above on above.id = org.id where org.leader_user_id is not null
  union select admin.user_id from org_admin admin join above on above.id = admin.org_id
  union select post.user_id from user_post post join org on org.id = post.org_id
    where post.role in ('auditor', 'operator') and ${isInRegion})`;
