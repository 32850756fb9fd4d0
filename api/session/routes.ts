import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { findViewer, listViewers, type Viewer } from '../../db/queries/viewer.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { text } from '../../domain/kernel/text.ts';
import { accountsSchema, meSchema, signedInSchema, signInBody } from '../contract/session.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { SESSION_COOKIE, SESSION_HOURS, signSession, viewerOf } from '../plugins/session.ts';
import { ProblemError } from '../problem/problem-error.ts';

const DEMO = {
  mode: 'demo',
  notice: text(
    '演示模式：登录不验密码，任何人都能以任何账号办理。请勿录入真实数据。',
    'Demonstration mode: signing in asks no password and anybody can act as anybody. Enter no real data.',
  ),
} as const;

const userOf = ({ actor, posts }: Viewer) => ({
  userId: actor.userId,
  name: actor.name,
  posts: posts.map((post) => ({ ...post, roleTitle: ROLE_TITLES[post.role] })),
});

const noSuchAccount = (): ProblemError =>
  new ProblemError('NotSignedIn', {
    detail: text('没有这个账号，或账号已停用。', 'There is no such account, or it is disabled.'),
    remedy: text('可用账号见 /api/v1/demo/accounts。', 'See /api/v1/demo/accounts for the accounts.'),
  });

/** Sign-in of the demonstration, and who is signed in. */
export function sessionRoutes(app: App, api: Api): void {
  app.post(
    '/api/v1/demo/sign-in',
    {
      schema: {
        tags: ['session'],
        summary: '演示登录 Sign in as a demo account, without a password',
        security: [],
        body: signInBody,
        response: answers({ 200: signedInSchema }),
      },
      config: { rateLimit: { max: api.limits.signInsPerMinute } },
    },
    async (request, reply) => {
      const viewer = await findViewer(api.db, request.body.userId);
      if (!viewer) throw noSuchAccount();
      const token = await signSession(api, viewer.actor.userId);
      setCookie(reply, api, token);
      return { token, user: userOf(viewer), ...DEMO };
    },
  );

  app.get(
    '/api/v1/demo/accounts',
    {
      schema: {
        tags: ['session'],
        summary: '演示账号 Demo accounts and their posts',
        security: [],
        response: answers({ 200: accountsSchema }),
      },
    },
    async () => ({ accounts: (await listViewers(api.db)).map(userOf), ...DEMO }),
  );

  app.get(
    '/api/v1/me',
    {
      schema: {
        tags: ['session'],
        summary: '当前用户 Who is signed in',
        response: answers({ 200: meSchema }),
      },
    },
    (request) => ({ user: userOf(viewerOf(request)), ...DEMO }),
  );

  app.post(
    '/api/v1/sign-out',
    { schema: { tags: ['session'], summary: '退出 Sign out', response: answers({ 204: z.undefined() }) } },
    async (_request, reply) => {
      await reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send();
    },
  );
}

const setCookie = (reply: FastifyReply, api: Api, token: string): FastifyReply =>
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: api.isHttps ?? false,
    maxAge: SESSION_HOURS * 3_600,
  });
