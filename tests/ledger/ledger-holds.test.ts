import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/connection.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 4);
  await sql`
    insert into region (code, name, level) values ('51', '省', 'province');
    insert into org (id, name, kind, level, region_code) values ('o', '镇', 'township', 'township', '51');
    insert into budget_line (id, org_id, fiscal_year, name, source, in_service_table)
      values ('l', 'o', 2026, '线', 'own', true), ('over', 'o', 2025, '旧线', 'own', true);
    insert into budget_posting (line_id, from_bucket, to_bucket, amount_fen, project_id, seq, source_ref) values
      ('l', 'appropriation', 'available', 100, null, null, 'budget:o:2026'), ('l', 'available', 'reserved', 40, 'P', 3, null),
      ('over', 'appropriation', 'available', 10, null, null, 'budget:o:2025');
    update budget_line set frozen_on = '2026-01-01' where id = 'over'`.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const posting = (values: RawBuilder<unknown>) =>
  sql`insert into budget_posting (line_id, from_bucket, to_bucket, amount_fen, project_id, seq, source_ref) values (${values})`;

/** Every way we know to bring the ledger out of balance by plain SQL, with the word that stops it. */
const ATTEMPTS: readonly (readonly [string, RawBuilder<unknown>, RegExp])[] = [
  [
    'reserve more than is available',
    posting(sql`'l', 'available', 'reserved', 61, null, null, null`),
    /not_overdrawn/,
  ],
  [
    'commit more than is reserved',
    posting(sql`'l', 'reserved', 'committed', 41, null, null, null`),
    /buckets_not_negative/,
  ],
  [
    'pay what is not committed',
    posting(sql`'l', 'committed', 'paid', 1, null, null, null`),
    /buckets_not_negative/,
  ],
  [
    'cut more than is available',
    posting(sql`'l', 'available', 'appropriation', 61, null, null, null`),
    /not_overdrawn/,
  ],
  [
    'post a negative amount',
    posting(sql`'l', 'available', 'reserved', -1, null, null, null`),
    /amount_fen_check/,
  ],
  [
    'post in a circle',
    posting(sql`'l', 'available', 'available', 1, null, null, null`),
    /budget_posting_check/,
  ],
  ['pay out of nothing', posting(sql`'l', 'paid', 'available', 1, null, null, null`), /from_bucket_check/],
  [
    'post a project’s event twice',
    posting(sql`'l', 'available', 'reserved', 40, 'P', 3, null`),
    /once_by_project/,
  ],
  [
    'appropriate twice',
    posting(sql`'l', 'appropriation', 'available', 9, null, null, 'budget:o:2026'`),
    /once_by_source/,
  ],
  [
    'take from a year that is over',
    posting(sql`'over', 'available', 'reserved', 1, null, null, null`),
    /year_is_over|year of budget line/,
  ],
  [
    'add to a year that is over',
    posting(sql`'over', 'appropriation', 'available', 1, null, null, null`),
    /year of budget line/,
  ],
  ['post to no line', posting(sql`'x', 'appropriation', 'available', 1, null, null, null`), /foreign key/],
  [
    'write a balance',
    sql`update budget_line set available_fen = available_fen + 1, approved_fen = approved_fen + 1`,
    /by postings only/,
  ],
  [
    'move a balance',
    sql`update budget_line set available_fen = available_fen - 1, paid_fen = paid_fen + 1`,
    /by postings only/,
  ],
  [
    'bring a line into being with money',
    sql`insert into budget_line (id, org_id, fiscal_year, name, source, in_service_table, approved_fen, available_fen)
      values ('rich', 'o', 2026, '线', 'own', true, 5, 5)`,
    /begins empty/,
  ],
  ['change a posting', sql`update budget_posting set amount_fen = 1`, /append-only/],
  ['delete a posting', sql`delete from budget_posting`, /append-only/],
  ['empty the ledger', sql`truncate budget_posting`, /append-only/],
  ['delete a line', sql`delete from budget_line where id = 'l'`, /foreign key/],
  [
    'close a year that still runs',
    sql`update budget_line set closed_on = '2026-01-01' where id = 'l'`,
    /closed_when_frozen/,
  ],
];

const balances = () =>
  sql`select id, approved_fen, available_fen, reserved_fen, committed_fen, paid_fen from budget_line order by id`
    .execute(db)
    .then(({ rows }) => rows);

test.each(ATTEMPTS)('the database does not let anybody %s', async (...[_name, attempt, stopped]) => {
  const before = await balances();
  await expect(attempt.execute(db)).rejects.toThrow(stopped);
  expect(await balances()).toEqual(before);
});

test('of many who take the last 60 fen at the same time, as many succeed as there is money', async () => {
  const takes = Array.from({ length: 20 }, () =>
    posting(sql`'l', 'available', 'reserved', 7, null, null, null`)
      .execute(db)
      .then(
        () => 1,
        () => 0,
      ),
  );
  const taken = (await Promise.all(takes)).reduce<number>((sum, one) => sum + one, 0);
  expect(taken).toBe(8);
  expect((await balances())[0]).toMatchObject({ available_fen: 4, reserved_fen: 96, approved_fen: 100 });
});
