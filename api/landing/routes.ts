import type { App } from '../deps.ts';
import { LANDING_PAGE } from './page.ts';

/** The first page. */
export function landingRoutes(app: App): void {
  app.get('/', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(LANDING_PAGE),
  );
}
