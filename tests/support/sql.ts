import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './database.ts';
import type { DatabaseServer } from './services.ts';

/** Runs one statement on a server, such as one that makes a database. */
export async function runStatement(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** A database of its own, cloned from the migrated template; drop it when done (connections still open are cut). */
export async function cloneDatabase(server: DatabaseServer): Promise<TestDatabase> {
  const name = `goufu_test_${randomBytes(6).toString('hex')}`;
  await runStatement(server.url, `create database ${name} template ${server.template}`);
  return {
    url: onDatabase(server.url, name),
    drop: () => runStatement(server.url, `drop database if exists ${name} with (force)`),
  };
}
