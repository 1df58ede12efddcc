// The site without network, and the change from one version to the next: every page is whole and of one version.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { buildDir, filesBelow } from '../scripts/lib/paths';
import { startServer, type RunningServer } from '../scripts/serve/server';
import { writeServiceWorker } from '../src/offline/precache';
import { sitePages, sweptDocPages } from './support/site';

const base = new URL(inject('siteUrl')).pathname;
const isScript = (name: string) => name.endsWith('.js') && name !== 'sw.js';

let browser: Browser;
let folder: string;
let server: RunningServer;
let context: BrowserContext;
/** Exceptions, failed chunks and the like, of all tabs. */
let problems: string[];

const build = (version: string) => join(folder, version);

/** Every HTML page and script says of which version it is; in B each hashed name differs from A's, as after a change of everything. */
function makeVersion(version: 'A' | 'B'): void {
  const dir = build(version);
  cpSync(buildDir, dir, { recursive: true });
  const pages = filesBelow(dir, (name) => name.endsWith('.html'));
  const scripts = filesBelow(dir, isScript);
  const hashes = new Set(scripts.map((file) => /\.([0-9a-f]{8,})\.js$/.exec(file)?.[1]).filter((hash) => hash !== undefined));
  const other = (hash: string) => (version === 'A' ? hash : [...hash].reverse().join('').replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')));
  const rename = (text: string) => text.replace(/\b[0-9a-f]{8,20}\b/g, (word) => (hashes.has(word) ? other(word) : word));
  for (const file of pages) writeFileSync(file, rename(readFileSync(file, 'utf8')).replace('</head>', `<meta name="test-version" content="${version}"></head>`));
  for (const file of scripts) {
    writeFileSync(file, `${rename(readFileSync(file, 'utf8'))}\n;(self.testVersions??=[]).push("${version}");`);
    renameSync(file, rename(file));
  }
  writeServiceWorker(dir, base);
}

/** What the server sends from now on. */
function deploy(version: 'A' | 'B'): void {
  rmSync(join(folder, 'live'), { force: true });
  symlinkSync(build(version), join(folder, 'live'));
}

const open = async (path: string): Promise<Page> => {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('response', (response) => response.status() >= 400 && response.request().resourceType() !== 'document' && problems.push(`status ${response.status()}: ${response.url()}`));
  await page.goto(server.url + path);
  return page;
};

const controlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { timeout: 50_000 });

/** The version of the page's HTML and of all scripts that it has run. */
const versions = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set([document.querySelector<HTMLMetaElement>('meta[name="test-version"]')?.content ?? 'none', ...((window as unknown as { testVersions?: string[] }).testVersions ?? [])]),
  ]);

/** Pages with a widget, in both languages: the built HTML holds its first state. */
const widgetPages = [...sweptDocPages('ko'), ...sweptDocPages('en')].filter(({ path }) => readFileSync(join(buildDir, `${path}.html`), 'utf8').includes('data-island'));
const firstIn = (locale: 'ko' | 'en') => widgetPages.find((page) => page.locale === locale)!.path;

const awake = '[data-island="awake"]';
const wakeWidget = async (page: Page) => {
  const island = page.locator('[data-island]').first();
  await island.scrollIntoViewIfNeeded();
  await page.locator(awake).first().waitFor();
};

beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'));
  folder = mkdtempSync(join(tmpdir(), 'kx-offline-'));
  makeVersion('A');
  makeVersion('B');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  deploy('A');
  server = await startServer({ dir: join(folder, 'live'), port: 0, base });
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  problems = [];
});

afterEach(async () => {
  await context.close();
  await server.close().catch(() => undefined);
});

