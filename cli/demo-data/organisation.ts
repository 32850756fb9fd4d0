import type { Database } from '../../db/connection.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import type { OrgId, UserId } from '../../domain/kernel/brand.ts';
import { holderOf, orgs, users } from './people.ts';
import { counties, countyOf, type DemoOrg } from './places.ts';

/** The organisation of the demo in which the shipped approval flows run. */
export const FLOW_ORG: OrgId = 'shahe';

const personOf = (role: Parameters<typeof holderOf>[0], orgId: OrgId): UserId => {
  const holder = holderOf(role, orgId);
  if (!holder) throw new Error(`The demo has nobody as ${role} of ${orgId}`);
  return holder.id;
};

/** 用户组 of the demo township: who votes in committee, who is told about absences. */
const GROUPS: Readonly<Record<string, readonly UserId[]>> = {
  committee: (['stationHead', 'townshipFinance', 'leader', 'legalCounsel'] as const).map((role) =>
    personOf(role, FLOW_ORG),
  ),
  personnel: [personOf('congressClerk', FLOW_ORG)],
};

/** Below the office of the county's government stand its departments and townships; outsiders stand alone. */
function parentOf({ id, kind, region }: DemoOrg): OrgId | null {
  const county = counties.find(({ code }) => code === countyOf(region));
  const isInside = ['township', 'subdistrict', 'countyDepartment', 'countyFinance'].includes(kind);
  const office = county && isInside ? `${county.slug}-office` : null;
  return office === id ? null : office;
}

/** The demo's organisation as the database answers it once it is loaded, without groups and proxies. */
export const demoOrganisation: Organisation = {
  people: Object.fromEntries(users.map(({ id, name, orgId }) => [id, { name, orgId, active: true }])),
  posts: users.map(({ id, role, orgId }) => ({ userId: id, role, orgId })),
  departments: Object.fromEntries(
    orgs.map((org) => [org.id, { parent: parentOf(org), leader: holderOf('mayor', org.id)?.id ?? null }]),
  ),
  groups: {},
  proxies: [],
  admins: [],
};

/** Fills parents, leaders, groups and administrators; what somebody has set already stays. */
export async function loadOrganisation(db: Database): Promise<void> {
  const unset = await db
    .selectFrom('org')
    .select('id')
    .where('parent_id', 'is', null)
    .where('leader_user_id', 'is', null)
    .execute();
  const isUnset = new Set(unset.map(({ id }) => id));
  for (const org of orgs.filter(({ id }) => isUnset.has(id))) {
    const place = { parent_id: parentOf(org), leader_user_id: holderOf('mayor', org.id)?.id ?? null };
    if (place.parent_id === null && place.leader_user_id === null) continue;
    await db.updateTable('org').set(place).where('id', '=', org.id).execute();
  }
  const members = Object.entries(GROUPS).flatMap(([name, ids]) => ids.map((user_id) => ({ name, user_id })));
  await db
    .insertInto('user_group')
    .values(members)
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('org_admin')
    .values(
      orgs.flatMap(({ id }) => {
        const head = holderOf('stationHead', id);
        return head ? [{ org_id: id, user_id: head.id }] : [];
      }),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}
