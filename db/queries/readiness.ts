import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '../connection.ts';

export type MigrationStatus = 'current' | 'pending' | 'newer' | 'unknown';

/** Compares the migrations this version brings with those the database has had. Throws when it cannot be reached. */
export async function migrationStatus(db: Database): Promise<MigrationStatus> {
  const { rows: known } = await sql<{ present: boolean }>`
    select to_regclass('kysely_migration') is not null as present`.execute(db);
  if (!known[0]?.present) return 'pending';
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.map((row) => row.name));
  const files = await readdir(new URL('../migrations/', import.meta.url));
  const ours = files.filter((name) => name.endsWith('.sql')).map((name) => name.replace(/\.sql$/, ''));
  if (ours.some((name) => !done.has(name))) return 'pending';
  return done.size > ours.length ? 'newer' : 'current';
}
