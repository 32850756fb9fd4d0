import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { loadReferenceData } from '../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../cli/demo-data/world.ts';
import { launchChromium } from '../cli/screenshots/chromium.ts';
import { startStack } from '../cli/stack/stack.ts';
import { createDatabase, type Database } from '../db/connection.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import { dateAt } from '../domain/kernel/local-date.ts';

/**
 * Scrolls the console's list of projects from the first to the last of 10,000 rows in Chromium and tells how long its
 * frames took. Usage:
 *   npm run bench:list -- [--rows 10000] [--json]
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
});
const wanted = Number(values.rows);
invariant(Number.isInteger(wanted) && wanted > 0, 'A number of rows is wanted');

/** Who sees the projects of the whole city. */
const READER = 'mintuo-audit-auditor';
/** A wheel turned quickly: so many pixels a turn. */
const TURN_PX = 800;
/** A frame longer than this is seen as a jerk. */
const JERK_MS = 50;

/** The rows of so many projects, as the list reads them. */
async function fill(db: Database): Promise<void> {
  await sql`
    insert into project (id, project_no, name, buyer_org_id, region_code, sector, item_code, fiscal_year, amount_fen, stage,
      state, step, due_on, due_announced, late_entry, revision, last_seq, last_hash, process, file, created_at, updated_at)
    select 'bench-' || n, '519901-2026-' || lpad(n::text, 5, '0'), '沙河镇2026年第' || n || '号农村公路日常养护与保洁服务', 'shahe',
      org.region_code, '交通', 'A0101', 2026, 1000000 + n * 100, 'catalog', 'catalogueChecked', 'demandReview',
      date '2026-01-01' + n % 700, true, n % 5 = 0, 1, 0, '', '{}', '{}', now(), now() - n * interval '1 minute'
    from generate_series(1, ${wanted}) n, org where org.id = 'shahe'`.execute(db);
  await sql`insert into project_org (project_id, org_id, seat)
    select id, buyer_org_id, 'buyer' from project where id like 'bench-%'`.execute(db);
  await sql`vacuum analyze project, project_org`.execute(db);
}

interface Scrolled {
  readonly seconds: number;
  /** Milliseconds from frame to frame. */
  readonly frames: readonly number[];
  /** Rows in the document at most. */
  readonly inDocument: number;
}

/** Turns the wheel until the last row is there, and counts frames meanwhile. */
async function scroll(browser: Browser, url: string): Promise<Scrolled> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1_440, height: 900 } });
  await context.request.post('/api/v1/demo/sign-in', { data: { userId: READER } });
  const page = await context.newPage();
  await page.goto('/projects');
  await page.locator('tr[aria-rowindex="1"]').waitFor();
  await page.evaluate(`{
    window.frames_ = []; window.most_ = 0;
    let before = performance.now();
    const frame = (now) => {
      frames_.push(now - before); before = now;
      most_ = Math.max(most_, document.querySelectorAll('tr[aria-rowindex]').length);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }`);
  await page.mouse.move(700, 500);
  const began = performance.now();
  const last = page.locator(`tr[aria-rowindex="${wanted}"]`);
  while ((await last.count()) === 0) await page.mouse.wheel(0, TURN_PX);
  const seconds = (performance.now() - began) / 1_000;
  const frames = await page.evaluate<number[]>('frames_.slice(2)');
  const inDocument = await page.evaluate<number>('most_');
  await context.close();
  return { seconds, frames, inDocument };
}

function show({ seconds, frames, inDocument }: Scrolled): string {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const jerks = frames.filter((ms) => ms > JERK_MS).length;
  if (values.json) return JSON.stringify({ rows: wanted, seconds, inDocument, frames: sorted });
  return [
    `${wanted} rows scrolled in ${seconds.toFixed(1)} s, read a hundred at a time; at most ${inDocument} rows in the document`,
    `frames: ${frames.length}; ms median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(0.99999)}; over ${JERK_MS} ms: ${jerks}`,
  ].join('\n');
}

const stack = await startStack({ throwAway: true, logLevel: 'warn' });
const db = createDatabase(stack.databaseUrl, 4);
try {
  await loadReferenceData(db, demoWorld(dateAt(Date.now()), shippedCalendar()), { budgetFactor: 1 });
  await fill(db);
  const browser = await launchChromium();
  try {
    console.log(show(await scroll(browser, stack.apiUrl)));
  } finally {
    await browser.close();
  }
} finally {
  await db.destroy();
  await stack.stop();
}
