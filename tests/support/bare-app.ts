import { Client, Connection } from '@temporalio/client';
import { expect } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';
import type { ApiLimits, App } from '../../api/deps.ts';
import { loadReferenceData } from '../../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../../cli/demo-data/world.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { createTestDatabase } from './database.ts';
import { inject, type TestRequest } from './http.ts';

/** Nothing listens on this port: what needs the engine must say so, what does not must work. */
const NO_TEMPORAL = '127.0.0.1:1';

/** The API on a real database and without an engine, for all that happens at its doors. */
export interface BareApp {
  readonly app: App;
  readonly db: Database;
  readonly secret: string;
  /** The same API again, with other limits. */
  again(limits: Partial<ApiLimits>): Promise<App>;
  stop(): Promise<void>;
}

export async function startBareApp(): Promise<BareApp> {
  const database = await createTestDatabase();
  const db = createDatabase(database.url, 4);
  const connection = Connection.lazy({ address: NO_TEMPORAL });
  const secret = 's'.repeat(32);
  await loadReferenceData(db, demoWorld(localDate('2026-11-20'), shippedCalendar()), { budgetFactor: 1 });
  const again = (limits: Partial<ApiLimits>): Promise<App> =>
    buildApp({
      db,
      databaseUrl: database.url,
      temporal: new Client({ connection }),
      taskQueue: 'none',
      policy: createPolicyCheck(),
      sessionSecret: secret,
      logLevel: 'silent',
      limits: { commandDeadlineMs: 500, ...limits },
    });
  const app = await again({});
  return {
    app,
    db,
    secret,
    again,
    async stop() {
      await app.close();
      await connection.close();
      await db.destroy();
      await database.drop();
    },
  };
}

/** Sends a request that must be answered with a problem document of this status. */
export async function problemOn(app: App, request: TestRequest, status: number): Promise<Problem> {
  const response = await inject(app, request);
  expect([request.url, response.statusCode]).toEqual([request.url, status]);
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.strict().parse(response.json());
  expect(problem).toMatchObject({ status, requestId: response.headers['x-request-id'] });
  return problem;
}
