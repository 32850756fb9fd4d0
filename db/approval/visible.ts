import { type RawBuilder, sql } from 'kysely';

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
    where post.user_id = ${userId} and post.role in ('auditor', 'operator')
      and starts_with(approval_case.region_code,
        left(org.region_code, case org.level when 'city' then 4 when 'county' then 6 else 9 end))))`;

/** The organisations that a person leads or administers, with all below; asked once a statement, not once a row. */
const led = (userId: string): RawBuilder<string> => sql<string>`
  with recursive led(id) as (
    select org.id from org where leader_user_id = ${userId}
    union select org_id from org_admin where user_id = ${userId}
    union select org.id from org join led on org.parent_id = led.id
  ) select id from led`;
