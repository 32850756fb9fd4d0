import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../config.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { workflowBundlePath } from '../../worker/bundle.ts';
import { apiUrlOf, type Connection, noteConnection } from './connection.ts';
import { builtConsole } from './console.ts';
import { EXIT, type OnProgress, StackFailure } from './failure.ts';
import { lockFolder } from './lock.ts';
import { type OnCrash, type Part, PartKeeper } from './parts.ts';
import { type layout, makeDataFolder } from './paths.ts';
import { demandPort, freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { startProgram } from './processes.ts';
import { startTemporal } from './temporal.ts';
import { prepareNamespace, untilHealthy } from './temporal-setup.ts';
import { makeThrowAwayFolder } from './throw-away.ts';

/** What `startStack` may be told; what is left out comes from the environment (`config.ts`). */
export type StackOptions = {
  /** Where everything lives; GOUFU_DATA when left out. */
  dataDir?: string;
  /** A stack in a temporary folder on free ports that vanishes when it stops. */
  throwAway?: boolean;
  /** The API's port. */
  port?: number;
  /** Shows Temporal's own pages on this port. */
  temporalUiPort?: number;
  /** Lets tests skip time for a workflow of their choice. */
  timeSkipping?: boolean;
  logLevel?: Config['logLevel'];
  /** More environment for API and worker. */
  env?: Readonly<Record<string, string>>;
  onProgress?: OnProgress;
  /** Breaks the start off at the next step. */
  signal?: AbortSignal;
  /** A part died by itself; the stack does nothing about it. */
  onCrash?: OnCrash;
};

/** A whole running Goufu: database, Temporal, worker and API. */
export type Stack = Connection & {
  dataDir: string;
  logsDir: string;
  /** Stops everything in order; a throw-away stack vanishes. */
  stop(): Promise<void>;
  /** Kills one part as a power cut would. */
  kill(part: Part): Promise<void>;
  /** Starts a killed part again, on the same ports. */
  revive(part: Part): Promise<void>;
};

type Places = ReturnType<typeof layout>;
type Site = {
  config: Config;
  places: Places;
  options: StackOptions;
  keeper: PartKeeper;
  onProgress: OnProgress;
};

/** Starts a whole Goufu. When a part does not come up, those already running are stopped and the reason is thrown. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const onProgress = options.onProgress ?? (() => undefined);
  const ground = await takeGround(options);
  const keeper = new PartKeeper({ onProgress, onCrash: options.onCrash ?? (() => undefined) });
  // A process that ends without stopping us, by an error or process.exit, still takes its servers along.
  const quit = () => keeper.quitAll();
  process.once('exit', quit);
  const stop = async () => {
    await keeper.stopAll();
    process.off('exit', quit);
    await ground.leave();
  };
  try {
    const places = await makeDataFolder(ground.config.dataDir);
    const connection = await startParts({ config: ground.config, places, options, keeper, onProgress });
    options.signal?.throwIfAborted();
    await noteConnection(ground.config.dataDir, connection);
    const { dataDir } = ground.config;
    return {
      ...connection,
      dataDir,
      logsDir: places.logs,
      stop,
      kill: (part) => keeper.kill(part),
      revive: (part) => keeper.revive(part),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The settings and the folder, locked for us alone. */
async function takeGround(options: StackOptions): Promise<{ config: Config; leave: () => Promise<void> }> {
  const given = loadConfig();
  if (!options.throwAway) {
    const config = { ...given, dataDir: options.dataDir ?? given.dataDir, port: options.port ?? given.port };
    await makeDataFolder(config.dataDir);
    const unlock = await lockFolder(join(config.dataDir, 'goufu.lock'), apiUrlOf(config));
    return { config, leave: unlock };
  }
  const { folder, remove } = await makeThrowAwayFolder();
  const port = options.port ?? (await freePort());
  // A throw-away stack never touches the databases that the environment names.
  const own = {
    databaseUrl: undefined,
    temporalAddress: undefined,
    temporalNamespace: 'default',
    host: '127.0.0.1',
  };
  return { config: { ...given, ...own, dataDir: folder, port }, leave: remove };
}

async function startParts(site: Site): Promise<Connection> {
  const { config } = site;
  await demandPort({ port: config.port, host: config.host, what: 'API', variable: 'PORT' });
  const [databaseUrl, temporalAddress, , consoleFolder] = await allOrNothing([
    bringDatabase(site),
    bringTemporal(site),
    bringBundle(site),
    bringConsole(site),
  ]);
  site.options.signal?.throwIfAborted();
  const connection: Connection = {
    apiUrl: apiUrlOf(config),
    databaseUrl,
    temporalAddress,
    temporalNamespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
  };
  const env = await environmentOf(site, connection);
  await allOrNothing([
    bringProgram(site, 'worker', env),
    bringProgram(site, 'api', { ...env, GOUFU_CONSOLE: consoleFolder }),
  ]);
  return connection;
}

/** Like Promise.all, but a failure waits for the others to settle, so that all that started can be stopped. */
async function allOrNothing<T extends readonly Promise<unknown>[]>(
  tasks: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}

async function bringDatabase(site: Site): Promise<string> {
  const url = site.config.databaseUrl ?? (await bringPostgres(site));
  const ran = await migrateToLatest(url).catch((error: unknown) => {
    throw site.config.databaseUrl ? cannotUse(error) : error;
  });
  site.onProgress({
    zh: `数据库结构就绪（新执行 ${ran.length} 个迁移）`,
    en: `database schema ready (${ran.length} new migrations)`,
  });
  return url;
}

function cannotUse(error: unknown): StackFailure {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new StackFailure(
    {
      zh: `无法使用 DATABASE_URL 指定的数据库：${reason}。请检查地址、账号与权限（需要 PostgreSQL 15 或更新，并允许建表）。`,
      en: `The database named by DATABASE_URL cannot be used: ${reason}. Check address, account and rights (PostgreSQL 15 or newer, allowed to create tables).`,
    },
    EXIT.unreachable,
  );
}

async function bringPostgres({ config, places, options, keeper, onProgress }: Site): Promise<string> {
  const base = { dataDir: places.postgres, cacheDir: config.cacheDir, throwAway: options.throwAway ?? false };
  const postgres = await keeper.start('postgres', {
    log: join(places.postgres, 'server.log'),
    start: async () => startPostgres(options.throwAway ? { ...base, port: await freePort() } : base),
    again: ({ port }) => startPostgres({ ...base, port }),
  });
  onProgress({
    zh: `PostgreSQL 已启动（端口 ${postgres.port}）`,
    en: `PostgreSQL runs (port ${postgres.port})`,
  });
  return postgres.url;
}

async function bringTemporal({ config, places, options, keeper, onProgress }: Site): Promise<string> {
  const namespace = config.temporalNamespace;
  if (config.temporalAddress) {
    await useTemporal({ address: config.temporalAddress, namespace });
    onProgress({ zh: `Temporal 来源：TEMPORAL_ADDRESS`, en: `Temporal taken from TEMPORAL_ADDRESS` });
    return config.temporalAddress;
  }
  const base = {
    dataDir: places.temporal,
    cacheDir: config.cacheDir,
    namespace,
    timeSkipping: options.timeSkipping ?? false,
    onProgress,
    ...(options.temporalUiPort === undefined ? {} : { uiPort: options.temporalUiPort }),
    dbFile: places.temporalDb,
  };
  const temporal = await keeper.start('temporal', {
    log: join(places.temporal, 'server.log'),
    start: async () => startTemporal(options.throwAway ? { ...base, port: await freePort() } : base),
    again: ({ port }) => startTemporal({ ...base, port }),
  });
  onProgress({ zh: `Temporal 已启动（${temporal.address}）`, en: `Temporal runs (${temporal.address})` });
  return temporal.address;
}

async function useTemporal(place: { address: string; namespace: string }): Promise<void> {
  if (!(await untilHealthy(place, { timeoutMs: 15_000 }))) {
    throw new StackFailure(
      {
        zh: `TEMPORAL_ADDRESS 指定的 Temporal（${place.address}，命名空间 ${place.namespace}）没有应答：请检查地址、命名空间与网络。`,
        en: `The Temporal named by TEMPORAL_ADDRESS (${place.address}, namespace ${place.namespace}) does not answer: check address, namespace and network.`,
      },
      EXIT.unreachable,
    );
  }
  // A hosted Temporal offers no operator service; its attributes are registered by its operator.
  await prepareNamespace(place, { keepHistories: false }).catch(() => undefined);
}

async function bringBundle({ onProgress }: Site): Promise<string> {
  const path = await workflowBundlePath();
  onProgress({ zh: '流程代码已打包', en: 'workflow code bundled' });
  return path;
}

async function bringConsole({ onProgress }: Site): Promise<string> {
  const { folder, isNew } = await builtConsole();
  if (isNew) onProgress({ zh: '操作台已构建', en: 'console built' });
  return folder;
}

async function bringProgram(
  site: Site,
  part: Part & ('worker' | 'api'),
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { places, keeper, onProgress, config } = site;
  const ready = part === 'api' ? { page: `${apiUrlOf(config)}/readyz` } : { line: 'worker ready' };
  await keeper.start(part, {
    log: join(places.logs, `${part}.log`),
    start: () =>
      startProgram({
        name: part,
        entry: `${part}/main.ts`,
        env,
        logDir: places.logs,
        runDir: places.run,
        ready,
      }),
  });
  onProgress(
    part === 'api' ? { zh: 'API 已就绪', en: 'API ready' } : { zh: 'worker 已就绪', en: 'worker ready' },
  );
}

async function environmentOf({ config, places, options }: Site, at: Connection): Promise<NodeJS.ProcessEnv> {
  return {
    ...process.env,
    DATABASE_URL: at.databaseUrl,
    TEMPORAL_ADDRESS: at.temporalAddress,
    TEMPORAL_NAMESPACE: at.temporalNamespace,
    TASK_QUEUE: at.taskQueue,
    PORT: String(config.port),
    HOST: config.host,
    GOUFU_DATA: config.dataDir,
    GOUFU_CACHE: config.cacheDir,
    GOUFU_IDENTITY: config.identity,
    GOUFU_SESSION_SECRET: config.sessionSecret ?? (await keepSecret(places.sessionSecret)),
    GOUFU_CALLBACK_SECRET: config.callbacks.secret ?? (await keepSecret(places.callbackSecret)),
    LOG_LEVEL: options.logLevel ?? config.logLevel,
    ...options.env,
  };
}

/** Sessions outlive a restart, and receivers go on knowing our signature, because the secrets do. */
async function keepSecret(file: string): Promise<string> {
  await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
  return (await readFile(file, 'utf8')).trim();
}
