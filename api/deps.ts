import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Database } from '../db/connection.ts';
import { type CallbackSettings, NO_CALLBACKS } from '../domain/approval/callback-address.ts';
import type { LocalDate } from '../domain/kernel/local-date.ts';
import { dateAt } from '../domain/kernel/local-date.ts';
import type { PolicyCheck } from '../domain/policy/types.ts';

/** Written limits of the API; every one can be set by whoever builds it. */
export interface ApiLimits {
  readonly requestsPerMinute: number;
  readonly signInsPerMinute: number;
  /** Requests to the open part, of one address. */
  readonly publicRequestsPerMinute: number;
  /** How long a caller waits for the answer to a command before 202. */
  readonly commandDeadlineMs: number;
  /** Commands under way at once; more are asked to come again. */
  readonly commandsInFlight: number;
  /** The largest attachment, in bytes. */
  readonly attachmentBytes: number;
  /** Uploads under way at once, each holding a connection to the database; more are asked to come again. */
  readonly uploadsInFlight: number;
  /** Uploaded files of one person that nothing refers to yet. */
  readonly unattachedPerUser: number;
  readonly changeListeners: number;
  readonly changeListenersPerUser: number;
  readonly heartbeatMs: number;
  /** Delay of the event loop from which the API refuses work. */
  readonly eventLoopDelayMs: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  requestsPerMinute: 6_000,
  signInsPerMinute: 300,
  publicRequestsPerMinute: 300,
  commandDeadlineMs: 8_000,
  commandsInFlight: 400,
  attachmentBytes: 50 * 1_048_576,
  uploadsInFlight: 3,
  unattachedPerUser: 200,
  changeListeners: 200,
  changeListenersPerUser: 10,
  heartbeatMs: 15_000,
  eventLoopDelayMs: 2_000,
};

/** Everything the API needs; it reads no environment and makes no connection of its own but the one that listens. */
export interface ApiDeps {
  readonly db: Database;
  /** For the connection that waits for changes. */
  readonly databaseUrl: string;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly policy: PolicyCheck;
  /** Where the ends of approval cases may be told; nowhere unless it is said. */
  readonly callbacks?: CallbackSettings;
  /** Signs sessions; at least 32 characters. */
  readonly sessionSecret: string;
  /** True when the product is reached by https only; the cookie is then marked Secure. */
  readonly isHttps?: boolean;
  /** The folder of the built console; without it the first page says what this is and where the API is. */
  readonly consoleFolder?: string | undefined;
  readonly logLevel?: string;
  readonly limits?: Partial<ApiLimits>;
  /** Milliseconds since 1970; another clock in tests. */
  readonly now?: () => number;
}

/** The deps with their defaults filled in. */
export interface Api extends ApiDeps {
  readonly callbacks: CallbackSettings;
  readonly limits: ApiLimits;
  readonly now: () => number;
}

export const withDefaults = (deps: ApiDeps): Api => ({
  ...deps,
  callbacks: deps.callbacks ?? NO_CALLBACKS,
  limits: { ...DEFAULT_LIMITS, ...deps.limits },
  now: deps.now ?? Date.now,
});

/** Today in Shanghai. */
export const todayOf = (api: Api): LocalDate => dateAt(api.now());

/** The server as routes see it: schemas are zod's. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
