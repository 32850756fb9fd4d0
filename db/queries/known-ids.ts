import { sql } from 'kysely';
import type { Database } from '../connection.ts';

export interface NamedIds {
  readonly orgs: readonly string[];
  readonly providers: readonly string[];
}

/** Those of the named organisations and providers that do not exist. */
export async function findUnknownIds(
  db: Database,
  { orgs, providers }: NamedIds,
): Promise<ReadonlySet<string>> {
  if (orgs.length + providers.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${orgs}::text[]) named(id) where not exists (select 1 from org where org.id = named.id)
    union all
    select id from unnest(${providers}::text[]) named(id)
    where not exists (select 1 from provider where provider.id = named.id)`.execute(db);
  return new Set(rows.map((row) => row.id));
}
