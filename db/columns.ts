import type { JSONColumnType } from 'kysely';

/** A jsonb column: read as T, written as JSON text. */
export type Json<T extends object | null> = JSONColumnType<T>;
/** timestamptz: read as ISO text in UTC (see connection.ts). */
export type Timestamp = string;
