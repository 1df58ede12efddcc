import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import { expect, inject } from 'vitest';

export interface OpenOptions {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  javaScript?: boolean;
  /** Expect this status of the page itself, for the 404 pages. */
  status?: number;
  /** Runs in the page before its own scripts. */
  before?: () => void;
}

export interface Opened {
  page: Page;
  context: BrowserContext;
  response: Response;
  /** Console errors, exceptions, failed requests and requests to other origins since the page was opened. */
  problems: string[];
  close: () => Promise<void>;
}

let shared: Promise<Browser> | null = null;
const browser = (): Promise<Browser> => (shared ??= chromium.connect(inject('browserEndpoint')));

/** The full address of a path below the site's base. */
export const address = (path: string): string => new URL(path.replace(/^\//, ''), inject('siteUrl')).href;

/**
 * Tells of console errors, exceptions, failed requests and requests to other origins than the page's.
 *
 * @param status the status that the page itself is expected to have
 */
export function watchProblems(page: Page, url: string, tell: (problem: string) => void, status = 200): void {
  page.on('console', (message) => {
    // The browser reports a page's own 404 as a console error.
    const ownStatus = status !== 200 && message.text().includes(`status of ${status}`) && message.location().url === url;
    if (message.type() === 'error' && !ownStatus) tell(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => tell(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Leaving a page cancels what it was still prefetching.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') tell(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== new URL(url).origin) tell(`request to another origin: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') tell(`status ${response.status()}: ${response.url()}`);
  });
}

/** Opens a page in a context of its own (no storage shared with others) and waits until it has loaded. */
export async function openPage(path: string, { width = 1440, height = 900, theme = 'light', javaScript = true, status = 200, before }: OpenOptions = {}): Promise<Opened> {
  const context = await (await browser()).newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    javaScriptEnabled: javaScript,
    hasTouch: width < 600,
    // The worker would download the whole site for every test; its own tests open contexts of their own.
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(inject('patience'));
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  const problems: string[] = [];
  const url = address(path);
  watchProblems(page, url, (problem) => problems.push(problem), status);
  const response = await page.goto(url, { waitUntil: 'load' });
  if (!response) throw new Error(`${url} gave no response`);
  expect(response.status(), url).toBe(status);
  return { page, context, response, problems, close: () => context.close() };
}

/** Opens a page, hands it over and closes it whatever happens. */
export async function withPage<T>(path: string, options: OpenOptions, use: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openPage(path, options);
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

export const expectNoErrors = ({ problems }: Opened): void => expect(problems).toEqual([]);

/** Waits until the page has come alive and no request has been under way for half a second: lazy chunks and prefetching included. */
export async function settle(page: Page): Promise<void> {
  await page.locator('html[data-has-hydrated="true"]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/** Scrolls from top to bottom a screen at a time, so that everything lazy wakes up, and back to the top. */
export async function scrollThrough(page: Page): Promise<void> {
  const [height, step] = await page.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight * 0.8] as const);
  for (let y = 0; y <= height; y += step) {
    await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), y);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))));
  }
  await settle(page);
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
}

/** Which rules of axe-core to run: all of its own choice, or those that a change of theme can break. */
type AxeScope = 'all' | 'colours';

/** axe-core's violations, one line each with the elements. */
export async function axeViolations(page: Page, within = 'html', scope: AxeScope = 'all'): Promise<string[]> {
  // Evaluated through the debugger, which the page's content security policy does not bind.
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ selector, rules }) => {
      const { axe: injected } = window as unknown as { axe: typeof axe };
      const { violations } = await injected.run(selector, { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) });
      return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.slice(0, 4).map(({ target }) => target.join(' ')), reason: nodes[0]?.failureSummary ?? '' }));
    },
    { selector: within, rules: scope === 'colours' ? ['color-contrast', 'link-in-text-block'] : null },
  );
  return found.map(({ id, help, targets, reason }) => `${id}: ${help}: ${targets.join(' | ')} — ${reason.replace(/\s+/g, ' ').slice(0, 220)}`);
}

/** Fails with what axe found, in both themes: the structure once, the colours twice. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  for (const [theme, scope] of [['light', 'all'], ['dark', 'colours']] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForSelector(`html[data-theme="${theme}"]`);
    // Even without motion a change of colour takes a frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await axeViolations(page, within, scope), `${page.url()} ${theme}`).toEqual([]);
  }
}
