import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asRunning, type Running } from './children.ts';
import { EXIT, type OnProgress, StackFailure } from './failure.ts';
import { keepSmall, lastLines } from './logs.ts';
import { notePid, stopLeftover, stopProcess } from './pids.ts';
import { demandPort, freePort, preferPort } from './ports.ts';
import { findTemporal } from './temporal-binary.ts';
import { prepareNamespace, SEARCH_ATTRIBUTES, untilHealthy } from './temporal-setup.ts';

/** Not 7233, so that a Temporal of the machine is left alone. */
const USUAL_PORT = 17_233;
const HEALTHY_WITHIN_MS = 60_000;
const GRACE_MS = 15_000;

/** What `startTemporal` needs. */
export type TemporalOptions = {
  /** The folder of this server: note of its process and log. */
  dataDir: string;
  cacheDir: string;
  namespace: string;
  /** Keeps histories over a restart; without it everything is in memory. */
  dbFile?: string;
  port?: number;
  /** Serves Temporal's own pages on this port; without it there are none. */
  uiPort?: number;
  /** Lets tests skip time for a workflow of their choice. */
  timeSkipping?: boolean;
  onProgress: OnProgress;
};

/** A running Temporal development server of ours. */
export type TemporalServer = Running & { address: string; port: number };

/** Starts Temporal's development server and waits until it can really serve. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const program = await findTemporal(options.cacheDir, options.onProgress);
  options.onProgress({
    zh: `Temporal 来源：${program.from.zh}`,
    en: `Temporal taken from ${program.from.en}`,
  });
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const note = join(options.dataDir, 'server.pid');
  await stopLeftover(note, { signal: 'SIGTERM', graceMs: GRACE_MS });
  const port = await choosePort(options);
  if (options.uiPort !== undefined) {
    await demandPort({ port: options.uiPort, what: 'Temporal UI' });
  }
  const log = join(options.dataDir, 'server.log');
  const server = await launch(program.path, {
    args: serverArgs(options, { port, httpPort: await freePort() }),
    log,
  });
  if (server.pid !== undefined) await notePid(note, server.pid);
  const address = `127.0.0.1:${port}`;
  const place = { address, namespace: options.namespace };
  const gaveUp = () => server.exitCode !== null || server.signalCode !== null;
  if (!(await untilHealthy(place, { timeoutMs: HEALTHY_WITHIN_MS, port, gaveUp }))) {
    if (server.pid !== undefined) await stopProcess(server.pid, { signal: 'SIGTERM', graceMs: GRACE_MS });
    throw await didNotStart(log, options.dbFile);
  }
  await prepareNamespace(place, { keepHistories: true });
  return { ...asRunning(server, { signal: 'SIGTERM', graceMs: GRACE_MS }), address, port };
}

async function choosePort(options: TemporalOptions): Promise<number> {
  if (options.port === undefined) return preferPort(USUAL_PORT);
  await demandPort({ port: options.port, what: 'Temporal' });
  return options.port;
}

/** The arguments of the development server. */
export function serverArgs(options: TemporalOptions, ports: { port: number; httpPort: number }): string[] {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(ports.port)];
  // Given, because the server may otherwise pick a port that one of our parts is about to take.
  args.push('--http-port', String(ports.httpPort), '--log-format', 'json', '--log-level', 'warn');
  if (options.namespace !== 'default') args.push('--namespace', options.namespace);
  for (const name of SEARCH_ATTRIBUTES) args.push('--search-attribute', `${name}=Keyword`);
  if (options.uiPort === undefined) args.push('--headless');
  else args.push('--ui-port', String(options.uiPort), '--ui-disable-news-fetch');
  if (options.dbFile) {
    args.push('--db-filename', options.dbFile);
    args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1');
  }
  if (options.timeSkipping) {
    args.push('--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true');
    args.push('--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"');
  }
  return args;
}

async function launch(program: string, how: { args: string[]; log: string }): Promise<ChildProcess> {
  await keepSmall(how.log);
  const log = openSync(how.log, 'a', 0o600);
  // Detached: a Ctrl-C at the terminal must reach us first, so that the parts stop in order.
  const server = spawn(program, how.args, { detached: true, stdio: ['ignore', log, log] });
  server.once('exit', () => closeSync(log));
  server.once('error', () => undefined);
  return server;
}

async function didNotStart(log: string, dbFile: string | undefined): Promise<StackFailure> {
  const tail = await lastLines(log, 5);
  const hintZh = dbFile ? `如果是换了 Temporal 版本后打不开旧的 ${dbFile}，请换回原来的版本。` : '';
  const hintEn = dbFile
    ? ` If another version of Temporal cannot open the old ${dbFile}, go back to the former version.`
    : '';
  return new StackFailure(
    {
      zh: `Temporal 未能启动。${hintZh}日志在 ${log}，最后几行：\n${tail}`,
      en: `Temporal did not start.${hintEn} Its log is ${log}, the last lines:\n${tail}`,
    },
    EXIT.unreachable,
  );
}
