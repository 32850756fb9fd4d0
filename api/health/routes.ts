import type { z } from 'zod';
import { countOpenAlarms } from '../../db/policy/alarms.ts';
import { type MigrationStatus, migrationStatus } from '../../db/queries/readiness.ts';
import { answers } from '../contract/shared.ts';
import { liveSchema, readySchema } from '../contract/supervision.ts';
import type { Api, App } from '../deps.ts';
import { isEngineThere } from '../project/engine.ts';

type Ready = z.output<typeof readySchema>;
const DATABASE_MS = 2_000;

const inTime = <T>(read: Promise<T>): Promise<T | null> =>
  Promise.race([
    read.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), DATABASE_MS).unref()),
  ]);

const readMigrations = (api: Api): Promise<MigrationStatus | null> => inTime(migrationStatus(api.db));

async function readPolicy(api: Api): Promise<Ready['checks']['policy']> {
  const open = await inTime(countOpenAlarms(api.db));
  if (open === null) return 'unknown';
  return open > 0 ? 'alarm' : 'ok';
}

async function readReadiness(api: Api): Promise<Ready> {
  const [migrations, isThere, policy] = await Promise.all([
    readMigrations(api),
    isEngineThere(api),
    readPolicy(api),
  ]);
  const isOk = migrations === 'current' && isThere;
  return {
    status: isOk ? 'ok' : 'unavailable',
    checks: {
      database: migrations === null ? 'unreachable' : 'ok',
      temporal: isThere ? 'ok' : 'unreachable',
      migrations: migrations ?? 'unknown',
      policy,
    },
  };
}

/** Is the process alive; may it take work. */
export function healthRoutes(app: App, api: Api): void {
  app.get(
    '/livez',
    {
      schema: {
        tags: ['health'],
        summary: '进程存活 The process runs',
        security: [],
        response: answers({ 200: liveSchema }),
      },
    },
    () => ({ status: 'ok' as const }),
  );
  for (const url of ['/readyz', '/healthz']) {
    app.get(
      url,
      {
        schema: {
          tags: ['health'],
          summary: '可以服务 Database, Temporal and migrations are there',
          security: [],
          response: answers({ 200: readySchema, 503: readySchema }),
        },
      },
      async (_request, reply) => {
        const ready = await readReadiness(api);
        return reply
          .status(ready.status === 'ok' ? 200 : 503)
          .header('cache-control', 'no-store')
          .send(ready);
      },
    );
  }
}
