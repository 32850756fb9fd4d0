import type { Api, App } from '../deps.ts';
import type { InFlight } from '../project/in-flight.ts';
import { flowRoutes } from './flow-routes.ts';
import { forecastRoutes } from './forecast-routes.ts';
import { approvalReadRoutes } from './read-routes.ts';
import { releaseRoute } from './release-route.ts';
import { startRoute } from './start-route.ts';
import { verbRoutes } from './verb-routes.ts';

/** 审批: cases that run on published flows, for the console and for other systems alike. */
export function approvalRoutes(app: App, api: Api, inFlight: InFlight): void {
  startRoute(app, api, inFlight);
  verbRoutes(app, api, inFlight);
  approvalReadRoutes(app, api);
  forecastRoutes(app, api);
  flowRoutes(app, api);
  releaseRoute(app, api);
}
