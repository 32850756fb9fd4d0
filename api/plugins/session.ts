import type { FastifyRequest } from 'fastify';
import { jwtVerify, SignJWT } from 'jose';
import { findViewer, type Viewer } from '../../db/queries/viewer.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { text } from '../../domain/kernel/text.ts';
import type { Api, App } from '../deps.ts';
import { ProblemError } from '../problem/problem-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on the routes that are open. */
    viewer: Viewer | null;
  }
}

export const SESSION_COOKIE = 'goufu_session';
export const SESSION_HOURS = 12;
const ISSUER = 'goufu';

/** The only routes that answer without a session; everything else asks for one. */
const OPEN_ROUTES: ReadonlySet<string> = new Set([
  '/',
  '/*',
  '/assets/*',
  '/favicon.svg',
  '/livez',
  '/readyz',
  '/healthz',
  '/api/openapi.json',
  '/api/docs',
  '/api/v1/demo/sign-in',
  '/api/v1/demo/accounts',
]);
/** The documentation's pages bring files of their own, under names that change with their version. */
const DOCS_FOLDER = '/api/docs/';
/** What the law makes public; nothing else may be answered below it. */
const PUBLIC_FOLDER = '/api/v1/public/';

export const isOpenRoute = (url: string): boolean =>
  OPEN_ROUTES.has(url) || url.startsWith(DOCS_FOLDER) || url.startsWith(PUBLIC_FOLDER);

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** A token that says who signed in, for twelve hours. */
export const signSession = (api: Api, userId: string): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(userId)
    .setIssuedAt(Math.floor(api.now() / 1_000))
    .setExpirationTime(Math.floor(api.now() / 1_000) + SESSION_HOURS * 3_600)
    .sign(keyOf(api.sessionSecret));

function tokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  if (authorization !== undefined)
    return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1] ?? null;
  return request.cookies[SESSION_COOKIE] ?? null;
}

async function userIdOf(api: Api, token: string): Promise<string | null> {
  try {
    const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(api.now()) };
    const { payload } = await jwtVerify(token, keyOf(api.sessionSecret), options);
    return payload.sub ?? null;
  } catch {
    return null;
  }
}

const notSignedIn = (): ProblemError =>
  new ProblemError('NotSignedIn', {
    detail: text(
      '请先登录；会话可能已过期，或账号已停用。',
      'Sign in first; the session may have ended or the account be disabled.',
    ),
    headers: { 'www-authenticate': 'Bearer realm="goufu"' },
  });

/** The person of a request's session with the posts they hold now; null when there is none. */
export async function readViewer(api: Api, request: FastifyRequest): Promise<Viewer | null> {
  const token = tokenOf(request);
  const userId = token && (await userIdOf(api, token));
  return userId ? findViewer(api.db, userId) : null;
}

/** Asks every route but the open ones for a session. */
export function session(app: App, api: Api): void {
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', async (request) => {
    const { url } = request.routeOptions;
    // A request that no route takes is answered by the not-found handler, which gives nothing away.
    if (url === undefined || isOpenRoute(url)) return;
    request.viewer = await readViewer(api, request);
    if (!request.viewer) throw notSignedIn();
  });
}

export function viewerOf(request: FastifyRequest): Viewer {
  invariant(request.viewer, 'A route that asks for a session ran without one');
  return request.viewer;
}
