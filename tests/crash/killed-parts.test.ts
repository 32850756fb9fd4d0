import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { loadReferenceData } from '../../cli/demo-data/reference.ts';
import { type DemoWorld, demoWorld, shippedCalendar } from '../../cli/demo-data/world.ts';
import { PARTS, type Part } from '../../cli/stack/parts.ts';
import { type Stack, startStack } from '../../cli/stack/stack.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';

let stack: Stack;
let db: Database;
let world: DemoWorld;

beforeAll(async () => {
  stack = await startStack({ throwAway: true, logLevel: 'warn' });
  db = createDatabase(stack.databaseUrl, 2);
  world = demoWorld(dateAt(Date.now()), shippedCalendar());
  await loadReferenceData(db, world, { budgetFactor: 100 });
});
afterAll(async () => {
  await db.destroy();
  await stack.stop();
});

/** Plays a life over HTTP; whoever gets no answer asks again with the same key, as integrators are told to. */
async function live(key: string, onAct: (index: number) => void): Promise<number> {
  const { acts, application } = writeLife(
    { ...demoStory(), timing: { kind: 'live' }, until: 'budgetApproved' },
    world,
  );
  const api = apiClient(stack.apiUrl);
  let projectId = '';
  let revision = 0;
  for (const [index, { as, command, occurredOn }] of acts.entries()) {
    onAct(index);
    const result =
      command.type === 'CreateProject'
        ? await api.as(as).createProject({ application, lateEntry: null, occurredOn }, `${key}-create`)
        : await api
            .as(as)
            .execute(projectId, { command, expectedRevision: revision, occurredOn }, `${key}-${index}`);
    ({ projectId, revision } = result);
  }
  return acts.length;
}

const CUTS: readonly (readonly [string, readonly Part[]])[] = [
  ['the worker', ['worker']],
  ['the API', ['api']],
  ['the Temporal server', ['temporal']],
  ['everything at once', PARTS],
];

describe('kill -9', () => {
  test.each(CUTS)(
    'of %s in the middle of a life: it goes on, nothing is doubled or lost',
    async (title, parts) => {
      const key = `cut-${title.replaceAll(' ', '-')}`;
      let cut = Promise.resolve();
      const killAndRevive = async () => {
        await Promise.all(parts.map((part) => stack.kill(part)));
        for (const part of PARTS) if (parts.includes(part)) await stack.revive(part);
      };
      const length = await live(key, (index) => {
        if (index === 4) cut = killAndRevive();
      });
      await cut;

      const rows = await db
        .selectFrom('project')
        .selectAll()
        .where('state', '=', 'budgetApproved')
        .orderBy('created_at', 'desc')
        .execute();
      expect(rows[0]).toMatchObject({ revision: length });
      for await (const finding of checkProjects(db)) expect(finding).toBeUndefined();
      expect((await checkTables(db, new Date())).filter((one) => one.check !== 'deadline')).toEqual([]);
      expect(new Set(rows.map((row) => row.id)).size).toBe(CUTS.findIndex(([name]) => name === title) + 1);
    },
    180_000,
  );
});
