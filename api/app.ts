import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { accountRoutes } from './account/routes.ts';
import { approvalRoutes } from './approval/routes.ts';
import { attachmentRoutes } from './attachment/routes.ts';
import { compilationRoutes } from './budget/compilation-routes.ts';
import { executionRoute } from './budget/execution-route.ts';
import { budgetRoutes } from './budget/routes.ts';
import { budgetYearRoutes } from './budget/year-routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { consoleRoutes } from './console/routes.ts';
import { type Api, type ApiDeps, type App, withDefaults } from './deps.ts';
import { healthRoutes } from './health/routes.ts';
import { importRoutes } from './import/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { landingRoutes } from './landing/routes.ts';
import { latenessRoute } from './operations/lateness-route.ts';
import { opinionPhraseRoutes } from './opinion-phrase/routes.ts';
import { overdueRoutes } from './overdue/routes.ts';
import { documents } from './plugins/documents.ts';
import { problems } from './plugins/problems.ts';
import { protection, requestRate } from './plugins/protection.ts';
import { session } from './plugins/session.ts';
import { validatorCompiler } from './plugins/validation.ts';
import { policyRoutes } from './policy/routes.ts';
import { approvalFormRoutes, caseFormRoute } from './print/routes.ts';
import { problemFrom } from './problem/from-error.ts';
import { sendProblem } from './problem/write.ts';
import { commandRoutes } from './project/command-routes.ts';
import { createRoute } from './project/create-route.ts';
import { limitInFlight } from './project/in-flight.ts';
import { projectReadRoutes } from './project/read-routes.ts';
import { scheduleRoute } from './project/schedule-route.ts';
import { directoryRoutes } from './provider/routes.ts';
import { proxyRoutes } from './proxy/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { overviewRoutes } from './supervision/overview-routes.ts';
import { supervisionRoutes } from './supervision/routes.ts';

const BODY_LIMIT = 1_048_576;
/** A load balancer's or caller's request id is kept when it is harmless. */
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

const makeServer = (api: Api): App =>
  fastify({
    bodyLimit: BODY_LIMIT,
    // Long enough for the largest attachment over 4 Mbit/s; a sender who falls silent is cut off by the connection's own time.
    requestTimeout: 120_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, problemFrom(error));
    },
    logger: {
      level: api.logLevel ?? 'info',
      // Addresses carry search words and headers carry sessions; neither belongs in a log.
      serializers: {
        req: ({ method, url }: { method: string; url: string }) => ({
          method,
          url: url.replace(/\?.*/s, ''),
        }),
        res: ({ statusCode }) => ({ statusCode }),
      },
    },
  }).withTypeProvider<ZodTypeProvider>();

/** Builds the whole API on what it is given; it does not listen yet. */
export async function buildApp(deps: ApiDeps): Promise<App> {
  const api = withDefaults(deps);
  const app = makeServer(api);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  problems(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/v1')) reply.header('cache-control', 'no-store');
  });
  await protection(app, api);
  session(app, api);
  await requestRate(app, api);
  await documents(app);
  await routes(app, api);
  closePromptly(app);
  await app.ready();
  return app;
}

const IDLE_SWEEP_MS = 100;

/**
 * A connection that falls idle while the server closes, or that a browser has opened to have it ready, would be waited
 * for until its time is over.
 */
function closePromptly(app: App): void {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const sweep = () => {
    app.server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
  app.addHook('preClose', (done) => {
    const timer = setInterval(sweep, IDLE_SWEEP_MS).unref();
    app.server.once('close', () => clearInterval(timer));
    done();
  });
}

async function routes(app: App, api: Api): Promise<void> {
  const inFlight = limitInFlight(api.limits.commandsInFlight);
  if (api.consoleFolder) await consoleRoutes(app, api.consoleFolder);
  else landingRoutes(app);
  healthRoutes(app, api);
  sessionRoutes(app, api);
  createRoute(app, api, inFlight);
  commandRoutes(app, api, inFlight);
  projectReadRoutes(app, api);
  scheduleRoute(app, api);
  inboxRoutes(app, api, inFlight);
  attachmentRoutes(app, api);
  importRoutes(app, api);
  opinionPhraseRoutes(app, api);
  approvalFormRoutes(app, api);
  caseFormRoute(app, api);
  budgetRoutes(app, api);
  executionRoute(app, api);
  budgetYearRoutes(app, api);
  compilationRoutes(app, api, inFlight);
  catalogRoutes(app, api);
  directoryRoutes(app, api);
  overdueRoutes(app, api);
  policyRoutes(app, api);
  supervisionRoutes(app, api);
  latenessRoute(app, api);
  approvalRoutes(app, api, inFlight);
  proxyRoutes(app, api);
  accountRoutes(app, api);
  overviewRoutes(app, api);
  changeRoutes(app, api);
  publicRoutes(app, api);
}
