import type { Database } from '../connection.ts';
import { type Viewer, visible } from './viewer.ts';

/** What a command needs to know before it is sent; null when there is no such project for the viewer. */
export async function findProcess(db: Database, viewer: Viewer, projectId: string) {
  const row = await db
    .selectFrom('project')
    .select(['process', 'project_no'])
    .where('id', '=', projectId)
    .where(visible(viewer))
    .executeTakeFirst();
  return row ?? null;
}

/** The stored answer to a command, by its key; null when none was recorded. */
export async function findReceipt(db: Database, key: string) {
  const row = await db
    .selectFrom('command_receipt')
    .leftJoin('project', 'project.id', 'command_receipt.project_id')
    .where('command_receipt.key', '=', key)
    .select(['command_receipt.request_hash', 'command_receipt.result', 'project.project_no'])
    .executeTakeFirst();
  return row ?? null;
}

export type StoredReceipt = NonNullable<Awaited<ReturnType<typeof findReceipt>>>;

export async function findProjectNo(db: Database, projectId: string): Promise<string | null> {
  const row = await db
    .selectFrom('project')
    .select('project_no')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return row?.project_no ?? null;
}
