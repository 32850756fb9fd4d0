import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM } from '../../cli/screenshots/chromium.ts';
import { listScreens, type Screen, type Shown, startShownApproval } from '../../cli/screenshots/screens.ts';
import { ROOT } from '../../cli/stack/paths.ts';
import { type Console, type Look, startConsole, violations, visit } from '../support/oversight-browser.ts';

/** Some thirty screens, one after the other. */
const ALL_SCREENS_MS = 240_000;
const ROUTES = join(ROOT, 'web/src/app');

/** The addresses of the router as they are written, parameters with a `$`. */
const routes: readonly string[] = readdirSync(ROUTES)
  .filter((name) => name.endsWith('.tsx') && name.includes('route'))
  .flatMap((name) => [...readFileSync(join(ROUTES, name), 'utf8').matchAll(/ path: '([^']+)'/g)])
  .map(([, path = '']) => path);

const fits = (route: string, path: string): boolean =>
  new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`).test(path.split('?')[0] ?? path);

/** The route that the router takes for an address: a written word before a parameter. */
const routeOf = ({ path }: Screen): string | undefined =>
  routes
    .filter((route) => fits(route, path))
    .sort((one, other) => one.split('$').length - other.split('$').length)[0];

test('every route of the console is on the list of screens', () => {
  const listed = new Set(listScreens({ projectId: 'P1', projectNo: 'N1', caseId: 'C1' }).map(routeOf));
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((route) => !listed.has(route))).toEqual([]);
});

describe.skipIf(CHROMIUM === null)('every screen, in a browser', () => {
  let goufu: Console;
  let shown: Shown;

  beforeAll(async () => {
    goufu = await startConsole();
    const projectId = await goufu.play('machinery-lishu');
    await goufu.play('submitted-publicity-shahe');
    const row = goufu.stack.db.selectFrom('project').select('project_no').where('id', '=', projectId);
    const { project_no: projectNo } = await row.executeTakeFirstOrThrow();
    shown = { projectId, projectNo, caseId: await startShownApproval(goufu.url) };
  });
  afterAll(() => goufu.stop());

  describe.each([
    ['light', 1_440, 'zh'],
    ['dark', 1_440, 'zh'],
    ['light', 375, 'zh'],
    ['dark', 375, 'en'],
  ] as const)('in %s at %i px (%s)', (scheme, width, language) => {
    test(
      'has nothing that axe objects to, and is no wider than the window',
      async () => {
        const found: string[] = [];
        const pages = new Map<string | null, Page>();
        for (const { name, path, as } of listScreens(shown)) {
          const look: Look = { scheme, width, language };
          const page = pages.get(as) ?? (await goufu.open(as, look));
          pages.set(as, page);
          await visit(page, path);
          for (const one of await violations(page)) found.push(`${name} ${one}`);
          const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
          if (over > 0) found.push(`${name} is wider than the window by ${over} px`);
        }
        for (const page of pages.values()) await page.context().close();
        expect(found).toEqual([]);
      },
      ALL_SCREENS_MS,
    );
  });
});
