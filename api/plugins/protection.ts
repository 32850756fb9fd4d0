import { monitorEventLoopDelay } from 'node:perf_hooks';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { text } from '../../domain/kernel/text.ts';
import type { Api, App } from '../deps.ts';
import { ProblemError } from '../problem/problem-error.ts';

const HEALTH: ReadonlySet<string> = new Set(['/livez', '/readyz', '/healthz']);

/** Headers, cookies, request rate and overload. */
export async function protection(app: App, api: Api): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    // Plain HTTP is usual on an intranet: nothing may upgrade requests, and HSTS belongs to https.
    strictTransportSecurity: api.isHttps ?? false,
    crossOriginOpenerPolicy: api.isHttps ?? false,
    originAgentCluster: api.isHttps ?? false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
  });
  refuseUnderOverload(app, api.limits.eventLoopDelayMs);
}

/** Counts requests of each person, or of each address where nobody has signed in. After the session is known. */
export async function requestRate(app: App, api: Api): Promise<void> {
  await app.register(rateLimit, {
    max: api.limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.viewer?.actor.userId ?? `ip:${request.ip}`,
    allowList: (request) => HEALTH.has(request.routeOptions.url ?? ''),
    errorResponseBuilder: (_request, { after }) =>
      new ProblemError('TooManyRequests', {
        detail: text('请求过于频繁，请稍后再试。', `Too many requests; try again in ${after}.`),
      }),
  });
}

function refuseUnderOverload(app: App, limitMs: number): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let isOverloaded = false;
  const timer = setInterval(() => {
    isOverloaded = delay.percentile(90) / 1e6 > limitMs;
    delay.reset();
  }, 1_000).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    delay.disable();
    done();
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const isTakenIn = !isOverloaded || HEALTH.has(request.routeOptions.url ?? '');
    done(isTakenIn ? undefined : overloaded());
  });
}

export const overloaded = (): ProblemError =>
  new ProblemError('Overloaded', {
    detail: text('系统繁忙，请稍后用同一幂等键重试。', 'The system is busy; retry with the same key.'),
    headers: { 'retry-after': '2' },
  });
