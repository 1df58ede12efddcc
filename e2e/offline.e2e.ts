// The site without network, and the change from one version to the next: every page is whole and of one version.
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { buildDir, filesBelow } from '../scripts/lib/paths';
import { startServer, type RunningServer } from '../scripts/serve/server';
import { writeServiceWorker } from '../src/offline/precache';
import { sweptDocPages } from './support/site';

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
  for (const file of filesBelow(dir, (name) => name === 'offline-files.json')) writeFileSync(file, rename(readFileSync(file, 'utf8')));
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

const controlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

/** The version of the page's HTML and of all scripts that it has run. */
const versions = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set([document.querySelector<HTMLMetaElement>('meta[name="test-version"]')?.content ?? 'none', ...((window as unknown as { testVersions?: string[] }).testVersions ?? [])]),
  ]);

const hasWidget = (path: string) => readFileSync(join(buildDir, `${path}.html`), 'utf8').includes('data-island');

/** The first stage has this page; it has widgets. */
const FIRST = 'why-kubernetes';
/** No stage has this page; it has widgets. */
const BESIDE = 'guides/choosing-a-distribution';

/** Files that this version keeps, below the base. */
const keptFiles = (page: Page): Promise<string[]> =>
  page.evaluate(async (below) => {
    const names = (await caches.keys()).filter((name) => !name.endsWith(':chosen'));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => decodeURI(new URL(url).pathname).slice(below.length));
  }, base);

const kept = (page: Page, file: string) => expect.poll(() => keptFiles(page), { message: `${file} is kept` }).toContain(file);

/** Opens a page without network: by the worker alone, whole, with its widgets. */
async function readsOffline(page: Page, path: string): Promise<void> {
  const response = await page.goto(server.url + path);
  expect([response?.status(), response?.fromServiceWorker()], path).toEqual([200, true]);
  await page.locator('main h1').waitFor();
  if (hasWidget(path)) await wakeWidget(page);
}

const bar = (page: Page) => page.getByRole('progressbar');
const wholeButton = (page: Page) => page.locator('section:has(> h3) button').last();
const wholeSays = (page: Page) => page.locator('section:has(> h3) > [role="status"]').textContent();

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
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  deploy('A');
  server = await startServer({ dir: join(folder, 'live'), port: 0, base });
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(inject('patience'));
  problems = [];
});

afterEach(async () => {
  await context.close();
  await server.close().catch(() => undefined);
});

