import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';

interface Document {
  readonly hash: string;
  readonly version: string;
  /** Canonical JSON of the packs. */
  readonly document: string;
}

/** Keeps documents by their content for ever; one that is there already stays as it is. */
export async function keepDocuments(
  db: Database,
  origin: 'shipped' | 'proposed',
  documents: readonly Document[],
): Promise<void> {
  if (documents.length === 0) return;
  await db
    .insertInto('pack_version')
    .values(documents.map((document) => ({ ...document, origin })))
    .onConflict((on) => on.column('hash').doNothing())
    .execute();
}

export async function findDocument(db: Database | Trx, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom('pack_version')
    .select('document')
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.document ?? null;
}
