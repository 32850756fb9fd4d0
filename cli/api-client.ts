import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { commandPath } from '../api/contract/commands.ts';
import type { Problem } from '../api/contract/problem.ts';
import type { CommandResult } from '../api/contract/project.ts';
import type { accountsSchema, userSchema } from '../api/contract/session.ts';
import type { Application, LateEntry } from '../domain/catalog/types.ts';
import type { Command } from '../domain/project/commands.ts';

/** The API said no, or nothing sensible. `problem` is its own explanation, when it gave one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: Problem | null;

  constructor(request: string, status: number, problem: Problem | null) {
    super(`${request}: ${status} ${problem ? inFull(problem) : ''}`.trimEnd());
    this.status = status;
    this.problem = problem;
  }
}

function inFull({ code, rule, detail, remedy, errors = [], others = [] }: Problem): string {
  const fields = errors.map(({ pointer, message }) => `${pointer} ${message}`);
  const more = others.map((other) => `${other.rule} ${other.detail}`);
  const parts = [`[${rule ?? code}] ${detail}`, ...(remedy ? [remedy] : []), ...fields, ...more];
  return parts.join(' | ');
}

/** What is asked of an existing project. `occurredOn` is null unless it happened earlier and is entered late. */
export interface Ask {
  readonly command: Command;
  readonly expectedRevision: number;
  readonly occurredOn: string | null;
}

export interface NewProject {
  readonly application: Application;
  readonly lateEntry: LateEntry | null;
  readonly occurredOn: string | null;
}

/** One signed-in person. The key makes a request safe to repeat: the same key always gets the same answer. */
export interface Session {
  readonly userId: string;
  createProject(project: NewProject, key: string): Promise<CommandResult>;
  execute(projectId: string, ask: Ask, key: string): Promise<CommandResult>;
  /** Reads a page such as `/projects`; the caller names the shape it knows from api/contract. */
  get<T>(path: string): Promise<T>;
  /** Sends a body to a path; the key makes it safe to repeat. */
  post<T>(path: string, body: unknown, key: string): Promise<T>;
}

/** The public API as the command line uses it; sessions are opened when first needed and kept. */
export interface ApiClient {
  as(userId: string): Session;
  /** Everybody who can sign in; only a demonstration tells. */
  accounts(): Promise<readonly Account[]>;
}

export type Account = z.output<typeof userSchema>;

const PATIENCE_MS = 90_000;
const PAUSE_MS = 250;
/** Not there yet, too many, overloaded: the same request is sent again with the same key. */
const AGAIN = new Set([202, 429, 502, 503]);

export function apiClient(apiUrl: string): ApiClient {
  const sessions = new Map<string, Session>();
  return {
    as: (userId) => {
      const known = sessions.get(userId);
      if (known) return known;
      const session = openSession(`${apiUrl}/api/v1`, userId);
      sessions.set(userId, session);
      return session;
    },
    accounts: async () => {
      const { accounts } = await send<z.output<typeof accountsSchema>>(`${apiUrl}/api/v1/demo/accounts`, {
        method: 'GET',
      });
      return accounts;
    },
  };
}

function openSession(base: string, userId: string): Session {
  let token: Promise<string> | null = null;
  const signIn = async (): Promise<string> => {
    const answer = await send<{ token: string }>(`${base}/demo/sign-in`, {
      method: 'POST',
      body: { userId },
    });
    return answer.token;
  };
  const authorized = async <T>(path: string, request: Omit<Request, 'token'>): Promise<T> => {
    token ??= signIn();
    try {
      return await send<T>(base + path, { ...request, token: await token });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      token = signIn();
      return send<T>(base + path, { ...request, token: await token });
    }
  };
  return {
    userId,
    createProject: (body, key) => authorized('/projects', { method: 'POST', body, key }),
    execute: (projectId, { command: { type, data }, expectedRevision, occurredOn }, key) =>
      authorized(`/projects/${projectId}/commands/${commandPath(type)}`, {
        method: 'POST',
        body: { expectedRevision, occurredOn, data },
        key,
      }),
    get: (path) => authorized(path, { method: 'GET' }),
    post: (path, body, key) => authorized(path, { method: 'POST', body, key }),
  };
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly body?: unknown;
  readonly key?: string;
  readonly token?: string;
}

/** Sends until there is a final answer or patience is at its end; an answer that got lost is asked for again. */
async function send<T>(url: string, request: Request): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await once(url, request).catch((error: unknown) => {
      if (Date.now() > deadline) throw error;
      return null;
    });
    const waits = response === null || AGAIN.has(response.status);
    if (response && (!waits || Date.now() > deadline)) return read<T>(response, `${request.method} ${url}`);
    await sleep(pause(response));
  }
}

function pause(response: Response | null): number {
  const seconds = Number(response?.headers.get('retry-after') ?? 0);
  return seconds > 0 ? seconds * 1_000 : PAUSE_MS;
}

const once = (url: string, { method, body, key, token }: Request): Promise<Response> =>
  fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });

async function read<T>(response: Response, request: string): Promise<T> {
  const text = await response.text();
  // The shape is the API's contract; this is its own client.
  if (response.ok && response.status !== 202) return JSON.parse(text) as T;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  throw new ApiError(request, response.status, isProblem ? (JSON.parse(text) as Problem) : null);
}
