import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import { launchChromium } from '../../cli/screenshots/chromium.ts';
import { builtConsole } from '../../cli/stack/console.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** A screen that shows nothing by then is broken; long enough for a machine with much to do. */
const PATIENCE_MS = 15_000;

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'zh' | 'en';
}

/** The built console on a real API, worker, Temporal and PostgreSQL, and Debian's Chromium in front of it. */
export interface Console {
  readonly stack: TestStack;
  readonly url: string;
  /** Plays a project of the demonstration, with what is to be different about it, and answers its id. */
  play(key: string, change?: Partial<ProjectRecipe>): Promise<string>;
  /** A window of its own for one person, or for nobody. */
  open(userId: string | null, look?: Look): Promise<Page>;
  stop(): Promise<void>;
}

export async function startConsole(): Promise<Console> {
  const [stack, { folder }, browser] = await Promise.all([
    startTestStack(),
    builtConsole(),
    launchChromium(),
  ]);
  const app = await buildApp({
    db: stack.db,
    databaseUrl: stack.databaseUrl,
    temporal: stack.client,
    taskQueue: stack.taskQueue,
    policy: stack.policy,
    sessionSecret: 's'.repeat(32),
    consoleFolder: folder,
    logLevel: 'silent',
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    stack,
    url,
    async play(key, change = {}) {
      const recipe = demoProjects.find((one) => one.key === key);
      if (!recipe) throw new Error(`The demo has no project "${key}"`);
      const life = writeLife({ ...recipe, ...change }, stack.world);
      return (await playLife(life, { client: apiClient(url), keyPrefix: `browser-${stack.taskQueue}` }))
        .projectId;
    },
    open: (userId, look = {}) => openPage(browser, { url, userId, ...look }),
    stop: () => stopAll({ browser, app, stack }),
  };
}

interface Opening extends Look {
  readonly url: string;
  readonly userId: string | null;
}

async function openPage(browser: Browser, opening: Opening): Promise<Page> {
  const { url, userId, width = 1_440, scheme = 'light', language = 'zh' } = opening;
  const context: BrowserContext = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(`localStorage.setItem('goufu.language', '${language}')`);
  if (userId !== null) {
    const answer = await context.request.post('/api/v1/demo/sign-in', { data: { userId } });
    if (!answer.ok()) throw new Error(`Signing in as ${userId} was answered with ${answer.status()}`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

async function stopAll({ browser, app, stack }: { browser: Browser; app: App; stack: TestStack }) {
  await browser.close();
  await app.close();
  await stack.stop();
}

/** Signs nobody in any more: what the server answers from now on is that the session has ended. */
export const endSession = (page: Page): Promise<void> => page.context().clearCookies();

/** Opens a screen and waits until it has its heading and nothing is loading. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
}

/** What axe finds wrong on the page, in one line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary.replaceAll('\\n', ' '))))`);
}
