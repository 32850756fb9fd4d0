import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium usually lies; null on a machine without one. */
export const CHROMIUM: string | null = PLACES.find((path) => existsSync(path)) ?? null;

/** Nothing in the background, so that it works without a network and measures only what is asked of it. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a Chromium without a window; `program` is where it lies. */
export async function launchChromium(program = CHROMIUM): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ ...(program !== null && { executablePath: program }), args: FLAGS });
}
