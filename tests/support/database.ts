import { randomBytes } from 'node:crypto';
import { testDatabaseServer } from './services.ts';
import { onDatabase, runStatement } from './sql.ts';

/** A database of its own for one test file, migrated and empty. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** Makes a database by cloning the migrated template; drop it when done (connections still open are cut). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testDatabaseServer();
  const name = `goufu_test_${randomBytes(6).toString('hex')}`;
  await runStatement(server.url, `create database ${name} template ${server.template}`);
  return {
    url: onDatabase(server.url, name),
    drop: () => runStatement(server.url, `drop database if exists ${name} with (force)`),
  };
}
