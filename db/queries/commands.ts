import type { Database } from '../connection.ts';

/** The stored answer to a command, by its key; null when it was never answered. */
export async function findReceipt(db: Database, key: string) {
  const row = await db
    .selectFrom('command_receipt')
    .leftJoin('project', 'project.id', 'command_receipt.project_id')
    .where('command_receipt.key', '=', key)
    .select(['command_receipt.request_hash', 'command_receipt.result', 'project.project_no'])
    .executeTakeFirst();
  return row ?? null;
}

export async function findProjectNo(db: Database, projectId: string): Promise<string | null> {
  const row = await db
    .selectFrom('project')
    .select('project_no')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return row?.project_no ?? null;
}
