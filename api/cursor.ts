import { z } from 'zod';
import type { After, Page } from '../db/queries/paging.ts';
import { text } from '../domain/kernel/text.ts';
import { ProblemError } from './problem/problem-error.ts';

const cursorSchema = z.tuple([z.string().max(50), z.string().max(500), z.string().max(200)]);

const badCursor = (): ProblemError =>
  new ProblemError('BadCursor', {
    detail: text(
      '翻页位置无效，或属于另一种排序；请从第一页开始。',
      'The cursor is not valid or belongs to another sort; start from the first page.',
    ),
  });

/** The place after a page, as text nobody needs to read; it holds for one sort only. */
export const encodeCursor = (sort: string, { key, id }: After): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** What a cursor's key must look like for its sort, so that a forged one never reaches the database. */
const KEYS = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  number: /^-?\d{1,18}$/,
  moment: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/,
  text: /^[^\p{Cc}\p{Surrogate}]{1,200}$/u,
} as const;
export type KeyKind = keyof typeof KEYS;

export function decodeCursor(sort: string, kind: KeyKind, cursor: string | undefined): After | null {
  if (cursor === undefined) return null;
  const [of, key, id] = parse(cursor);
  if (of !== sort || !KEYS[kind].test(key) || !/^[^\p{Cc}\p{Surrogate}]*$/u.test(id)) throw badCursor();
  if (kind === 'date' || kind === 'moment') if (Number.isNaN(Date.parse(key.slice(0, 10)))) throw badCursor();
  return { key, id };
}

function parse(cursor: string): z.output<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badCursor();
  }
}

/** A page of the database as the wire shows it. */
export const toWirePage = <Row, Item>(sort: string, page: Page<Row>, item: (row: Row) => Item) => ({
  items: page.rows.map(item),
  nextCursor: page.next && encodeCursor(sort, page.next),
});
