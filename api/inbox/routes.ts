import type { Api, App } from '../deps.ts';
import type { InFlight } from '../project/in-flight.ts';
import { batchRoute } from './batch-route.ts';
import { digestRoutes } from './digest-routes.ts';
import { inboxListRoutes } from './list-routes.ts';

/** 待办: what waits for a person, over approval cases and purchase projects. */
export function inboxRoutes(app: App, api: Api, inFlight: InFlight): void {
  inboxListRoutes(app, api);
  batchRoute(app, api, inFlight);
  digestRoutes(app, api);
}
