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
