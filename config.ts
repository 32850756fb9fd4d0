import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A setting that cannot be used. The message names the variable and says what is wanted, in Chinese and in English. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The variables that are read, each with what it must look like; nothing else in Goufu reads the environment. */
const WANTED = {
  DATABASE_URL: [
    '形如 postgres://用户:密码@主机:5432/goufu 的地址',
    'an address like postgres://user:password@host:5432/goufu',
  ],
  TEMPORAL_ADDRESS: ['形如 主机:7233 的地址', 'an address like host:7233'],
  TEMPORAL_NAMESPACE: ['命名空间的名称', 'the name of a namespace'],
  TASK_QUEUE: ['任务队列的名称', 'the name of a task queue'],
  PORT: ['1 至 65535 的整数', 'a whole number from 1 to 65535'],
  HOST: ['主机名或 IP 地址', 'a host name or an IP address'],
  GOUFU_DATA: ['目录路径', 'the path of a folder'],
  GOUFU_CACHE: ['目录路径', 'the path of a folder'],
  GOUFU_IDENTITY: ['demo（目前唯一的取值）', 'demo (the only value for now)'],
  GOUFU_SESSION_SECRET: ['至少 32 个字符的随机文本', 'a random text of at least 32 characters'],
  GOUFU_LANG: ['zh-CN 或 en', 'zh-CN or en'],
  LOG_LEVEL: [
    'fatal、error、warn、info、debug、trace、silent 之一',
    'one of fatal, error, warn, info, debug, trace, silent',
  ],
  DB_POOL_SIZE: ['1 至 200 的整数', 'a whole number from 1 to 200'],
  WORKER_MAX_CACHED_WORKFLOWS: ['0 至 10000 的整数', 'a whole number from 0 to 10000'],
  ATTACHMENT_MAX_MB: ['1 至 500 的整数', 'a whole number from 1 to 500'],
  GOUFU_CONSOLE: ['已构建操作台的目录路径', 'the path of the folder of the built console'],
  GOUFU_CALLBACK_SECRET: ['至少 32 个字符的随机文本', 'a random text of at least 32 characters'],
  GOUFU_CALLBACK_ORIGINS: [
    '以逗号分隔的网址来源，如 https://oa.example.cn',
    'origins separated by commas, such as https://oa.example.cn',
  ],
  PUBLIC_URL: ['以 http:// 或 https:// 开头的网址', 'an address that begins with http:// or https://'],
} as const;

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const text = z.string().min(1).max(1_000);

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/)
    .optional(),
  TEMPORAL_NAMESPACE: text.default('default'),
  TASK_QUEUE: text.default('goufu'),
  PORT: wholeNumber(1, 65_535).default(8080),
  HOST: text.default('127.0.0.1'),
  GOUFU_DATA: text.optional(),
  GOUFU_CACHE: text.optional(),
  GOUFU_IDENTITY: z.enum(['demo']).default('demo'),
  GOUFU_SESSION_SECRET: z.string().min(32).max(1_000).optional(),
  GOUFU_LANG: z.enum(['zh-CN', 'en']).default('zh-CN'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DB_POOL_SIZE: wholeNumber(1, 200).default(10),
  WORKER_MAX_CACHED_WORKFLOWS: wholeNumber(0, 10_000).default(800),
  ATTACHMENT_MAX_MB: wholeNumber(1, 500).default(50),
  GOUFU_CONSOLE: text.optional(),
  GOUFU_CALLBACK_SECRET: z.string().min(32).max(1_000).optional(),
  GOUFU_CALLBACK_ORIGINS: z
    .string()
    .max(4_000)
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).refine((one) => new URL(one).origin === one)))
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** Root keeps things where system services do; everybody else below the home folder, as XDG says. */
function defaultFolder(env: Environment, kind: 'data' | 'cache'): string {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) return kind === 'data' ? '/var/lib/goufu' : '/var/cache/goufu';
  const home = env['HOME'] || homedir();
  if (kind === 'data') return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'goufu');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'goufu');
}

function explain(name: string): string {
  const [zh, en] = WANTED[name as keyof typeof WANTED] ?? ['有效的值', 'a usable value'];
  return `环境变量 ${name} 的值不可用，应为${zh}。 / The environment variable ${name} cannot be used; it must be ${en}.`;
}

/** The settings of one process, read once from the environment. */
export type Config = ReturnType<typeof loadConfig>;

/**
 * Reads and checks the settings. An empty variable counts as not set.
 *
 * @throws ConfigError naming the first variable that cannot be used; its value is not repeated, it may be a secret.
 */
export function loadConfig(env: Environment = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(explain(String(parsed.error.issues[0]?.path[0])));
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    temporalAddress: values.TEMPORAL_ADDRESS,
    temporalNamespace: values.TEMPORAL_NAMESPACE,
    taskQueue: values.TASK_QUEUE,
    port: values.PORT,
    host: values.HOST,
    /** Where databases, logs and secrets of a local stack live. */
    dataDir: resolve(values.GOUFU_DATA ?? defaultFolder(env, 'data')),
    /** Where downloaded tools are kept; may be deleted at any time. */
    cacheDir: resolve(values.GOUFU_CACHE ?? defaultFolder(env, 'cache')),
    identity: values.GOUFU_IDENTITY,
    sessionSecret: values.GOUFU_SESSION_SECRET,
    lang: values.GOUFU_LANG,
    logLevel: values.LOG_LEVEL,
    dbPoolSize: values.DB_POOL_SIZE,
    workerMaxCachedWorkflows: values.WORKER_MAX_CACHED_WORKFLOWS,
    attachmentMaxMb: values.ATTACHMENT_MAX_MB,
    consoleFolder: values.GOUFU_CONSOLE,
    publicUrl: values.PUBLIC_URL,
    /** Where the ends of approval cases may be told; fails closed while nothing is set. */
    callbacks: {
      secret: values.GOUFU_CALLBACK_SECRET ?? null,
      origins: values.GOUFU_CALLBACK_ORIGINS ?? [],
      loopback: values.GOUFU_IDENTITY === 'demo',
    },
  } as const;
}
