import type { ProjectProcess } from '../../domain/project/process.ts';
import type { Database } from '../connection.ts';

/** What the workflow of a recorded project carries on with. */
export async function readCarried(
  db: Database,
  projectId: string,
): Promise<{ readonly projectName: string; readonly regionCode: string; readonly process: ProjectProcess }> {
  const row = await db
    .selectFrom('project')
    .select(['name', 'region_code', 'process'])
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow();
  return { projectName: row.name, regionCode: row.region_code, process: row.process };
}
