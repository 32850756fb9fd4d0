import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where each thing lives below a data folder (`GOUFU_DATA`). */
export function layout(dataDir: string) {
  return {
    postgres: join(dataDir, 'postgres'),
    temporal: join(dataDir, 'temporal'),
    temporalDb: join(dataDir, 'temporal', 'temporal.db'),
    logs: join(dataDir, 'logs'),
    run: join(dataDir, 'run'),
    lock: join(dataDir, 'goufu.lock'),
    connection: join(dataDir, 'connection.json'),
    sessionSecret: join(dataDir, 'session.secret'),
    callbackSecret: join(dataDir, 'callback.secret'),
  } as const;
}

/** As root, PostgreSQL runs as another user, who may pass through the folders but not list them. */
export const PASSABLE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Makes a data folder and its parts; nobody else can look into them. */
export async function makeDataFolder(dataDir: string): Promise<ReturnType<typeof layout>> {
  const places = layout(dataDir);
  await mkdir(dataDir, { recursive: true, mode: PASSABLE });
  await mkdir(places.postgres, { recursive: true, mode: PASSABLE });
  for (const folder of [places.temporal, places.logs, places.run]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return places;
}
