import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Screen } from './screens.ts';

interface Look {
  readonly name: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly language: 'zh' | 'en';
}

const LOOKS: readonly Look[] = [
  { name: 'light', width: 1_440, scheme: 'light', language: 'zh' },
  { name: 'dark', width: 1_440, scheme: 'dark', language: 'zh' },
  { name: 'narrow', width: 375, scheme: 'light', language: 'zh' },
  { name: 'english', width: 1_440, scheme: 'light', language: 'en' },
];

const HEIGHT = 900;
const LOADED_MS = 20_000;
/** Screens on which an answer with an error status is what they are there to show. */
const SHOWS_AN_ERROR: ReadonlySet<string> = new Set(['sign-in', 'project-missing', 'portal-project']);

export interface Shot {
  readonly file: string;
  /** What is wrong with the picture; empty when nothing is. */
  readonly faults: readonly string[];
}

interface Order {
  readonly baseUrl: string;
  readonly folder: string;
  readonly screens: readonly Screen[];
  /** Pictures wanted, such as `inbox.light`; all of them when left out. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly onShot: (shot: Shot) => void;
}

/** Takes every screen in every look; each picture comes with the faults that can be seen without eyes. */
export async function shootAll(browser: Browser, order: Order): Promise<void> {
  const { baseUrl, folder, screens, only, onShot } = order;
  await mkdir(folder, { recursive: true });
  for (const look of LOOKS) {
    for (const screen of screens.filter(({ name }) => only?.has(`${name}.${look.name}`) ?? true)) {
      const context = await browser.newContext({
        viewport: { width: look.width, height: HEIGHT },
        colorScheme: look.scheme,
        locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
      });
      try {
        await context.addInitScript(`localStorage.setItem('goufu.language', '${look.language}')`);
        if (screen.as !== null) {
          await context.request.post(`${baseUrl}/api/v1/demo/sign-in`, { data: { userId: screen.as } });
        }
        const file = join(folder, `${screen.name}.${look.name}.png`);
        onShot({ file, faults: await shoot(await context.newPage(), { baseUrl, screen, file }) });
      } finally {
        await context.close();
      }
    }
  }
}

interface One {
  readonly baseUrl: string;
  readonly screen: Screen;
  readonly file: string;
}

async function shoot(page: Page, { baseUrl, screen, file }: One): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400 && !SHOWS_AN_ERROR.has(screen.name))
      faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${baseUrl}${screen.path}`);
  await hasLoaded(page).catch(() => faults.push('did not finish loading'));
  const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  if (overflow > 0) faults.push(`wider than the window by ${overflow} px`);
  await page.screenshot({ path: file, animations: 'disabled' });
  return faults;
}

/** A heading or a problem stands there, and nothing is shown in grey any more. The page's policy allows no evaluated text. */
async function hasLoaded(page: Page): Promise<void> {
  await page.locator('h1, [role="alert"]').first().waitFor({ timeout: LOADED_MS });
  await page
    .locator('.ant-skeleton, .ant-spin-spinning')
    .first()
    .waitFor({ state: 'detached', timeout: LOADED_MS });
}
