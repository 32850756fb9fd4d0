import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { asRunning, type Running } from './children.ts';
import { StackFailure } from './failure.ts';
import { keepSmall, lastLines } from './logs.ts';
import { PASSABLE } from './paths.ts';
import { commandLine, isAlive, stopProcess } from './pids.ts';
import { demandPort, preferPort } from './ports.ts';
import { exists, findPostgres, type PostgresPrograms, serverEnvironment } from './postgres-binaries.ts';

const run = promisify(execFile);

/** Not 5432, so that a PostgreSQL of the machine is left alone. */
const USUAL_PORT = 54_329;
const USER = 'goufu';
const DATABASE = 'goufu';
const START_LIMIT_MS = 60_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

/** For a cluster that is thrown away: a crash of the machine may lose it. */
const THROW_AWAY_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** What `startPostgres` needs. */
export type PostgresOptions = {
  /** The folder of this cluster: data, password and log. */
  dataDir: string;
  cacheDir: string;
  /** Exactly this port; else the usual one or, when that is busy, any. */
  port?: number;
  /** Fast and forgetful, for tests. */
  throwAway?: boolean;
};

/** A running PostgreSQL of ours, reachable on the loopback address only. */
export type Postgres = Running & { url: string; port: number };

/** Starts the embedded PostgreSQL on a folder, making the cluster and the database `goufu` when they are not there yet. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const programs = await findPostgres(options.cacheDir);
  const cluster = join(options.dataDir, 'cluster');
  await mkdir(options.dataDir, { recursive: true, mode: PASSABLE });
  await stopLeftoverServer(cluster);
  const password = await keepPassword(join(options.dataDir, 'password'));
  if (!(await exists(join(cluster, 'PG_VERSION'))))
    await makeCluster(programs, { ...options, cluster, password });
  await demandSameVersion(programs, cluster);
  if (options.port !== undefined) await demandPort({ port: options.port, what: 'PostgreSQL' });
  const port = options.port ?? (await preferPort(USUAL_PORT));
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const server = await launch(programs, { ...options, cluster, port });
    const ready = await untilReady(server, { url: url.replace(/[^/]+$/, 'postgres'), deadline });
    // SIGINT is PostgreSQL's fast shutdown: it breaks connections off but leaves a clean cluster.
    if (ready) return { ...asRunning(server, { signal: 'SIGINT', graceMs: 30_000 }), url, port };
    const tail = await lastLines(logFile(options.dataDir), 8);
    // The children of a killed server need a moment to notice; until then the new one declines.
    if (!/pre-existing shared memory block|lock file .* already exists/.test(tail) || Date.now() > deadline) {
      throw didNotStart(options.dataDir, tail);
    }
    await sleep(300);
  }
}

function logFile(dataDir: string): string {
  return join(dataDir, 'server.log');
}

async function keepPassword(file: string): Promise<string> {
  if (!(await exists(file))) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

type Cluster = { dataDir: string; cluster: string };

/** Made beside its place and moved there when complete, so that an interrupted start leaves no half of one. */
async function makeCluster(
  programs: PostgresPrograms,
  at: Cluster & { password: string; throwAway?: boolean },
): Promise<void> {
  const draft = `${at.cluster}.new`;
  const passwordFile = join(at.dataDir, 'initdb.password');
  const { uid = -1, gid = -1 } = programs.account;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, at.password, { mode: 0o600 });
  await chown(draft, uid, gid);
  await chown(passwordFile, uid, gid);
  const args = ['-D', draft, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale=C', ...(at.throwAway ? ['--no-sync'] : []));
  try {
    await run(programs.initdb, args, { ...programs.account, cwd: draft, env: serverEnvironment() });
  } catch (error) {
    throw cannotMake(at.dataDir, error);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, at.cluster);
}

function cannotMake(dataDir: string, error: unknown): StackFailure {
  const detail = String((error as { stderr?: string }).stderr ?? error).trim();
  return new StackFailure({
    zh: `无法在 ${dataDir} 建立数据库：请用 GOUFU_DATA 指定一个可写、路径上各级目录其他用户可进入的目录。原因：${detail}`,
    en: `The database cannot be made in ${dataDir}: name a writable folder with GOUFU_DATA, other users must be able to pass through its parents. Reason: ${detail}`,
  });
}

async function demandSameVersion(programs: PostgresPrograms, cluster: string): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(programs.postgres, ['--version'], {
    ...programs.account,
    cwd: '/',
    env: serverEnvironment(),
  });
  const have = / (\d+)/.exec(stdout)?.[1] ?? '';
  if (made === have) return;
  throw new StackFailure({
    zh: `${cluster} 由 PostgreSQL ${made} 建立，而现在的程序是 ${have}：请先用 ${made} 导出数据，再导入新的目录（GOUFU_DATA）。`,
    en: `${cluster} was made by PostgreSQL ${made}, the programs at hand are ${have}: dump the data with ${made} and load it into a new folder (GOUFU_DATA).`,
  });
}

/** A killed run leaves its server behind: it is stopped in the orderly way, never worked around. */
export async function stopLeftoverServer(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || !(await isAlive(pid))) return;
  const command = await commandLine(pid);
  if (command?.includes(cluster)) {
    await stopProcess(pid, { signal: 'SIGINT', graceMs: 20_000 });
  } else if (command !== undefined) {
    // The number went to another program after a restart of the machine; PostgreSQL would wait for it for ever.
    await rm(pidFile, { force: true });
  }
}

async function launch(
  programs: PostgresPrograms,
  at: Cluster & { port: number; throwAway?: boolean },
): Promise<ChildProcess> {
  const settings = { ...SETTINGS, port: String(at.port), ...(at.throwAway ? THROW_AWAY_SETTINGS : {}) };
  const args = [
    '-D',
    at.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  await keepSmall(logFile(at.dataDir));
  const log = openSync(logFile(at.dataDir), 'a', 0o600);
  const { account } = programs;
  const begin = () =>
    // Detached: a Ctrl-C at the terminal must reach us first, so that the parts stop in order.
    spawn(programs.postgres, args, {
      ...account,
      cwd: at.cluster,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
  const server = begin();
  server.once('exit', () => closeSync(log));
  return server;
}

async function untilReady(server: ChildProcess, at: { url: string; deadline: number }): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null && Date.now() < at.deadline) {
    if (await canEnter(at.url)) return true;
    await sleep(40);
  }
  if (server.exitCode === null) server.kill('SIGQUIT');
  return false;
}

function didNotStart(dataDir: string, tail: string): StackFailure {
  const log = logFile(dataDir);
  return new StackFailure({
    zh: `PostgreSQL 未能启动，日志在 ${log}，最后几行：\n${tail}`,
    en: `PostgreSQL did not start, its log is ${log}, the last lines:\n${tail}`,
  });
}

/** Enters by the database `postgres` and makes ours when it is missing. */
async function canEnter(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE} template template0`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
