import { type RawBuilder, sql } from 'kysely';
import type { Actor, Role } from '../../domain/approval/types.ts';
import type { Database } from '../connection.ts';

/** A post as it is read with its organisation. */
export interface ViewerPost {
  readonly role: Role;
  readonly orgId: string;
  readonly orgName: string;
}

/** 查阅人: who asks, with what they may see: projects where an organisation of theirs has a seat, or a whole region's. */
export interface Viewer {
  readonly actor: Actor;
  readonly posts: readonly ViewerPost[];
  readonly orgIds: readonly string[];
  /** Leading digits of region codes; every project below is visible. */
  readonly regionPrefixes: readonly string[];
}

interface PostRow {
  readonly role: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly kind: string;
  readonly level: string;
  readonly region_code: string;
}

/** Kinds of organisations from outside the administration: they see only the projects they take part in. */
const OUTSIDERS: readonly string[] = ['provider', 'agency', 'evaluator'];
/** Posts that oversee the whole region of their organisation, whatever its level. */
const OVERSEERS: readonly string[] = ['auditor', 'reformOffice', 'operator'];
const DIGITS: Readonly<Record<string, number>> = { city: 4, county: 6, township: 9 };

/** The region a post may look into, as leading digits; null when it sees only its own seats. */
export function regionOfPost(post: PostRow): string | null {
  const oversees = OVERSEERS.includes(post.role) && post.kind !== 'provider';
  if (!oversees && (OUTSIDERS.includes(post.kind) || post.level === 'township')) return null;
  return post.region_code.slice(0, DIGITS[post.level] ?? post.region_code.length);
}

const readPosts = (db: Database) =>
  db
    .selectFrom('app_user')
    .leftJoin('user_post', 'user_post.user_id', 'app_user.id')
    .leftJoin('org', 'org.id', 'user_post.org_id')
    .where('app_user.disabled', '=', false)
    .select([
      'app_user.id',
      'app_user.name',
      'user_post.role',
      'org.id as org_id',
      'org.name as org_name',
      'org.kind',
      'org.level',
      'org.region_code',
    ])
    .orderBy('app_user.id')
    .orderBy('user_post.role')
    .orderBy('org.id');

type Row = Awaited<ReturnType<ReturnType<typeof readPosts>['execute']>>[number];

const isPost = (row: Row): row is Row & PostRow => row.org_id !== null && row.role !== null;

function toViewer(rows: readonly [Row, ...Row[]]): Viewer {
  const held = rows.filter(isPost);
  // user_post.role holds only roles of the glossary; an unknown one would match no seat.
  const posts = held.map((row) => ({ role: row.role as Role, orgId: row.org_id, orgName: row.org_name }));
  return {
    actor: {
      userId: rows[0].id,
      name: rows[0].name,
      posts: posts.map(({ role, orgId }) => ({ role, orgId })),
    },
    posts,
    orgIds: [...new Set(posts.map((post) => post.orgId))],
    regionPrefixes: [...new Set(held.flatMap((row) => regionOfPost(row) ?? []))],
  };
}

/** The person with the posts they hold now; null when unknown or disabled. */
export async function findViewer(db: Database, userId: string): Promise<Viewer | null> {
  const [first, ...rest] = await readPosts(db).where('app_user.id', '=', userId).execute();
  return first ? toViewer([first, ...rest]) : null;
}

/** Everybody who can sign in, with their posts. */
export async function listViewers(db: Database): Promise<readonly Viewer[]> {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of await readPosts(db).execute()) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return [...groups.values()].map(toViewer);
}

/** Does the viewer read as a provider, and nothing else? */
export const isProvider = ({ posts }: Viewer): boolean =>
  posts.length > 0 && posts.every(({ role }) => role === 'provider');

/** May the viewer see the project of the row named `project`? The same rule as `sees`, in SQL. */
export const visible = (viewer: Viewer): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from project_org seat
    where seat.project_id = project.id and seat.org_id = any(${viewer.orgIds}::text[]))
  or exists (select 1 from unnest(${viewer.regionPrefixes}::text[]) prefix
    where starts_with(project.region_code, prefix)))`;

/** The same rule as `visible`, for rows that are already here. */
export const sees = (
  viewer: Viewer,
  project: { readonly regionCode: string; readonly orgIds: readonly string[] },
): boolean =>
  viewer.orgIds.some((orgId) => project.orgIds.includes(orgId)) ||
  viewer.regionPrefixes.some((prefix) => project.regionCode.startsWith(prefix));
