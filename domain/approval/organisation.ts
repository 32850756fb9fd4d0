import type { OrgId, UserId } from '../kernel/brand.ts';
import type { Instant } from '../kernel/local-date.ts';
import type { NodeId } from './flow.ts';
import type { Role } from './types.ts';

/**
 * 代理 Proxy: who signs for an absent person, in which flows and at which nodes (null: all), up to which amount, from one
 * moment up to, not including, another. Looked up when a node opens.
 */
export interface Proxy {
  readonly of: UserId;
  readonly to: UserId;
  readonly nodes: readonly NodeId[] | null;
  /** Ids of flows, those of projects without their version (`project-budget`); all flows where it is left out. */
  readonly flows?: readonly string[] | null;
  readonly ceilingFen: number | null;
  readonly from: Instant;
  readonly until: Instant;
}

export interface Person {
  readonly name: string;
  readonly orgId: OrgId;
  /** False once the account is disabled. */
  readonly active: boolean;
}

/** 组织 the people, posts, leaders, groups and proxies as they stand at one moment; the shell reads them, the core asks. */
export interface Organisation {
  readonly people: Readonly<Record<UserId, Person>>;
  readonly posts: readonly { readonly userId: UserId; readonly role: Role; readonly orgId: OrgId }[];
  readonly departments: Readonly<
    Record<OrgId, { readonly parent: OrgId | null; readonly leader: UserId | null }>
  >;
  readonly groups: Readonly<Record<string, readonly UserId[]>>;
  readonly proxies: readonly Proxy[];
  /** 组织管理员 may hand over the tasks of people who leave. */
  readonly admins: readonly UserId[];
}

export const isActive = (organisation: Organisation, userId: UserId): boolean =>
  Object.hasOwn(organisation.people, userId) && organisation.people[userId]?.active === true;

/** The leaders above a person, nearest first; the person is never their own leader. A broken tree ends the list. */
export function leadersAbove(organisation: Organisation, userId: UserId): readonly UserId[] {
  const leaders: UserId[] = [];
  const seen = new Set<OrgId>();
  let at: OrgId | null = organisation.people[userId]?.orgId ?? null;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const department: Organisation['departments'][string] | undefined = organisation.departments[at];
    const leader = department?.leader ?? null;
    if (leader !== null && leader !== userId && !leaders.includes(leader)) leaders.push(leader);
    at = department?.parent ?? null;
  }
  return leaders;
}
