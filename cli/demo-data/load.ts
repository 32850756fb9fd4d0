import { createDatabase, type Database } from '../../db/connection.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { dateAt, type LocalDate, localDate } from '../../domain/kernel/local-date.ts';
import { apiClient } from '../api-client.ts';
import type { OnProgress } from '../stack/failure.ts';
import { type Life, writeLife } from './life.ts';
import { userById } from './people.ts';
import { countyOf } from './places.ts';
import { playLife } from './play.ts';
import { demoProjects } from './projects.ts';
import { loadReferenceData } from './reference.ts';
import { demoWorld, orgById, shippedCalendar } from './world.ts';

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
    const lives = demoProjects.map((recipe) => writeLife(recipe, world));
    await playAll(lives, { apiUrl, keyPrefix: KEY_PREFIX, onProgress });
    await mark(db, LOADED, { projects: lives.length });
  });
}

interface PlayAll {
  readonly apiUrl: string;
  readonly keyPrefix: string;
  readonly onProgress: OnProgress;
}

/**
 * Plays lives a few at a time, each in its own order; the first that breaks stops the others. All are created first,
 * in order within each county and year, so that project numbers are the same each time.
 */
export async function playAll(
  lives: readonly Life[],
  { apiUrl, keyPrefix, onProgress }: PlayAll,
): Promise<void> {
  const client = apiClient(apiUrl);
  const play = (life: Life, signal: AbortSignal) => playLife(life, { client, keyPrefix, signal });
  await someAtOnce(numberSeries(lives), async (group, signal) => {
    for (const life of group) await play({ ...life, acts: life.acts.slice(0, 1) }, signal);
  });
  // The longest first, so that no long life runs alone at the end.
  const longestFirst = lives.toSorted((a, b) => b.acts.length - a.acts.length);
  let done = 0;
  await someAtOnce(longestFirst, async (life, signal) => {
    await play(life, signal);
    done += 1;
    if (done % 10 === 0 || done === lives.length) {
      onProgress({ zh: `项目 ${done}/${lives.length}`, en: `projects ${done}/${lives.length}` });
    }
  });
}

/** Projects of one county and year are numbered in one series. */
function numberSeries(lives: readonly Life[]): readonly (readonly Life[])[] {
  const series = new Map<string, Life[]>();
  for (const life of lives) {
    const { buyerOrgId, fiscalYear } = life.application;
    const name = `${countyOf(orgById(buyerOrgId).region)}-${fiscalYear}`;
    series.set(name, [...(series.get(name) ?? []), life]);
  }
  return [...series.values()];
}

/** Does a few pieces of work at once; the first failure lets those under way finish and is then thrown. */
async function someAtOnce<T>(
  pieces: readonly T[],
  work: (piece: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const queue = pieces.values();
  const stop = new AbortController();
  const worker = async (): Promise<void> => {
    for (const piece of queue) {
      if (stop.signal.aborted) return;
      await work(piece, stop.signal);
    }
  };
  const failures: unknown[] = [];
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      failures.push(error);
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
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
