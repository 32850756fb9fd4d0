import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadDemoData } from '../demo-data/load.ts';
import { inWords, note, print } from '../output.ts';
import { launchChromium } from '../screenshots/chromium.ts';
import { findShown, listScreens } from '../screenshots/screens.ts';
import { shootAll } from '../screenshots/shoot.ts';
import { EXIT } from '../stack/failure.ts';
import { startStack } from '../stack/stack.ts';

interface Options {
  readonly out: string;
  readonly url?: string;
  readonly only?: string;
  readonly browser?: string;
}

/** `goufu screenshots --out DIR`: every screen, light, dark, narrow and in English, with the demo data. */
export function register(program: Command): void {
  program
    .command('screenshots')
    .description(inWords({ zh: '拍下每个页面', en: 'take a picture of every screen' }))
    .requiredOption('--out <folder>', inWords({ zh: '存放图片的目录', en: 'where the pictures go' }))
    .option(
      '--url <address>',
      inWords({ zh: '已运行的购服；不填则另起一套', en: 'a running Goufu; else one of its own' }),
    )
    .option(
      '--only <pictures>',
      inWords({ zh: '只拍这些，如 inbox.light,supervision.english', en: 'these only, such as inbox.light' }),
    )
    .option('--browser <program>', inWords({ zh: 'Chromium 程序', en: 'the Chromium program' }))
    .action(async (options: Options) => {
      const faulty = options.url ? await take(options, options.url) : await onStackOfItsOwn(options);
      process.exitCode = faulty === 0 ? EXIT.ok : EXIT.findings;
    });
}

async function onStackOfItsOwn(options: Options): Promise<number> {
  const stack = await startStack({ throwAway: true, onProgress: note });
  try {
    const { apiUrl, databaseUrl } = stack;
    await loadDemoData({ apiUrl, databaseUrl, onProgress: note });
    return await take(options, apiUrl);
  } finally {
    await stack.stop();
  }
}

/** Answers how many pictures have a fault. */
async function take({ out, browser: program, only }: Options, baseUrl: string): Promise<number> {
  const browser = await launchChromium(program);
  let taken = 0;
  let faulty = 0;
  try {
    await shootAll(browser, {
      baseUrl,
      folder: resolve(out),
      screens: listScreens(await findShown(baseUrl)),
      only: only === undefined ? undefined : new Set(only.split(',')),
      onShot: ({ file, faults }) => {
        taken += 1;
        if (faults.length === 0) return;
        faulty += 1;
        print(`${file}: ${faults.join('; ')}`);
      },
    });
  } finally {
    await browser.close();
  }
  print(`screenshots: ${taken} taken, ${faulty} with faults`);
  return faulty;
}
