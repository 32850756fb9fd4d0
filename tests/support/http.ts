import type { LightMyRequestResponse } from 'fastify';
import type { App } from '../../api/deps.ts';

/** One request of a test; `key` is the idempotency key. */
export interface TestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs a demo user in and answers a way to send requests as them. */
export async function callerOf(app: App, userId: string) {
  const { token } = (
    await inject(app, { method: 'POST', url: '/api/v1/demo/sign-in', body: { userId } })
  ).json<{
    token: string;
  }>();
  const authorization = `Bearer ${token}`;
  return (request: TestRequest): Promise<LightMyRequestResponse> =>
    inject(app, { ...request, headers: { authorization, ...request.headers } });
}

export type Caller = Awaited<ReturnType<typeof callerOf>>;

/** A body is sent as JSON, unless the request names another type: then as it is. */
export function inject(app: App, { method = 'GET', url, body, key, headers = {} }: TestRequest) {
  const isRaw = headers['content-type'] !== undefined;
  return app.inject({
    method,
    url,
    headers: {
      ...headers,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: isRaw && typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
