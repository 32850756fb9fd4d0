import { readFile, writeFile } from 'node:fs/promises';
import type { Config } from '../../config.ts';
import { EXIT, StackFailure } from './failure.ts';
import { isHeld } from './lock.ts';
import { layout } from './paths.ts';

/** Where the parts of a running Goufu are reached. */
export type Connection = {
  apiUrl: string;
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
};

/** Writes down where a local stack is reached; the address of the database holds its password. */
export async function noteConnection(dataDir: string, connection: Connection): Promise<void> {
  await writeFile(layout(dataDir).connection, JSON.stringify(connection, undefined, 2), { mode: 0o600 });
}

/**
 * Finds the Goufu that commands such as `trace` and `doctor` shall speak to: the one the environment names
 * (DATABASE_URL and TEMPORAL_ADDRESS together), else the one running on the data folder.
 *
 * @throws StackFailure with exit code 3 when there is none
 */
export async function findConnection(config: Config): Promise<Connection> {
  const { databaseUrl, temporalAddress, temporalNamespace, taskQueue } = config;
  if (databaseUrl && temporalAddress) {
    return { apiUrl: apiUrlOf(config), databaseUrl, temporalAddress, temporalNamespace, taskQueue };
  }
  const places = layout(config.dataDir);
  const noted = await readFile(places.connection, 'utf8')
    .then((text) => JSON.parse(text) as Connection)
    .catch(() => undefined);
  if (noted && (await isHeld(places.lock))) return noted;
  throw new StackFailure(
    {
      zh: `没有找到运行中的购服（数据目录 ${config.dataDir}）：请先在另一个终端运行 npm start，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS。`,
      en: `No running Goufu was found (data folder ${config.dataDir}): run npm start in another terminal first, or set DATABASE_URL and TEMPORAL_ADDRESS.`,
    },
    EXIT.unreachable,
  );
}

/** The address of the API as a program on this machine reaches it. */
export function apiUrlOf(config: Pick<Config, 'host' | 'port'>): string {
  const host = ['0.0.0.0', '::', ''].includes(config.host) ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
}
