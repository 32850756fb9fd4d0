import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedCalendar } from '../../cli/demo-data/world.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import { type LampColour, lampDates, lampOf } from '../../db/queries/lamp.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 1);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface Standing {
  readonly dueOn: string | null;
  readonly remindOn: string | null;
}

async function lampOn(today: string, { dueOn, remindOn }: Standing): Promise<LampColour | undefined> {
  const deadlines = [
    ...(remindOn === null ? [] : [{ kind: 'reminder', on: remindOn }]),
    { kind: 'escalation', on: '2026-12-31' },
  ];
  const lamp = lampOf(lampDates(shippedCalendar(), localDate(today)));
  const { rows } = await sql<{ lamp: LampColour }>`
    select ${lamp} as lamp
    from (select ${dueOn}::date as due_on, ${JSON.stringify({ deadlines })}::jsonb as process) project`.execute(
    db,
  );
  return rows[0]?.lamp;
}

// 2026-11-20 is a Friday; the week after has no holiday.
test.each<readonly [string, LampColour, Standing]>([
  ['an ended project has no due date', 'grey', { dueOn: null, remindOn: null }],
  ['the day after the due date it is overdue', 'red', { dueOn: '2026-11-19', remindOn: null }],
  ['on the due date it is near due', 'yellow', { dueOn: '2026-11-20', remindOn: null }],
  ['two working days before, over a weekend', 'yellow', { dueOn: '2026-11-24', remindOn: '2026-11-23' }],
  [
    'three working days before, with the reminder to come',
    'green',
    { dueOn: '2026-11-25', remindOn: '2026-11-23' },
  ],
  ['on the day of its reminder', 'yellow', { dueOn: '2026-12-10', remindOn: '2026-11-20' }],
  ['when its reminder is spent', 'yellow', { dueOn: '2026-12-10', remindOn: null }],
  ['long before its reminder', 'green', { dueOn: '2026-12-10', remindOn: '2026-12-08' }],
])('%s: %s', async (_when, colour, standing) => {
  expect(await lampOn('2026-11-20', standing)).toBe(colour);
});
