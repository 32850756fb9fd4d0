import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { apiClient, type Session } from '../cli/api-client.ts';
import { loadReferenceData } from '../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../cli/demo-data/world.ts';
import { startStack } from '../cli/stack/stack.ts';
import { createDatabase } from '../db/connection.ts';
import { checkCases } from '../db/doctor-approval.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import { dateAt } from '../domain/kernel/local-date.ts';
import { fillCases } from './inbox/fill.ts';

/**
 * Reads the inbox of a throw-away stack with 10,000 open cases through the public API: pages, counts, search. Usage:
 *   npm run bench:inbox -- [--cases 10000] [--ended 2000] [--rounds 200] [--seed 1] [--doctor] [--json]
 * `--doctor` also folds every case again and fails when something disagrees.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    ended: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    doctor: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [open, ended, rounds, seed] = [values.cases, values.ended, values.rounds, values.seed].map(Number);
invariant(open && ended !== undefined && rounds && seed !== undefined, 'Numbers are wanted');

/** Who asks for what: the head of the crowded township, and a clerk of it who has started a quarter of all cases. */
const QUESTIONS: readonly (readonly [name: string, userId: string, path: string])[] = [
  ['mine, by due date', 'shahe-mayor', '/inbox?limit=50'],
  ['mine, by lamp', 'shahe-mayor', '/inbox?limit=50&sort=lamp'],
  ['mine, overdue only', 'shahe-mayor', '/inbox?limit=50&lamp=red'],
  ['mine, search 插秧', 'shahe-mayor', '/inbox?limit=50&q=插秧'],
  ['my groups, by amount', 'shahe-mayor', '/inbox?tab=groups&limit=50&sort=-amount'],
  ['started, latest first', 'shahe-handler', '/inbox?tab=started&limit=50'],
  ['started, search 清水村', 'shahe-handler', '/inbox?tab=started&limit=50&q=清水村'],
  ['done, latest first', 'shahe-mayor', '/inbox?tab=done&limit=50'],
  ['counts of all lists', 'shahe-mayor', '/inbox/counts'],
];

interface Page {
  readonly items?: readonly unknown[];
  readonly nextCursor?: string | null;
  readonly counts?: Readonly<Record<string, number>>;
}

interface Measured {
  readonly name: string;
  readonly lines: number | null;
  readonly p50: number;
  readonly p95: number;
}

async function measure(session: Session, path: string) {
  const samples: number[] = [];
  let page: Page = {};
  for (let round = -5; round < (rounds ?? 0); round += 1) {
    const began = performance.now();
    page = await session.get<Page>(path);
    if (round >= 0) samples.push(performance.now() - began);
  }
  samples.sort((a, b) => a - b);
  const at = (share: number) =>
    samples[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? 0;
  const lines = page.counts ? Object.values(page.counts).reduce((sum, count) => sum + count, 0) : null;
  return { lines, p50: at(0.5), p95: at(0.95), next: page.nextCursor ?? null };
}

async function measureAll(sessionOf: (userId: string) => Session): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const [name, userId, path] of QUESTIONS) {
    const { next, ...figures } = await measure(sessionOf(userId), path);
    all.push({ name, ...figures });
    if (name !== 'mine, by due date' || next === null) continue;
    const second = await measure(sessionOf(userId), `${path}&cursor=${next}`);
    all.push({ name: 'mine, second page', lines: second.lines, p50: second.p50, p95: second.p95 });
  }
  return all;
}

function show(all: readonly Measured[], seconds: number): string {
  const head = `${open} open cases, ${ended} ended, recorded in ${seconds.toFixed(0)} s; ${rounds} requests each, one after the other`;
  const lines = all.map(
    ({ name, lines: count, p50, p95 }) =>
      `  ${name.padEnd(26)}${String(count ?? '').padStart(7)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}`,
  );
  return [
    head,
    `  ${'question'.padEnd(26)}${'lines'.padStart(7)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}`,
    ...lines,
  ].join('\n');
}

const stack = await startStack({ throwAway: true, logLevel: 'warn' });
const db = createDatabase(stack.databaseUrl, 8);
try {
  await loadReferenceData(db, demoWorld(dateAt(Date.now()), shippedCalendar()), { budgetFactor: 1 });
  const began = performance.now();
  await fillCases(db, { open, ended, seed });
  await sql`vacuum analyze`.execute(db);
  const seconds = (performance.now() - began) / 1_000;
  if (values.doctor) {
    for await (const found of checkCases(db)) throw new Error(JSON.stringify(found));
  }
  const api = apiClient(stack.apiUrl);
  const sessions = new Map<string, Session>();
  const sessionOf = (userId: string) => {
    const session = sessions.get(userId) ?? api.as(userId);
    sessions.set(userId, session);
    return session;
  };
  const all = await measureAll(sessionOf);
  if (values.json)
    console.log(JSON.stringify({ open, ended, rounds, seed, recordedInSeconds: seconds, questions: all }));
  else console.log(show(all, seconds));
} finally {
  await db.destroy();
  await stack.stop();
}
