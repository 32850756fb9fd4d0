import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const { DATE, INT8, TIMESTAMPTZ } = pg.types.builtins;

/** Dates stay local dates, moments become ISO text in UTC, and bigint a whole number that must be safe. */
function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`A bigint out of range came from the database: ${value}`);
  return number;
}

const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  [DATE]: (value) => value,
  [INT8]: wholeNumber,
  [TIMESTAMPTZ]: (value) => new Date(value).toISOString(),
};

type Parse = (value: string) => unknown;

const types: pg.CustomTypesConfig = {
  // pg's own parsers are typed as any.
  getTypeParser: (oid, format) => PARSERS[oid] ?? (pg.types.getTypeParser(oid, format) as Parse),
};

/** An exhausted pool or a silent server is an answer after this long, not a wait for ever. */
const CONNECTION_WAIT_MS = 5_000;

export function createPool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    types,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
  });
  // An idle connection cut by a restarting server is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

export function createDatabase(databaseUrl: string, max = 10): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(databaseUrl, max) }) });
}
