import { sql } from 'kysely';
import { apiClient } from '../../cli/api-client.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import type { DemoWorld } from '../../cli/demo-data/world.ts';
import type { Database } from '../../db/connection.ts';
import { type LedgerFigures, ledgerFaults, ledgerFigures } from './checks.ts';
import { BUYER, client, newTally, prepared, type Tally, TRANSFER_SIGNERS } from './clients.ts';
import { storePaper } from './papers.ts';

export interface SoakOptions {
  readonly apiUrl: string;
  readonly db: Database;
  readonly world: DemoWorld;
  readonly fiscalYear: number;
  readonly seconds: number;
  readonly clients: number;
  readonly seed: number;
  /** Ends the worker and brings up another one; called again and again until the time is over. */
  readonly replaceWorker: () => Promise<void>;
}

export interface SoakResult {
  readonly tally: Tally;
  readonly workersReplaced: number;
  /** How long it took to bring every client to its first reservation or payment. */
  readonly preparationSeconds: number;
  readonly seconds: number;
  readonly after: LedgerFigures;
  readonly faults: readonly string[];
}

/** mulberry32: the same seed, the same choices of each client. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Limits of procurement are not what is tried here: many small purchases of one class are one large one. */
const liftThresholds = (db: Database) =>
  sql`update region_setting set data = data || '{"purchaseLimitFen": 100000000000000, "openTenderFen": 200000000000000}'
    where kind = 'thresholds'`.execute(db);

/** Many clients on the same two lines while workers come and go; then everything that must hold is looked at. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { apiUrl, db, world, fiscalYear, seconds, seed } = options;
  await liftThresholds(db);
  await storePaper(
    db,
    TRANSFER_SIGNERS.map(([, role]) => holderOf(role, BUYER)?.id ?? ''),
  );
  const before = await ledgerFigures(db);
  const tally = newTally();
  let began = Number.POSITIVE_INFINITY;
  const preparing = Date.now();
  const isOver = () => Date.now() - began > seconds * 1_000;
  const api = apiClient(apiUrl);
  const crowd = Array.from({ length: options.clients }, (_, index) => {
    const one = { api, world, fiscalYear, random: seeded(seed * 1_000 + index), tally, isOver };
    return { one, name: `${seed}-${index}` };
  });
  const first = await Promise.all(crowd.map(({ one, name }, index) => prepared(one, name, index)));
  began = Date.now();
  const preparationSeconds = (began - preparing) / 1_000;
  const clients = crowd.map(async ({ one, name }, index) => {
    const place = first[index];
    if (place) await client(one, name, place);
  });
  let workersReplaced = 0;
  const replacing = (async () => {
    while (!isOver()) {
      await options.replaceWorker();
      workersReplaced += 1;
    }
  })();
  await Promise.all([...clients, replacing]);
  const took = (Date.now() - began) / 1_000;
  const faults = await ledgerFaults(db, { before, tally });
  return {
    tally,
    workersReplaced,
    preparationSeconds,
    seconds: took,
    after: await ledgerFigures(db),
    faults,
  };
}
