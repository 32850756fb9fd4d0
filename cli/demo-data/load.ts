import { createDatabase, type Database } from '../../db/connection.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { dateAt, type LocalDate, localDate } from '../../domain/kernel/local-date.ts';
import { apiClient } from '../api-client.ts';
import type { OnProgress } from '../stack/failure.ts';
import { type Life, writeLife } from './life.ts';
import { userById } from './people.ts';
import { playLife } from './play.ts';
import { demoProjects } from './projects.ts';
import { loadReferenceData } from './reference.ts';
import { demoWorld, shippedCalendar } from './world.ts';

/** Rows of the table `installation`: the day on which the demo's stories are told, and that all of them are in. */
const BEGUN = 'demoData.begun';
const LOADED = 'demoData.loaded';

const AT_ONCE = 6;
const KEY_PREFIX = 'demo';

/** Whether the demo data are all in. */
export async function isDemoLoaded(databaseUrl: string): Promise<boolean> {
  return withDatabase(databaseUrl, async (db) => {
    const row = await db
      .selectFrom('installation')
      .select('key')
      .where('key', '=', LOADED)
      .executeTakeFirst();
    return row !== undefined;
  });
}

interface LoadOptions {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly onProgress: OnProgress;
}

/**
 * Loads the demo: reference data into the tables, then every project through the public API as its people. A load
 * that was broken off goes on where it stopped, on the day it began with.
 *
 * @throws StoryBroken naming project, act and the API's answer when an act is refused
 */
export async function loadDemoData({ apiUrl, databaseUrl, onProgress }: LoadOptions): Promise<void> {
  await withDatabase(databaseUrl, async (db) => {
    const world = demoWorld(await beginOn(db), shippedCalendar());
    await loadReferenceData(db, world);
    onProgress({
      zh: '机构、人员、目录、预算和名录已载入',
      en: 'organisations, people, catalogue and budgets are in',
    });
    // The longest first, so that no long life runs alone at the end.
    const lives = demoProjects
      .map((recipe) => writeLife(recipe, world))
      .sort((a, b) => b.acts.length - a.acts.length);
    await playAll(lives, { apiUrl, keyPrefix: KEY_PREFIX, onProgress });
    await mark(db, LOADED, { projects: lives.length });
  });
}

interface PlayAll {
  readonly apiUrl: string;
  readonly keyPrefix: string;
  readonly onProgress: OnProgress;
}

/** Plays lives a few at a time, each in its own order; the first that breaks stops the others. */
export async function playAll(
  lives: readonly Life[],
  { apiUrl, keyPrefix, onProgress }: PlayAll,
): Promise<void> {
  const client = apiClient(apiUrl);
  const queue = lives.values();
  const stop = new AbortController();
  let done = 0;
  const player = async (): Promise<void> => {
    for (const life of queue) {
      if (stop.signal.aborted) return;
      await playLife(life, { client, keyPrefix, signal: stop.signal });
      done += 1;
      if (done % 10 === 0 || done === lives.length) {
        onProgress({ zh: `项目 ${done}/${lives.length}`, en: `projects ${done}/${lives.length}` });
      }
    }
  };
  const players = Array.from({ length: AT_ONCE }, () =>
    player().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  const ends = await Promise.allSettled(players);
  if (stop.signal.aborted) throw stop.signal.reason;
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The day the load began; later attempts tell the same stories, so that their requests are the same. */
async function beginOn(db: Database): Promise<LocalDate> {
  await mark(db, BEGUN, { today: dateAt(Date.now()) });
  const row = await db
    .selectFrom('installation')
    .select('value')
    .where('key', '=', BEGUN)
    .executeTakeFirstOrThrow();
  const { today } = row.value as { readonly today: string }; // written right above
  return localDate(today);
}

async function mark(db: Database, key: string, value: object): Promise<void> {
  await db
    .insertInto('installation')
    .values({ key, value: JSON.stringify(value) })
    .onConflict((on) => on.doNothing())
    .execute();
}

async function withDatabase<T>(databaseUrl: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = createDatabase(databaseUrl, 2);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** People worth signing in as, in the order of a project's life. */
const ACCOUNTS = [
  'shahe-handler',
  'shahe-station-head',
  'shahe-township-finance',
  'shahe-leader',
  'shahe-mayor',
  'yunba-agriculture-sector-officer',
  'yunba-finance-county-budget',
  'yunba-finance-county-procurement',
  'huizhong-agency-agency',
  'p-lvdun-provider',
  'shahe-acceptance-member',
  'shahe-village-supervisor',
  'yunba-finance-county-treasury',
  'yunba-finance-county-performance',
  'yunba-reform-reform-office',
  'mintuo-audit-auditor',
  'mintuo-support-operator',
] as const;

export interface DemoAccount {
  readonly userId: string;
  readonly name: string;
  readonly roleTitle: string;
}

export const demoAccounts = (): readonly DemoAccount[] =>
  ACCOUNTS.map((id) => {
    const user = userById(id);
    if (!user) throw new Error(`The demo has no user ${id}`);
    return { userId: id, name: user.name, roleTitle: ROLE_TITLES[user.role].zh };
  });
