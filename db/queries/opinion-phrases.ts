import type { OpinionPhrases } from '../../domain/approval/opinion-phrases.ts';
import type { Database } from '../connection.ts';

/** A person's own phrases; revision 0 while they have saved none. */
export async function readOpinionPhrases(db: Database, userId: string): Promise<OpinionPhrases> {
  const row = await db
    .selectFrom('opinion_phrases')
    .select(['revision', 'phrases'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row ?? { revision: 0, phrases: [] };
}

/** Saves the whole list over the revision it was made from; null when it has been saved elsewhere since. */
export async function saveOpinionPhrases(
  db: Database,
  userId: string,
  { revision, phrases }: OpinionPhrases,
): Promise<OpinionPhrases | null> {
  const next = { revision: revision + 1, phrases: [...phrases] };
  const row =
    revision === 0
      ? await db
          .insertInto('opinion_phrases')
          .values({ user_id: userId, ...next })
          .onConflict((on) => on.column('user_id').doNothing())
          .returning(['revision', 'phrases'])
          .executeTakeFirst()
      : await db
          .updateTable('opinion_phrases')
          .set(next)
          .where('user_id', '=', userId)
          .where('revision', '=', revision)
          .returning(['revision', 'phrases'])
          .executeTakeFirst();
  return row ?? null;
}
