import { sql } from 'kysely';
import type { Database } from './connection.ts';
import { lampOf } from './queries/lamp.ts';
import type { Look } from './queries/supervision.ts';
import { within } from './queries/supervision.ts';

export interface UrgeOrder {
  readonly key: string;
  readonly projectIds: readonly string[];
  readonly words: string;
}

/**
 * 催办 records an urge for the open step of each project. Answers the projects that cannot be urged: unknown, not
 * visible to the viewer, or neither overdue nor near due; if there is one, nothing is written.
 */
export async function recordUrges(
  db: Database,
  look: Look,
  { key, projectIds, words }: UrgeOrder,
): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('project')
      .select(['project.id', 'project.step', 'project.due_on'])
      .where('project.id', 'in', [...projectIds])
      .where(within(look))
      .where(sql<boolean>`${lampOf(look.dates)} in ('red', 'yellow')`)
      .forUpdate()
      .execute();
    const urgent = found.flatMap(({ id, step, due_on }) =>
      step === null || due_on === null ? [] : [{ id, step, due_on }],
    );
    const refused = projectIds.filter((id) => !urgent.some((one) => one.id === id));
    if (refused.length > 0) return refused;
    const by_user_id = look.viewer.actor.userId;
    await trx
      .insertInto('urge')
      .values(
        urgent.map(({ id, step, due_on }) => ({ key, project_id: id, step, due_on, words, by_user_id })),
      )
      .onConflict((on) => on.columns(['key', 'project_id']).doNothing())
      .execute();
    return [];
  });
}
