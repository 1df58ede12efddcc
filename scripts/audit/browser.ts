import axe from 'axe-core';
import type { Browser, Page, Response } from 'playwright-core';
import { viewOnDemand } from '../../e2e/support/view-on-demand';
import { compressedSize } from '../bench/size';
import { keyboardProblems } from './keyboard';

export interface BrowserFindings {
  /** Brotli size in bytes of the scripts that load before the reader touches anything and before a widget comes into view. */
  scriptBytes: number;
  /** axe-core's violations in both themes, as `rule (count)`. */
  axe: string[];
  /** What the page's policy allows but should not, and what the page did against it. */
  policy: string[];
  /** Requests that left the site's own origin. */
  foreign: string[];
  keyboard: string[];
}

/** Problems of a Content-Security-Policy: what it must not allow, and what it must hold. */
export function policyProblems(policy: string | undefined): string[] {
  if (!policy) return ['there is no Content-Security-Policy'];
  const directives = new Map(policy.split(';').map((part): [string, string[]] => {
    const [name = '', ...values] = part.trim().split(/\s+/);
    return [name, values];
  }));
  const scripts = directives.get('script-src') ?? directives.get('default-src') ?? [];
  const problems = ["'unsafe-eval'", "'unsafe-inline'", "'wasm-unsafe-eval'"].filter((value) => scripts.includes(value)).map((value) => `script-src allows ${value}`);
  for (const [name, values] of directives) for (const value of values) if (value === '*' || /^https?:/.test(value)) problems.push(`${name} allows ${value}`);
  return problems;
}

/** The scripts here are compiled with names kept, by a helper that a page does not have. */
const helper = { content: 'globalThis.__name ??= (value) => value;' };

const mobile = { viewport: { width: 412, height: 823 }, reducedMotion: 'reduce', serviceWorkers: 'block' } as const;

/** Loads a page to the end: all its scripts have run and nothing has been asked for since half a second. */
async function load(page: Page, url: string): Promise<Response | null> {
  const response = await page.goto(url, { waitUntil: 'load' });
  await page.waitForSelector('html[data-has-hydrated="true"]', { state: 'attached' });
  await page.waitForLoadState('networkidle');
  return response;
}

async function scriptsBeforeUse(browser: Browser, url: string, base: string): Promise<number> {
  const context = await browser.newContext(mobile);
  try {
    await context.addInitScript(helper);
    await context.addInitScript(viewOnDemand);
    const page = await context.newPage();
    await load(page, url);
    const paths = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js')));
    return [...new Set(paths)].reduce((sum, path) => sum + compressedSize(decodeURI(path).slice(base.length)).brotli, 0);
  } finally {
    await context.close();
  }
}

/** Opens a page as a phone does, wakes all its widgets and looks at everything that Lighthouse does not. */
export async function inspectPage(browser: Browser, siteUrl: string, path: string): Promise<BrowserFindings> {
  const url = new URL(path, siteUrl).href;
  const { origin, pathname: base } = new URL(siteUrl);
  const scriptBytes = await scriptsBeforeUse(browser, url, base);
  const context = await browser.newContext(mobile);
  try {
    await context.addInitScript(helper);
    await context.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(window, { policyViolations: violations });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));
    });
    const page = await context.newPage();
    const foreign = new Set<string>();
    page.on('request', (request) => {
      const address = new URL(request.url());
      if (/^(https?|wss?):$/.test(address.protocol) && address.origin !== origin) foreign.add(address.origin);
    });
    const response = await load(page, url);
    await page.evaluate(async () => {
      for (let top = 0; top <= document.documentElement.scrollHeight; top += window.innerHeight * 0.8) {
        window.scrollTo({ top, behavior: 'instant' });
        await new Promise((done) => setTimeout(done, 40));
      }
      window.scrollTo({ top: 0, behavior: 'instant' });
    });
    await page.waitForLoadState('networkidle');
    const keyboard = await keyboardProblems(page);
    const policy = [...policyProblems(response?.headers()['content-security-policy']), ...(await page.evaluate(() => (window as unknown as { policyViolations: string[] }).policyViolations))];

    const found = new Map<string, number>();
    // Through the debugger, which the page's policy does not bind.
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
      // Even without motion a change of colour takes a frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const violations = await page.evaluate(async () => {
        const { axe: injected } = window as unknown as { axe: typeof axe };
        return (await injected.run(document, { resultTypes: ['violations'], preload: false })).violations.map(({ id, nodes }) => ({ id, count: nodes.length }));
      });
      for (const { id, count } of violations) found.set(id, Math.max(found.get(id) ?? 0, count));
    }
    return { scriptBytes, axe: [...found].map(([id, count]) => `${id} (${count})`), policy, foreign: [...foreign], keyboard };
  } finally {
    await context.close();
  }
}
