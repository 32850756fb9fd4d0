import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/connection.ts';
import { dumpSchema } from '../../db/dump-schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 2);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** db/tables.ts and its parts. */
const tableFiles = readdirSync(new URL('../../db', import.meta.url)).filter((name) =>
  /^tables.*\.ts$/.test(name),
);

test('db/schema.sql is what the migrations make', async () => {
  expect(await dumpSchema(db)).toBe(file('db/schema.sql'));
});

test('db/tables.ts and its parts name the tables and columns that the database has', async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%'`.execute(db);
  const written = new Set(
    [
      ...tableFiles
        .map((name) => file(`db/${name}`))
        .join('')
        .matchAll(/^ {2}(\w+): \{([\s\S]*?)(?:^ {2}\}| \});?$/gm),
    ].flatMap(([, table, body]) =>
      [...(body ?? '').matchAll(/(?:^|[\s;{])(\w+): (?=[^;]*;?)/g)].map(([, column]) => `${table}.${column}`),
    ),
  );
  const real = rows.map(({ table, column }) => `${table}.${column}`);
  expect(real.filter((one) => !written.has(one))).toEqual([]);
});
