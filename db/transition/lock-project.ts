import type { ProjectState } from '../../domain/project/state.ts';
import type { Trx } from './read-settings.ts';

/** The end of a project's event chain: where the next event is hooked in. */
export interface Chain {
  readonly seq: number;
  readonly hash: string;
}

/** Takes the project's row for this transaction; null when there is no such project yet. */
export async function lockProject(
  trx: Trx,
  projectId: string,
): Promise<{ readonly state: ProjectState; readonly chain: Chain } | null> {
  const row = await trx
    .selectFrom('project')
    .select(['process', 'file', 'last_seq', 'last_hash'])
    .where('id', '=', projectId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return {
    state: { process: row.process, file: row.file },
    chain: { seq: row.last_seq, hash: row.last_hash },
  };
}
