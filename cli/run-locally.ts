import { setTimeout as sleep } from 'node:timers/promises';
import { inWords, note, print } from './output.ts';
import type { Sentence } from './stack/failure.ts';
import { type Interrupt, listenForInterrupt } from './stack/interrupt.ts';
import { followLog } from './stack/logs.ts';
import type { OnCrash, Part } from './stack/parts.ts';
import { preferPort } from './stack/ports.ts';
import { type Stack, startStack } from './stack/stack.ts';

const USUAL_UI_PORT = 8233;
const CRASH_WINDOW_MS = 60_000;
const MAX_CRASHES = 3;
const BREATH_MS = 1_000;

/** How to run: `dev` adds debug logs on the terminal and Temporal's own pages. */
export type LocalOptions = { mode: 'start' | 'dev' };

/** Runs a whole Goufu on this machine until somebody wants it to stop; answers the exit code. */
export async function runLocally({ mode }: LocalOptions): Promise<number> {
  const interrupt = listenForInterrupt();
  const nurse = makeNurse(interrupt);
  const uiPort = mode === 'dev' ? await preferPort(USUAL_UI_PORT) : undefined;
  const began = Date.now();
  const stack = await startStack({
    onProgress: (line) => note(withSeconds(line, began)),
    onCrash: nurse.onCrash,
    signal: interrupt.signal,
    ...(uiPort === undefined ? {} : { temporalUiPort: uiPort, logLevel: 'debug' }),
  }).catch((error: unknown) => {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  });
  if (!stack) return 0;
  nurse.take(stack);
  // All children are unreferenced, so that none of them keeps a finished command alive; here we do want to stay.
  const stay = setInterval(() => undefined, 60_000);
  const unfollow = mode === 'dev' ? follow(stack) : () => undefined;
  try {
    await serve(stack, { interrupt, uiPort });
  } finally {
    unfollow();
    await stack.stop();
    clearInterval(stay);
  }
  note({ zh: '已全部停止。', en: 'Everything has stopped.' });
  return nurse.gaveUp() ? 1 : 0;
}

function withSeconds(line: Sentence, began: number): string {
  return `  ${((Date.now() - began) / 1_000).toFixed(1).padStart(5)} s  ${inWords(line)}`;
}

async function serve(stack: Stack, at: { interrupt: Interrupt; uiPort: number | undefined }): Promise<void> {
  const demo = await import('./demo-data/load.ts');
  const { apiUrl, databaseUrl } = stack;
  if (!(await demo.isDemoLoaded(databaseUrl))) {
    note({ zh: '首次启动：载入演示数据 …', en: 'first start: loading the demo data …' });
    const loading = demo.loadDemoData({
      apiUrl,
      databaseUrl,
      onProgress: (line: Sentence | string) => note(line),
    });
    // Broken off by Ctrl-C, the next start goes on with it; its own complaint about the stopped API is of no use then.
    loading.catch(() => undefined);
    await Promise.race([loading, at.interrupt.wished]);
  }
  if (at.interrupt.signal.aborted) return;
  print(summary(stack, { accounts: demo.demoAccounts(), uiPort: at.uiPort }));
  await at.interrupt.wished;
}

type Account = { userId: string; name: string; roleTitle: string };

function summary(stack: Stack, more: { accounts: readonly Account[]; uiPort: number | undefined }): string {
  const { apiUrl, dataDir, logsDir } = stack;
  const widest = Math.max(...more.accounts.map(({ userId }) => userId.length));
  const accounts = more.accounts.map(
    ({ userId, name, roleTitle }) => `  ${userId.padEnd(widest)}  ${name}（${roleTitle}）`,
  );
  const ui = more.uiPort === undefined ? [] : [`  Temporal   http://127.0.0.1:${more.uiPort}`];
  return [
    '',
    inWords({ zh: '地址', en: 'Addresses' }),
    `  ${inWords({ zh: '操作台    ', en: 'Console   ' })} ${apiUrl}/`,
    `  ${inWords({ zh: '公示门户  ', en: 'Portal    ' })} ${apiUrl}/public`,
    `  API        ${apiUrl}/api/v1`,
    `  ${inWords({ zh: '接口文档  ', en: 'API pages ' })} ${apiUrl}/api/docs`,
    ...ui,
    inWords({ zh: '演示账号（演示模式，无密码）', en: 'Demo accounts (demo mode, no password)' }),
    ...accounts,
    inWords({ zh: `数据目录  ${dataDir}`, en: `Data folder  ${dataDir}` }),
    inWords({ zh: `日志目录  ${logsDir}`, en: `Log folder   ${logsDir}` }),
    inWords({ zh: 'Ctrl-C 停止全部服务', en: 'Ctrl-C stops everything' }),
    `ready: ${apiUrl}`,
  ].join('\n');
}

function follow(stack: Stack): () => void {
  const stops = (['api', 'worker'] as const).map((part) =>
    followLog(`${stack.logsDir}/${part}.log`, (text) => process.stderr.write(text)),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** Revives a part that died by itself; one that keeps dying brings everything to an orderly stop. */
function makeNurse(interrupt: Interrupt) {
  const crashes: number[] = [];
  let stack: Stack | undefined;
  let gaveUp = false;
  const revive = async (part: Part) => {
    await sleep(BREATH_MS);
    if (interrupt.signal.aborted) return;
    await stack?.revive(part);
    note({ zh: `${part} 已重新启动`, en: `${part} runs again` });
  };
  const giveUp = (part: Part) => {
    gaveUp = true;
    note({ zh: `${part} 反复退出，停止全部服务。`, en: `${part} keeps ending; stopping everything.` });
    interrupt.stop();
  };
  const onCrash: OnCrash = ({ part, log, tail }) => {
    if (interrupt.signal.aborted || !stack) return;
    note({
      zh: `${part} 意外退出，日志在 ${log}，最后几行：\n${tail}`,
      en: `${part} ended unexpectedly, its log is ${log}, the last lines:\n${tail}`,
    });
    crashes.push(Date.now());
    const recent = crashes.filter((moment) => Date.now() - moment < CRASH_WINDOW_MS);
    if (recent.length > MAX_CRASHES) giveUp(part);
    else revive(part).catch(() => giveUp(part));
  };
  return {
    onCrash,
    take: (started: Stack) => {
      stack = started;
    },
    gaveUp: () => gaveUp,
  };
}