describe('without network', () => {
  it('shows the stage that was opened, its widgets, search data and the 404 page; of other pages it says that they are not kept', async () => {
    const page = await open('');
    await controlled(page);
    const first = await keptFiles(page);
    expect(first).toEqual(expect.arrayContaining(['index.html', 'curriculum.html', '404.html', 'search-index.json', `${FIRST}.html`]));
    expect(first.filter((file) => /^en\/|^guides\/|(^|\/)og\/|\.map$|sw\.js$/.test(file)), 'neither the other language, nor other pages, nor previews').toEqual([]);
    await context.setOffline(true);
    await server.close();

    await readsOffline(page, FIRST);
    await readsOffline(page, 'cluster-architecture');
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
    expect(await page.evaluate((url) => fetch(url).then((response) => response.status), `${base}search-index.json`)).toBe(200);

    expect((await page.goto(`${server.url}no/such/page`))?.status()).toBe(404);
    for (const [path, lang] of [[BESIDE, 'ko'], [`en/${FIRST}`, 'en']] as const) {
      await page.goto(server.url + path);
      // The page before may be the same one in another language.
      await page.locator(`html[lang="${lang}"] [data-not-kept]`).waitFor();
      const status = await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseStatus);
      expect([status, await page.getAttribute('html', 'lang')], path).toEqual([503, lang]);
    }
    expect(problems).toEqual([]);
  });

  it('opens a page that is not kept once the host answers again, not as soon as there is a line', async () => {
    const page = await open('');
    await controlled(page);
    const { url } = server;
    await server.close();
    await page.goto(url + BESIDE);
    await page.locator('[data-not-kept]').waitFor();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await context.setOffline(true);
    server = await startServer({ dir: join(folder, 'live'), port: Number(new URL(url).port), base });
    expect(await page.locator('[data-not-kept]').count()).toBe(1);
    await context.setOffline(false);
    await page.locator('main h1').waitFor();
    await expect.poll(() => page.locator('[data-not-kept]').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('keeps a page that was visited, by its address or from inside the site, in its language', async () => {
    const page = await open('');
    await controlled(page);
    await page.goto(`${server.url}en/${BESIDE}`);
    await kept(page, `en/${BESIDE}.html`);
    await page.locator('aside a[href$="/glossary"], nav a[href$="/glossary"]').first().click();
    await page.waitForURL(/\/glossary$/);
    await kept(page, 'en/glossary.html');
    await context.setOffline(true);
    await server.close();
    await readsOffline(page, `en/${BESIDE}`);
    await readsOffline(page, 'en/glossary');
    await readsOffline(page, FIRST);
    expect((await page.goto(`${server.url}en/no/such/page`))?.status()).toBe(404);
    expect(problems).toEqual([]);
  });
});

/** The site behind a line that takes so many ms for each request. */
async function slowSite(wait: { ms: number }): Promise<{ url: string; close: () => void }> {
  const fast = server.url;
  const proxy: Server = createServer((incoming, outgoing) => {
    setTimeout(() => {
      const onward = forward(new URL(incoming.url ?? '/', fast), { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    }, wait.ms);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${base}`, close: () => proxy.close() };
}

describe('the whole course', () => {
  it('is kept on a button, can be cancelled and resumed, and stays chosen in a new version', async () => {
    const wait = { ms: 0 };
    const slow = await slowSite(wait);
    const direct = server;
    server = { ...direct, url: slow.url };
    try {
      const page = await open('curriculum');
      await controlled(page);
      await expect.poll(() => wholeButton(page).textContent()).toMatch(/\d MB/);
      wait.ms = 400;
      await wholeButton(page).click();
      await bar(page).waitFor();
      await expect.poll(() => bar(page).getAttribute('aria-valuenow').then(Number)).toBeGreaterThan(0);
      await wholeButton(page).click();
      await expect.poll(() => wholeSays(page)).toMatch(/멈췄습니다/);
      wait.ms = 0;
      await page.reload();
      await expect.poll(() => wholeButton(page).textContent()).toMatch(/이어서 저장/);
      const before = await keptFiles(page);
      expect(before, 'cancelled in time').not.toContain(`${BESIDE}.html`);
      await wholeButton(page).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => wholeSays(page)).toMatch(/전체가 저장되었습니다/);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'the focus is on what happened').toBe('status');
      expect(await keptFiles(page)).toEqual(expect.arrayContaining(before));

      deploy('B');
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
      const notice = page.locator('[data-update-notice]');
      await notice.waitFor();
      await notice.locator('button').first().click();
      await expect.poll(() => versions(page).catch(() => [])).toEqual(['B']);
      await expect.poll(() => wholeSays(page)).toMatch(/전체가 저장되었습니다/);

      await context.setOffline(true);
      slow.close();
      for (const { path } of sweptDocPages('ko')) {
        await readsOffline(page, path);
        expect(await versions(page), path).toEqual(['B']);
      }
      // The space can be had back: what was visited stays.
      await page.goto(`${server.url}curriculum`);
      await expect.poll(() => wholeSays(page)).toMatch(/전체가 저장되었습니다/);
      await wholeButton(page).click();
      await expect.poll(() => keptFiles(page)).not.toContain(`${BESIDE}.html`);
      expect(await keptFiles(page)).toEqual(expect.arrayContaining(['curriculum.html', `${FIRST}.html`]));
      expect(problems).toEqual([]);
    } finally {
      slow.close();
      server = direct;
    }
  });

  it('says that the storage is full, and goes on once it is not', async () => {
    const page = await open('en/curriculum');
    await controlled(page);
    const devtools = await context.newCDPSession(page);
    const { origin } = new URL(server.url);
    const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });
    await wholeButton(page).click();
    await expect.poll(() => wholeSays(page)).toMatch(/storage is full/);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await wholeButton(page).click();
    await expect.poll(() => wholeSays(page)).toMatch(/whole course in English is kept/);
    expect(problems).toEqual([]);
  });

  it('says where a browser cannot keep it', async () => {
    const page = await context.newPage();
    await page.addInitScript(() => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker);
    await page.goto(`${server.url}en/curriculum`);
    await expect.poll(() => wholeSays(page)).toMatch(/cannot be kept in this browser/);
    expect(await page.locator('section:has(> h3) button').count()).toBe(0);
  });
});

describe('a new version', () => {
  const notice = (page: Page) => page.locator('[data-update-notice]');
  const findUpdate = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));

  it('takes over only when every tab agrees, and never mixes with the old one', async () => {
    const first = await open('');
    await controlled(first);
    const second = await open(`en/${FIRST}`);
    await controlled(second);
    await kept(second, `en/${FIRST}.html`);
    deploy('B');
    await findUpdate(first);
    await notice(first).waitFor();
    await notice(second).waitFor();

    // The host has version B alone; a tab that goes on reading gets version A to the last chunk.
    await first.goto(server.url + FIRST);
    await wakeWidget(first);
    expect(await versions(first)).toEqual(['A']);
    await first.reload();
    expect(await versions(first)).toEqual(['A']);

    // A page that version A does not keep comes from the host, and is of version B to the last chunk.
    const third = await open(BESIDE);
    await wakeWidget(third);
    expect(await versions(third)).toEqual(['B']);
    await third.close();

    // One of two agrees: nothing changes yet, and it is told why.
    await notice(first).locator('button').first().click();
    await expect.poll(() => notice(first).textContent()).toMatch(/1/);
    expect(await versions(first)).toEqual(['A']);
    expect(await versions(second)).toEqual(['A']);

    // The other agrees too: both change, each as a whole.
    await notice(second).locator('button').first().click();
    for (const page of [first, second]) await expect.poll(() => versions(page).catch(() => [])).toEqual(['B']);
    await wakeWidget(first);
    expect(await versions(first)).toEqual(['B']);
    await expect.poll(() => first.evaluate(async () => (await caches.keys()).filter((name) => !name.endsWith(':chosen'))), { message: 'the old version is removed' }).toHaveLength(1);

    await context.setOffline(true);
    await second.goto(`${server.url}en/${FIRST}`);
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
