import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { apiClient } from '../cli/api-client.ts';
import { writeLife } from '../cli/demo-data/life.ts';
import { demoStory } from '../cli/demo-data/projects.ts';
import { loadReferenceData } from '../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../cli/demo-data/world.ts';
import { type Stack, startStack } from '../cli/stack/stack.ts';
import { createDatabase, type Database } from '../db/connection.ts';
import { dateAt } from '../domain/kernel/local-date.ts';
import type { CommandType } from '../domain/project/commands.ts';
import { cpuByKind, KINDS } from './processes.ts';

/**
 * Drives life cycles through the public API of a throw-away stack: create, submit with its rule check, demand review, targets,
 * budget request with its rule check, three approvals, the last of which reserves the money. Usage:
 *   npm run bench:life-cycle -- [--clients 1,16,64] [--lives 150] [--json]
 */
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '1,16,64' },
    lives: { type: 'string', default: '150' },
    json: { type: 'boolean', default: false },
  },
});

interface Sample {
  readonly command: CommandType;
  readonly ms: number;
}

const { acts, application } = (() => {
  const today = dateAt(Date.now());
  const recipe = {
    ...demoStory(),
    method: 'internalSelection' as const,
    amountYuan: 120_000,
    timing: { kind: 'live' as const },
  };
  return writeLife({ ...recipe, until: 'budgetApproved' }, demoWorld(today, shippedCalendar()));
})();

async function oneLife(stack: Stack, key: string, samples: Sample[]): Promise<void> {
  const api = apiClient(stack.apiUrl);
  let projectId = '';
  let revision = 0;
  for (const [index, { as, command, occurredOn }] of acts.entries()) {
    const session = sessionOf(api, stack, as);
    const began = performance.now();
    const result =
      command.type === 'CreateProject'
        ? await session.createProject({ application, lateEntry: null, occurredOn }, `${key}-create`)
        : await session.execute(
            projectId,
            { command, expectedRevision: revision, occurredOn },
            `${key}-${index}`,
          );
    samples.push({ command: command.type, ms: performance.now() - began });
    ({ projectId, revision } = result);
  }
}

const sessions = new Map<string, ReturnType<ReturnType<typeof apiClient>['as']>>();

/** Signing in is not part of a life cycle; everybody does it once. */
function sessionOf(api: ReturnType<typeof apiClient>, stack: Stack, userId: string) {
  const id = `${stack.apiUrl}/${userId}`;
  const session = sessions.get(id) ?? api.as(userId);
  sessions.set(id, session);
  return session;
}

async function drive(stack: Stack, clients: number, lives: number) {
  const samples: Sample[] = [];
  const cpuBefore = cpuByKind(stack.dataDir);
  const began = performance.now();
  let next = 0;
  const client = async () => {
    while (next < lives) await oneLife(stack, `bench-${clients}-${next++}`, samples);
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - began) / 1_000;
  const cpuAfter = cpuByKind(stack.dataDir);
  const cpuMs = Object.fromEntries(KINDS.map((kind) => [kind, (cpuAfter[kind] - cpuBefore[kind]) / lives]));
  return {
    clients,
    lives,
    lifeCyclesPerSecond: lives / seconds,
    cpuMsPerLife: cpuMs,
    commands: percentiles(samples),
  };
}

function percentiles(samples: readonly Sample[]) {
  const types = [...new Set(samples.map((sample) => sample.command))];
  return types.map((command) => {
    const sorted = samples.filter((sample) => sample.command === command).map((sample) => sample.ms);
    sorted.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { command, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  });
}

async function bytesOf(
  db: Database,
  dataDir: string,
): Promise<{ readonly postgres: number; readonly temporal: number }> {
  const { rows } = await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(
    db,
  );
  return { postgres: rows[0]?.size ?? 0, temporal: sizeOf(join(dataDir, 'temporal')) };
}

const sizeOf = (path: string): number =>
  readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => {
    const inside = join(path, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(inside) : statSync(inside).size);
  }, 0);

type Run = Awaited<ReturnType<typeof drive>>;

function show(run: Run): string {
  const figure = (value: number) => value.toFixed(1).padStart(8);
  const cpu = Object.entries(run.cpuMsPerLife).map(([kind, ms]) => `${kind} ${ms.toFixed(1)}`);
  const total = Object.values(run.cpuMsPerLife).reduce((sum, ms) => sum + ms, 0);
  return [
    `clients ${run.clients}: ${run.lifeCyclesPerSecond.toFixed(1)} life cycles/s, CPU ${total.toFixed(1)} ms a life cycle (${cpu.join(', ')})`,
    `  ${'command'.padEnd(24)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}${'p99 ms'.padStart(8)}`,
    ...run.commands.map(
      ({ command, p50, p95, p99 }) => `  ${command.padEnd(24)}${figure(p50)}${figure(p95)}${figure(p99)}`,
    ),
  ].join('\n');
}

const stack = await startStack({ throwAway: true, logLevel: 'warn' });
const db = createDatabase(stack.databaseUrl, 1);
try {
  await loadReferenceData(db, demoWorld(dateAt(Date.now()), shippedCalendar()), { budgetFactor: 100_000 });
  await drive(stack, 4, 20); // Warm-up: compilers, caches, pools.
  const before = await bytesOf(db, stack.dataDir);
  const lives = Number(values.lives);
  const runs: Run[] = [];
  for (const clients of values.clients.split(',').map(Number)) {
    const run = await drive(stack, clients, lives);
    runs.push(run);
    if (!values.json) console.log(show(run));
  }
  const after = await bytesOf(db, stack.dataDir);
  const made = lives * runs.length;
  const bytesPerLife = {
    postgres: Math.round((after.postgres - before.postgres) / made),
    temporal: Math.round((after.temporal - before.temporal) / made),
  };
  if (values.json) console.log(JSON.stringify({ runs, bytesPerLife, commandsPerLife: acts.length }));
  else
    console.log(
      `bytes a life cycle: PostgreSQL ${bytesPerLife.postgres}, Temporal ${bytesPerLife.temporal}; ${acts.length} commands each`,
    );
} finally {
  await db.destroy();
  await stack.stop();
}
