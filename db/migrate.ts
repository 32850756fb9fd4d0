import { readdir, readFile } from 'node:fs/promises';
import { type Migration, Migrator, sql } from 'kysely';
import { createDatabase, type Database } from './connection.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'));
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, FOLDER), 'utf8');
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The official work calendar belongs to every installation; a newer version stands beside the older ones. */
async function loadWorkCalendar(db: Database): Promise<void> {
  const file = new URL('./reference/work-calendar.json', import.meta.url);
  const { version, years } = JSON.parse(await readFile(file, 'utf8')) as { version: string; years: object };
  await db
    .insertInto('work_calendar')
    .values({ version, years: JSON.stringify(years) })
    .onConflict((on) => on.column('version').doNothing())
    .execute();
}

/**
 * Brings the schema up to date and answers the names of the migrations that ran. A database that a newer Goufu
 * has migrated is refused.
 */
export async function migrateToLatest(databaseUrl: string): Promise<string[]> {
  const db = createDatabase(databaseUrl, 1);
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error('The migration failed', { cause: error });
    await loadWorkCalendar(db);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}
