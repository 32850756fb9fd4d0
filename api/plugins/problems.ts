import type { FastifyReply, FastifyRequest } from 'fastify';
import { text } from '../../domain/kernel/text.ts';
import type { App } from '../deps.ts';
import { problemFrom } from '../problem/from-error.ts';
import { notFound, ProblemError } from '../problem/problem-error.ts';
import { sendProblem } from '../problem/write.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every path that was registered, with its methods. */
    readonly knownPaths: ReadonlyMap<string, ReadonlySet<string>>;
  }
}

/** Remembers every path and its methods, so that a known path asked with another method is 405 and not 404. */
function rememberPaths(app: App): (path: string) => readonly string[] {
  const known = new Map<string, Set<string>>();
  app.decorate('knownPaths', known);
  app.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one);
    known.set(url, methods);
  });
  return (path) =>
    [...known].filter(([url]) => patternOf(url).test(path)).flatMap(([, methods]) => [...methods]);
}

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.+?^${}()|[\]\\*]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}/?$`);

/** Every error of the app leaves as a problem document; only what nobody foresaw is logged as an error. */
export function problems(app: App): void {
  const methodsOf = rememberPaths(app);

  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error);
    if (problem.statusCode >= 500) request.log.error({ err: error, problem: problem.code }, 'request failed');
    return sendProblem(request, reply, problem);
  });

  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?');
    const methods = methodsOf(path);
    if (methods.length === 0) return sendProblem(request, reply, nothingHere(path));
    const allow = [...new Set(methods)].sort().join(', ');
    const detail = text(`此地址只接受 ${allow}。`, `This address takes ${allow} only.`);
    return sendProblem(request, reply, new ProblemError('MethodNotAllowed', { detail, headers: { allow } }));
  });
}

const nothingHere = (path: string): ProblemError => {
  const shown = path.slice(0, 200);
  return notFound(`没有这个地址：${shown}`, `There is nothing at ${shown}`);
};
