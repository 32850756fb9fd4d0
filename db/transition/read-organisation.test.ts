import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReferenceData } from '../../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../../cli/demo-data/world.ts';
import { leadersAbove } from '../../domain/approval/organisation.ts';
import { type Instant, localDate } from '../../domain/kernel/local-date.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { createDatabase, type Database } from '../connection.ts';
import { readOrganisation, readWholeOrganisation } from './read-organisation.ts';

const NOW: Instant = '2026-11-22T02:00:00.000Z';
let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 2);
  await loadReferenceData(db, demoWorld(localDate('2026-11-22'), shippedCalendar()));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const wanted = { people: [], orgs: [], groups: [], leaving: [], now: NOW };

test('reads who leads a person, who holds posts at home, and nobody of other organisations', async () => {
  const found = await readOrganisation(db, { ...wanted, people: ['shahe-handler'] });
  expect(leadersAbove(found, 'shahe-handler')).toEqual(['shahe-mayor', 'yunba-office-mayor']);
  expect(found.posts).toContainEqual({ userId: 'shahe-leader', role: 'leader', orgId: 'shahe' });
  expect(Object.values(found.people).filter(({ orgId }) => orgId === 'zhuyuan')).toEqual([]);
  expect(found.admins).toEqual([]);
});

test('reads the members of the groups that are named, and the administrators over whoever leaves', async () => {
  const found = await readOrganisation(db, { ...wanted, groups: ['personnel'], leaving: ['shahe-leader'] });
  expect(found.groups).toEqual({ personnel: ['shahe-congress-clerk'] });
  expect(found.admins).toEqual(['shahe-station-head']);
  expect(found.people['shahe-station-head']).toMatchObject({ active: true, orgId: 'shahe' });
});

test('follows proxies from person to person, and leaves out those that are over', async () => {
  const grant = (of: string, to: string, more: { until?: string; ended?: string } = {}) => ({
    of_user_id: of,
    to_user_id: to,
    from_at: '2026-11-01T00:00:00Z',
    until_at: more.until ?? '2026-12-01T00:00:00Z',
    ended_at: more.ended ?? null,
    reason: '休假',
    recorded_by: of,
  });
  await db
    .insertInto('proxy_grant')
    .values([
      grant('zhuyuan-leader', 'zhuyuan-mayor'),
      grant('zhuyuan-mayor', 'lishu-mayor'),
      grant('lishu-mayor', 'lishu-leader', { until: NOW }),
      grant('lishu-mayor', 'lishu-handler', { ended: '2026-11-10T00:00:00Z' }),
    ])
    .execute();
  const found = await readOrganisation(db, { ...wanted, people: ['zhuyuan-leader'] });
  expect(found.proxies.map(({ of, to }) => [of, to])).toEqual([
    ['zhuyuan-leader', 'zhuyuan-mayor'],
    ['zhuyuan-mayor', 'lishu-mayor'],
  ]);
  expect(found.proxies[0]).toMatchObject({ from: '2026-11-01T00:00:00.000Z', nodes: null, ceilingFen: null });
  expect(found.people['lishu-mayor']).toMatchObject({ active: true });
});

test('a disabled person is there and not active; the whole organisation has everybody once', async () => {
  await db.updateTable('app_user').set({ disabled: true }).where('id', '=', 'lishu-legal-counsel').execute();
  const part = await readOrganisation(db, { ...wanted, people: ['lishu-legal-counsel'] });
  const whole = await readWholeOrganisation(db, NOW);
  expect(part.people['lishu-legal-counsel']).toEqual(whole.people['lishu-legal-counsel']);
  expect(part.people['lishu-legal-counsel']?.active).toBe(false);
  const { n } = await db
    .selectFrom('app_user')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(Object.keys(whole.people)).toHaveLength(n);
});
