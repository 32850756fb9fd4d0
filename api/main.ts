import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { type Config, ConfigError, loadConfig } from '../config.ts';
import { createDatabase, type Database } from '../db/connection.ts';
import { migrationStatus } from '../db/queries/readiness.ts';
import { createPolicyCheck } from '../rules/engine/policy.ts';
import { requireShippedPacks } from '../rules/release/shipped.ts';
import { buildApp } from './app.ts';
import type { App } from './deps.ts';

const CONNECT_MS = 10_000;
const STOP_MS = 20_000;
/** Something the API stands on is not there. */
const EXIT_NOT_REACHABLE = 3;
const EXIT_USAGE = 2;

class CannotStart extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = EXIT_NOT_REACHABLE) {
    super(message);
    this.exitCode = exitCode;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(reasonOf).join('; ')
    : error instanceof Error
      ? error.message
      : String(error);

async function openDatabase(config: Config): Promise<{ db: Database; databaseUrl: string }> {
  const { databaseUrl } = config;
  if (!databaseUrl) {
    throw new CannotStart('未设置 DATABASE_URL。 / DATABASE_URL is not set.', EXIT_USAGE);
  }
  const db = createDatabase(databaseUrl, config.dbPoolSize);
  const status = await migrationStatus(db).catch((error: unknown) => {
    throw new CannotStart(`连不上数据库 / The database cannot be reached: ${reasonOf(error)}`);
  });
  if (status === 'newer') {
    throw new CannotStart('数据库由更新的版本升级过。 / A newer Goufu has migrated this database.');
  }
  return { db, databaseUrl };
}

async function openTemporal(config: Config): Promise<Client> {
  const address = config.temporalAddress;
  if (!address) {
    throw new CannotStart('未设置 TEMPORAL_ADDRESS。 / TEMPORAL_ADDRESS is not set.', EXIT_USAGE);
  }
  try {
    const connection = await Connection.connect({ address, connectTimeout: CONNECT_MS });
    return new Client({ connection, namespace: config.temporalNamespace });
  } catch (error) {
    throw new CannotStart(`连不上 Temporal（${address}） / Temporal cannot be reached: ${reasonOf(error)}`);
  }
}

async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const why = inUse
      ? '端口已被占用，请改用其他 PORT / the port is in use, set another PORT'
      : reasonOf(error);
    throw new CannotStart(`无法监听 ${host}:${port} / Cannot listen: ${why}`);
  }
}

/** Closes once, on the first signal; a close that hangs is cut off. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function main(): Promise<void> {
  const config = loadConfig();
  requireShippedPacks();
  const { db, databaseUrl } = await openDatabase(config);
  const temporal = await openTemporal(config);
  const app = await buildApp({
    db,
    databaseUrl,
    temporal,
    taskQueue: config.taskQueue,
    policy: createPolicyCheck(),
    callbacks: config.callbacks,
    sessionSecret: config.sessionSecret ?? randomBytes(32).toString('base64url'),
    isHttps: config.publicUrl?.startsWith('https://') ?? false,
    consoleFolder: config.consoleFolder,
    logLevel: config.logLevel,
    limits: {
      attachmentBytes: config.attachmentMaxMb * 1_048_576,
      // An upload holds its connection until the last byte; the rest of the pool is for everybody else.
      uploadsInFlight: Math.max(1, Math.floor(config.dbPoolSize / 3)),
    },
  });
  if (!config.sessionSecret) app.log.warn('GOUFU_SESSION_SECRET is not set: sessions end with this process');
  stopOnSignal(async () => {
    await app.close();
    await temporal.connection.close();
    await db.destroy();
  });
  await listen(app, config);
  app.log.info({ mode: config.identity }, 'the API takes requests');
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart || error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error instanceof CannotStart ? error.exitCode : EXIT_USAGE);
  }
  console.error(error);
  process.exit(1);
});
