import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { address, watchProblems } from './browser';
import { viewOnDemand } from './view-on-demand';

/** No request for so long (ms) means that a page has loaded what it loads by itself. */
const QUIET = 120;

/** One tab that goes from page to page, as a visit has to be cheap: the browser's cache is warm, and nothing is opened anew. */
export interface Visitor {
  page: Page;
  /** Goes to a page and waits until it has come alive and asks for nothing more. Resolves to what went wrong meanwhile; later troubles are added. */
  visit: (path: string) => Promise<string[]>;
  quiet: () => Promise<void>;
  close: () => Promise<void>;
}

export async function makeVisitor(width: number, height: number): Promise<Visitor> {
  const browser = await chromium.connect(inject('browserEndpoint'));
  const context: BrowserContext = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', hasTouch: width < 600, serviceWorkers: 'block' });
  context.setDefaultTimeout(inject('patience'));
  await context.addInitScript(viewOnDemand);
  const page = await context.newPage();
  let problems: string[] = [];
  watchProblems(page, address(''), (problem) => problems.push(problem));
  let open = 0;
  let lastChange = Date.now();
  const count = (by: number) => () => {
    open += by;
    lastChange = Date.now();
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));

  const quiet = async () => {
    while (open > 0 || Date.now() - lastChange < QUIET) await page.waitForTimeout(20);
  };
  return {
    page,
    quiet,
    async visit(path) {
      open = 0;
      problems = [];
      await page.goto(address(path), { waitUntil: 'load' });
      await page.locator('html[data-has-hydrated="true"]').waitFor({ state: 'attached' });
      await quiet();
      return problems;
    },
    async close() {
      await context.close();
      await browser.close();
    },
  };
}
