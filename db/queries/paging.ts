import { type RawBuilder, sql } from 'kysely';

/** Where a list goes on: the sort key and id of the last row that was shown. */
export interface After {
  readonly key: string;
  readonly id: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The place after the last row; null when nothing follows. */
  readonly next: After | null;
}

/** A sort: an expression that is never null, its type for comparing a cursor's text with it, and the direction. */
export interface Sort {
  readonly by: RawBuilder<unknown>;
  readonly type: 'date' | 'bigint' | 'text' | 'timestamptz' | 'integer';
  readonly descending?: boolean;
}

export const sortKey = (sort: Sort): RawBuilder<string> => sql<string>`(${sort.by})::text`;

/** True for rows after the cursor; ids break ties in ascending order. */
export function isAfter(sort: Sort, id: RawBuilder<unknown>, after: After | null): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`;
  const key = sql`${after.key}::${sql.raw(sort.type)}`;
  const beyond = sort.descending ? sql`<` : sql`>`;
  return sql<boolean>`(${sort.by} ${beyond} ${key} or (${sort.by} = ${key} and ${id} > ${after.id}))`;
}

/** Cuts the one row that was read too many and keeps the place of the last one that stays. */
export function toPage<Row extends { sort_key: string; page_id: string }>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? { key: last.sort_key, id: last.page_id } : null };
}
