import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../db/connection.ts';
import { readWholeOrganisation } from '../../db/transition/read-organisation.ts';
import { provePublishable } from '../../domain/approval/flow-proofs.ts';
import { formFaults } from '../../domain/approval/form-schema.ts';
import { ROLE_TITLES, type Role } from '../../domain/approval/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { PROVIDER_KINDS } from '../../domain/provider/types.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { demoFlows } from './flows.ts';
import { demoAccounts } from './load.ts';
import { holderOf, orgs, users } from './people.ts';
import { counties, publicOrgs, regions } from './places.ts';
import { loadReferenceData } from './reference.ts';
import { demoWorld, shippedCalendar } from './world.ts';

const world = demoWorld(localDate('2026-11-22'), shippedCalendar());

describe('the reference data', () => {
  it('have a city, three counties, eight townships and two subdistricts', () => {
    const kinds = publicOrgs.map(({ kind }) => kind);
    expect(counties).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'township').length).toBeGreaterThanOrEqual(8);
    expect(kinds.filter((kind) => kind === 'subdistrict').length).toBeGreaterThanOrEqual(2);
    expect(regions.every(({ code }) => code.startsWith('51'))).toBe(true);
  });

  it('name people by function, each with one post, and somebody for every role', () => {
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
    const held = new Set<Role>(users.map(({ role }) => role));
    expect(Object.keys(ROLE_TITLES).filter((role) => !held.has(role as Role))).toEqual([]);
  });

  it('fill every seat of the buyer in every organisation that buys', () => {
    const roles = new Set(
      Object.values(STEPS).flatMap(({ party, role }) => (party === 'buyer' ? [role] : [])),
    );
    for (const { id } of publicOrgs.filter(({ buys }) => buys)) {
      for (const role of [...roles, 'handler', 'leader', 'mayor'] as const) {
        expect(holderOf(role, id), `${role} of ${id}`).not.toBeNull();
      }
    }
  });

  it('have providers of every kind, one listed, one banned, one graded poor', () => {
    const { providers } = world;
    expect(PROVIDER_KINDS.filter((kind) => !providers.some((one) => one.kind === kind))).toEqual([]);
    expect(providers.length).toBeGreaterThanOrEqual(15);
    expect(providers.filter(({ onCreditList }) => onCreditList)).toHaveLength(1);
    expect(providers.filter(({ bannedUntil }) => bannedUntil !== null)).toHaveLength(1);
    expect(providers.filter(({ lastGrade }) => lastGrade?.grade === 'poor')).toHaveLength(1);
  });

  it('show accounts that exist, in both senses', () => {
    const known = new Set(users.map(({ id }) => id));
    expect(demoAccounts().length).toBeGreaterThanOrEqual(12);
    for (const { userId, roleTitle } of demoAccounts()) {
      expect(known.has(userId)).toBe(true);
      expect(roleTitle).not.toBe('');
    }
  });
});

describe('loading the reference data', () => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = createDatabase(database.url, 2);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const count = async (table: 'org' | 'app_user' | 'catalogue_item' | 'provider' | 'budget_posting') => {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const counts = async () => ({
    orgs: await count('org'),
    users: await count('app_user'),
    items: await count('catalogue_item'),
    providers: await count('provider'),
    postings: await count('budget_posting'),
  });

  it('puts everything in once, however often it is done', async () => {
    await loadReferenceData(db, world);
    const once = await counts();
    expect(once).toMatchObject({ orgs: orgs.length, users: users.length, providers: world.providers.length });
    await loadReferenceData(db, world);
    expect(await counts()).toEqual(once);
  });

  it('gives every approved line its money by a posting, and the unapproved none', async () => {
    const lines = await db.selectFrom('budget_line').selectAll().execute();
    const wrong = lines.filter(
      ({ approved_on, approved_fen, available_fen }) =>
        (approved_on === null) !== (approved_fen === 0) || approved_fen !== available_fen,
    );
    expect(wrong).toEqual([]);
    expect(lines.some(({ approved_on }) => approved_on === null)).toBe(true);
    expect(lines.some(({ in_service_table }) => !in_service_table)).toBe(true);
  });

  it('publishes flows that hold every proof over the whole organisation', async () => {
    const organisation = await readWholeOrganisation(db, '2026-11-22T02:00:00.000Z');
    for (const { flow, form } of demoFlows) {
      expect([flow.id, provePublishable(flow, organisation)]).toEqual([flow.id, []]);
      expect([flow.id, formFaults(flow, form)]).toEqual([flow.id, []]);
    }
  });

  it('confirms nothing by itself', async () => {
    const confirmed = await db
      .selectFrom('region_setting')
      .select('kind')
      .where('confirmed', '=', true)
      .execute();
    expect(confirmed).toEqual([]);
  });
});
