import type { Flow } from '../../domain/approval/flow.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Database } from '../connection.ts';

/** One version of a flow as it is stored. */
export const findFlowVersion = async (db: Database, id: string, version: number) =>
  (await db
    .selectFrom('flow_version')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()) ?? null;

/** The version a case is pinned to. */
export async function pinnedFlow(db: Database, id: string, version: number): Promise<Flow> {
  const row = await findFlowVersion(db, id, version);
  invariant(row, `Flow ${id} v${version} of a running case is gone`);
  return row.document;
}

/** The version in use; null when none is published. */
export const findPublishedFlow = async (db: Database, id: string) =>
  (await db
    .selectFrom('flow_version')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'published')
    .executeTakeFirst()) ?? null;

/** The published flow of one purpose that is nearest to an organisation: named so, or so with a suffix (`extension.county`). */
export async function findNearestFlow(db: Database, purpose: string, above: readonly string[]) {
  const rows = await db
    .selectFrom('flow_version')
    .select(['id', 'version', 'org_id'])
    .where('status', '=', 'published')
    .where('org_id', 'in', ['', ...above])
    .where((eb) => eb.or([eb('id', '=', purpose), eb('id', 'like', `${purpose}.%`)]))
    .orderBy('id')
    .execute();
  return above.flatMap((orgId) => rows.find(({ org_id }) => org_id === orgId) ?? [])[0] ?? null;
}
