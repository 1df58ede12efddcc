import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildDir, shown } from '../scripts/lib/paths';
import { startServer } from '../scripts/serve/server';
import { changedPages } from '../scripts/test-all/changed';
import { findChromium, launchArguments } from './support/chromium';

declare module 'vitest' {
  interface ProvidedContext {
    /** The site's base address, with a slash at the end. */
    siteUrl: string;
    /** Where the shared browser listens. */
    browserEndpoint: string;
    /** Which pages the dear checks are made on (e2e/support/site.ts). */
    sweep: 'templates' | 'all';
    /** How long anything is waited for, ms (vitest.e2e.config.mts). */
    patience: number;
    /** Names of the pages that differ from where this branch began. */
    changedPages: string[];
  }
}

/** One server and one browser for all files of the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(buildDir, 'sitemap.xml'))) throw new Error(`There is no built site in ${shown(buildDir)}/. Make it first: npm run build:site`);
  const server = await startServer({ dir: buildDir, port: 0, base: process.env.BASE_URL });
  const browser = await chromium.launchServer({ executablePath: findChromium(), args: launchArguments });
  project.provide('siteUrl', server.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('changedPages', changedPages());
  return async () => {
    const { pid } = browser.process();
    await browser.close();
    // The browser leads a process group of its own; what is left of it goes with it.
    if (pid) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // Nothing was left.
      }
    }
    await server.close();
  };
}
