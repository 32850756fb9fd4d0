import { sql } from 'kysely';
import type { Proxy } from '../../domain/approval/organisation.ts';
import type { ProxyRequest } from '../../domain/approval/proxy-request.ts';
import { proxyRefusal, proxyTime } from '../../domain/approval/proxy-request.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';

const selectProxies = (db: Database) =>
  db
    .selectFrom('proxy_grant as proxy')
    .innerJoin('app_user as absent', 'absent.id', 'proxy.of_user_id')
    .innerJoin('app_user as standing', 'standing.id', 'proxy.to_user_id')
    .select([
      'proxy.id',
      'proxy.of_user_id',
      'proxy.to_user_id',
      'proxy.flows',
      'proxy.nodes',
      'proxy.ceiling_fen',
      'proxy.from_at',
      'proxy.until_at',
      'proxy.ended_at',
      'proxy.reason',
      'proxy.recorded_by',
      'proxy.recorded_at',
      'proxy.request_hash',
      'absent.name as of_name',
      'standing.name as to_name',
      // What was put into the proxy's hands stays there, also when the absence is over.
      sql<number>`(select count(*)::int from approval_task task where task.status = 'open'
        and task.holder_id = proxy.to_user_id and task.principal_id = proxy.of_user_id)`.as('held'),
    ]);

export type ProxyRow = Awaited<ReturnType<ReturnType<typeof selectProxies>['execute']>>[number];

const MOST = 500;

/** The proxies of a person and those they are, the latest first. */
export const listProxies = (db: Database, userId: UserId): Promise<ProxyRow[]> =>
  selectProxies(db)
    .where((eb) => eb.or([eb('proxy.of_user_id', '=', userId), eb('proxy.to_user_id', '=', userId)]))
    .orderBy('proxy.from_at', 'desc')
    .orderBy('proxy.id', 'desc')
    .limit(MOST)
    .execute();

export const findProxy = async (db: Database, id: number): Promise<ProxyRow | null> =>
  (await selectProxies(db).where('proxy.id', '=', id).executeTakeFirst()) ?? null;

/** The proxy that a request has recorded before; null when it has recorded none. */
const findByKey = async (db: Database, key: string): Promise<ProxyRow | null> =>
  (await selectProxies(db).where('proxy.request_key', '=', key).executeTakeFirst()) ?? null;

interface Asking {
  readonly asked: ProxyRequest;
  readonly reason: string;
  readonly by: UserId;
  readonly key: string;
  readonly requestHash: string;
  readonly now: Instant;
}

/** 登记代理: one after the other, so that two requests together cannot close a circle. */
export const recordProxy = (
  db: Database,
  { asked, reason, by, key, requestHash, now }: Asking,
): Promise<Result<ProxyRow>> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('proxy_grant'))`.execute(trx);
    const before = await findByKey(trx, key);
    if (before) return accept(before);
    const isNear = await isNearby(trx, asked.of, asked.to);
    const refusal = proxyRefusal(asked, { now, isNear, grants: await readGrants(trx, now) });
    if (refusal) return refuse(refusal);
    const { of, to, flows, nodes, ceilingFen } = asked;
    const { from, until } = proxyTime(asked, now);
    const { id } = await trx
      .insertInto('proxy_grant')
      .values({
        of_user_id: of,
        to_user_id: to,
        flows: flows && [...flows],
        nodes: nodes && [...nodes],
        ceiling_fen: ceilingFen,
        from_at: from,
        until_at: until,
        reason,
        recorded_by: by,
        recorded_at: now,
        request_key: key,
        request_hash: requestHash,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const row = await findProxy(trx, id);
    if (!row) throw new Error(`The proxy ${id} has just been recorded`);
    return accept(row);
  });

/** Every grant that is not over yet. */
async function readGrants(trx: Trx, now: Instant): Promise<readonly Proxy[]> {
  const rows = await trx
    .selectFrom('proxy_grant')
    .select(['of_user_id', 'to_user_id', 'flows', 'nodes', 'ceiling_fen', 'from_at', 'until_at', 'ended_at'])
    .where(sql<boolean>`coalesce(ended_at, until_at) > ${now}`)
    .execute();
  return rows.map((row) => ({
    of: row.of_user_id,
    to: row.to_user_id,
    flows: row.flows,
    nodes: row.nodes,
    ceilingFen: row.ceiling_fen,
    from: row.from_at,
    until: row.ended_at ?? row.until_at,
  }));
}

/** Is the one an active person of the other's organisation or of one above it? */
async function isNearby(trx: Trx, of: UserId, to: UserId): Promise<boolean> {
  const { rows } = await sql`
    with recursive above(id, parent_id) as (
      select org.id, org.parent_id from org join app_user on app_user.org_id = org.id where app_user.id = ${of}
      union select org.id, org.parent_id from org join above on org.id = above.parent_id
    ) select 1 from app_user join above on above.id = app_user.org_id
    where app_user.id = ${to} and not app_user.disabled limit 1`.execute(trx);
  return rows.length > 0;
}

/** 结束代理 before its last day; false when it is over already. What was assigned meanwhile stays where it is. */
export async function endProxy(
  db: Database,
  id: number,
  { by, now }: { readonly by: UserId; readonly now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('proxy_grant')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('until_at', '>', now)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
