import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** One browser without its own traffic, so that every request seen is the site's. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function playwrightsOwn(): string | null {
  try {
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** The Chromium to use: CHROMIUM_PATH, the system's, or Playwright's own. Throws with the way to get one. */
export function findChromium(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const given = environment.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist. Correct it or unset it.`);
  }
  const folders = ['/usr/bin', ...(environment.PATH ?? '').split(delimiter)].filter(Boolean);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  const path = found ?? playwrightsOwn();
  if (path) return path;
  throw new Error('No Chromium found. Install one (Debian: apt-get install chromium; anywhere: npx playwright-core install chromium) or set CHROMIUM_PATH.');
}
