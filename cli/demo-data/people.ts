import type { Actor, OrgKind, Role } from '../../domain/approval/types.ts';
import type { OrgId, UserId } from '../../domain/kernel/brand.ts';
import { type DemoOrg, publicOrgs } from './places.ts';
import { providerOrgs } from './providers.ts';

/** A person of the demo, named by function: no real person stands behind a name. One post each. */
export interface DemoUser {
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly orgId: OrgId;
}

/** Offices whose short name reads better in a person's title than the full name of the organisation. */
const shortName = (name: string): string => name.replace(/人民政府$|办事处$/, '');

type Titles = readonly (readonly [role: Role, title: string])[];

const TOWNSHIP: Titles = [
  ['handler', '经办人'],
  ['stationHead', '便民服务中心负责人'],
  ['townshipFinance', '财政所负责人'],
  ['leader', '分管领导'],
  ['mayor', '镇长'],
  ['legalCounsel', '法律顾问'],
  ['congressClerk', '人大秘书'],
  ['acceptanceMember', '验收小组组长'],
  ['villageSupervisor', '村务监督委员会代表'],
];

const SUBDISTRICT: Titles = TOWNSHIP.map(([role, title]) => {
  if (role === 'mayor') return [role, '主任'];
  if (role === 'congressClerk') return [role, '人大工委联络员'];
  if (role === 'villageSupervisor') return [role, '居务监督委员会代表'];
  return [role, title];
});

const DEPARTMENT: Titles = [
  ['handler', '经办人'],
  ['stationHead', '业务股负责人'],
  ['townshipFinance', '财务股负责人'],
  ['leader', '分管副局长'],
  ['mayor', '局长'],
  ['legalCounsel', '法律顾问'],
  ['acceptanceMember', '验收小组组长'],
  ['villageSupervisor', '服务对象代表监督员'],
];

const SECTOR_OFFICER: Titles[number] = ['sectorOfficer', '行业审核人'];

const COUNTY_FINANCE: Titles = [
  ['countyBudget', '预算股审核人'],
  ['countyProcurement', '采购监管股审核人'],
  ['countyPerformance', '绩效股审核人'],
  ['countyTreasury', '国库股支付岗'],
  SECTOR_OFFICER,
];

/** People of the outside offices; a city department is looked up by its id. */
const OFFICES: Readonly<Partial<Record<OrgKind, Titles>>> = {
  countyFinance: COUNTY_FINANCE,
  cityFinance: [['cityFinance', '采购监管处审核人']],
  reformOffice: [['reformOffice', '督办员']],
  agency: [['agency', '项目负责人']],
  evaluator: [['evaluator', '评估负责人']],
  auditor: [['auditor', '审计监督员']],
  publicInstitution1: [['handler', '经办人']],
  massOrganisation: [['handler', '经办人']],
  provider: [['provider', '项目负责人']],
};

const CITY_DEPARTMENTS: Readonly<Record<OrgId, Titles>> = {
  'mintuo-experts': [['panelExpert', '评审专家']],
  'mintuo-support': [['operator', '运维员']],
};

function titlesOf(org: DemoOrg): Titles {
  switch (org.kind) {
    case 'township':
      return org.name.endsWith('乡人民政府')
        ? TOWNSHIP.map(([role, title]) => [role, title === '镇长' ? '乡长' : title])
        : TOWNSHIP;
    case 'subdistrict':
      return SUBDISTRICT;
    case 'countyDepartment':
      if (org.id.endsWith('-office')) return [['mayor', '主任'], SECTOR_OFFICER];
      return [...(org.buys ? DEPARTMENT : []), SECTOR_OFFICER];
    default:
      return OFFICES[org.kind] ?? CITY_DEPARTMENTS[org.id] ?? [];
  }
}

/** The id that `goufu as` and the sign-in take: organisation and role, e.g. `shahe-handler`. */
const userIdOf = (orgId: OrgId, role: Role): UserId =>
  `${orgId}-${role.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

/** Buyers with a second handler, so that work can change hands within one post. */
const WITH_SECOND_HANDLER: readonly OrgId[] = [
  'shahe',
  'shuangqiao',
  'longdong',
  'linjiang',
  'wangxi-agriculture',
];

export const secondHandlerOf = (orgId: OrgId): UserId | null =>
  WITH_SECOND_HANDLER.includes(orgId) ? `${userIdOf(orgId, 'handler')}-2` : null;

function usersOf(org: DemoOrg): DemoUser[] {
  const users = titlesOf(org).map(
    ([role, title]): DemoUser => ({
      id: userIdOf(org.id, role),
      name: `${shortName(org.name)}${title}`,
      role,
      orgId: org.id,
    }),
  );
  const second = secondHandlerOf(org.id);
  if (second === null) return users;
  return [
    ...users,
    { id: second, name: `${shortName(org.name)}经办人（二）`, role: 'handler', orgId: org.id },
  ];
}

export const orgs: readonly DemoOrg[] = [...publicOrgs, ...providerOrgs];

export const users: readonly DemoUser[] = orgs.flatMap(usersOf);

const byPost = new Map(users.toReversed().map((user) => [`${user.role}@${user.orgId}`, user]));
const byId = new Map(users.map((user) => [user.id, user]));

/** The first person who holds a post; null when the organisation has nobody for it. */
export const holderOf = (role: Role, orgId: OrgId): DemoUser | null => byPost.get(`${role}@${orgId}`) ?? null;

export const userById = (id: UserId): DemoUser | null => byId.get(id) ?? null;

/** The person as the domain sees them. */
export const actorOf = ({ id, name, role, orgId }: DemoUser): Actor => ({
  userId: id,
  name,
  posts: [{ role, orgId }],
});