describe('without network', () => {
  it('shows pages that were never opened, their widgets, search data and the 404 page', { timeout: 150_000 }, async () => {
    const page = await open('');
    await controlled(page);
    await context.setOffline(true);
    await server.close();

    for (const { path } of [...sweptDocPages('ko'), ...sweptDocPages('en')]) {
      const response = await page.goto(server.url + path);
      expect([response?.status(), response?.fromServiceWorker()], path).toEqual([200, true]);
      await page.locator('main h1').waitFor();
      if (widgetPages.some((one) => one.path === path)) await wakeWidget(page);
    }
    // A widget does what it does: the cluster of the first page takes another Pod.
    await page.goto(server.url);
    await wakeWidget(page);
    const before = await page.locator(awake).first().textContent();
    await page.locator(`${awake} section > div button`).first().click();
    await expect.poll(() => page.locator(awake).first().textContent()).not.toBe(before);

    // From page to page inside the site, by the scripts alone.
    await page.locator('nav a[href$="/curriculum"]').first().click();
    await page.waitForURL(/\/curriculum$/);
    await page.locator('main h1').waitFor();

    const indexes = filesBelow(buildDir, (name) => /^search-index.*\.json$/.test(name));
    expect(indexes.length).toBeGreaterThan(0);
    for (const file of indexes) {
      const address = base + file.slice(buildDir.length + 1);
      expect(await page.evaluate((url) => fetch(url).then((response) => response.status), `${address}?v=any`), address).toBe(200);
    }

    for (const [path, locale] of [['no/such/page', 'ko'], ['en/no/such/page', 'en']] as const) {
      const response = await page.goto(server.url + path);
      expect([response?.status(), await page.getAttribute('html', 'lang')], path).toEqual([404, locale]);
    }
    expect(problems).toEqual([]);
  });

  it('keeps every page of both languages, and no picture for link previews', async () => {
    const page = await open('');
    await controlled(page);
    const kept = await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => decodeURI(new URL(url).pathname));
    });
    const fileOf = (path: string) => `${base}${path === '' || path.endsWith('/') ? `${path}index` : path}.html`;
    expect(kept).toEqual(expect.arrayContaining(sitePages.map(({ path }) => fileOf(path))));
    expect(kept.filter((path) => /\/og\/|\.map$|sw\.js$/.test(path))).toEqual([]);
  });
});

describe('a new version', () => {
  const notice = (page: Page) => page.locator('[data-update-notice]');
  const findUpdate = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));

  it('takes over only when every tab agrees, and never mixes with the old one', { timeout: 150_000 }, async () => {
    const first = await open('');
    await controlled(first);
    const second = await open('en/curriculum');
    await controlled(second);
    deploy('B');
    await findUpdate(first);
    await notice(first).waitFor({ timeout: 50_000 });
    await notice(second).waitFor();

    // The host has version B alone; a tab that goes on reading gets version A to the last chunk.
    const path = firstIn('ko');
    await first.goto(server.url + path);
    await wakeWidget(first);
    expect(await versions(first)).toEqual(['A']);
    await first.reload();
    expect(await versions(first)).toEqual(['A']);

    // One of two agrees: nothing changes yet, and it is told why.
    await notice(first).locator('button').first().click();
    await expect.poll(() => notice(first).textContent()).toMatch(/1/);
    expect(await versions(first)).toEqual(['A']);
    expect(await versions(second)).toEqual(['A']);

    // The other agrees too: both change, each as a whole.
    await notice(second).locator('button').first().click();
    for (const page of [first, second]) await expect.poll(() => versions(page).catch(() => []), { timeout: 20_000 }).toEqual(['B']);
    await wakeWidget(first);
    expect(await versions(first)).toEqual(['B']);
    await expect.poll(() => first.evaluate(() => caches.keys()), { message: 'the old version is removed' }).toHaveLength(1);

    await context.setOffline(true);
    await second.goto(server.url + firstIn('en'));
    await wakeWidget(second);
    expect(await versions(second)).toEqual(['B']);
    expect(problems).toEqual([]);
  });

  it('is not taken while the host has only a part of it', async () => {
    const page = await open('');
    await controlled(page);
    // A deployment under way: the new worker is there, one page is still the old one.
    const old = join(build('A'), 'curriculum.html');
    const live = mkdtempSync(join(folder, 'half-'));
    cpSync(build('B'), live, { recursive: true });
    cpSync(old, join(live, 'curriculum.html'));
    rmSync(join(folder, 'live'));
    symlinkSync(live, join(folder, 'live'));
    const outcome = await page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.getRegistration())!;
      const installing = new Promise<string>((resolve) =>
        registration.addEventListener('updatefound', () => {
          const worker = registration.installing!;
          worker.addEventListener('statechange', () => ['installed', 'redundant'].includes(worker.state) && resolve(worker.state));
        }),
      );
      await registration.update().catch(() => undefined);
      return installing;
    });
    expect(outcome).toBe('redundant');
    await page.goto(`${server.url}curriculum`);
    expect(await versions(page)).toEqual(['A']);
    expect(await notice(page).count()).toBe(0);
  });
});
