import { testDatabaseServer } from './services.ts';
import { cloneDatabase } from './sql.ts';

/** A database of its own for one test file, migrated and empty. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** Makes a database by cloning the migrated template; drop it when done (connections still open are cut). */
export const createTestDatabase = async (): Promise<TestDatabase> =>
  cloneDatabase(await testDatabaseServer());
