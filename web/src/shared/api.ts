import type { Problem } from '../../../api/contract/problem.ts';
import { storedLanguage } from './language.tsx';

/** A problem the server has told, as an error of the query that met it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const unreachable = (): Problem => ({
  type: 'about:blank',
  title: storedLanguage() === 'zh' ? '连接不上服务器' : 'The server cannot be reached',
  status: 0,
  detail:
    storedLanguage() === 'zh'
      ? '请检查网络；已填写的内容仍在页面上，恢复后可继续。'
      : 'Check the network; what you have entered is still on the page.',
  code: 'Unreachable',
  requestId: '',
});

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', storedLanguage() === 'zh' ? 'zh-CN' : 'en');
  const response = await fetch(`/api/v1${path}`, { ...init, headers }).catch(() => {
    throw new ProblemError(unreachable());
  });
  if (response.ok) return response;
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  throw new ProblemError(
    isProblem ? ((await response.json()) as Problem) : { ...unreachable(), status: response.status },
  );
}

/** Query fields; what is undefined or empty is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const words = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return words === '' ? path : `${path}?${words}`;
}

// The server answers by the contract; its own tests hold it to the schemas the types come from.
export const get = async <T>(path: string, query?: Query): Promise<T> =>
  (await (await send(withQuery(path, query), {})).json()) as T;

export interface Post {
  readonly body?: unknown;
  /** The same key is acted on once, however often it is sent. */
  readonly key?: string;
}

export const post = <T>(path: string, given: Post = {}): Promise<T> => write<T>('POST', path, given);
export const put = <T>(path: string, given: Post = {}): Promise<T> => write<T>('PUT', path, given);

async function write<T>(method: 'POST' | 'PUT', path: string, { body, key }: Post): Promise<T> {
  const response = await send(path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

interface FileToSend {
  readonly file: Blob;
  /** Media type of the bytes. */
  readonly type: string;
  readonly key?: string;
  /** 取消: whoever waits may stop it while it is on its way. */
  readonly signal?: AbortSignal;
}

/** Sends the bytes of a file as they are. */
export async function postFile<T>(path: string, { file, type, key, signal }: FileToSend): Promise<T> {
  const response = await send(path, {
    method: 'POST',
    headers: { 'content-type': type, ...(key !== undefined && { 'idempotency-key': key }) },
    body: file,
    ...(signal && { signal }),
  });
  return (await response.json()) as T;
}
