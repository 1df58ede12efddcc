// A cheap visit to every page, in both languages, themes and widths: does it work, fit, cost what it may, and say what it is?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { compressedSize } from '../scripts/bench/size';
import { buildDir } from '../scripts/lib/paths';
import { eachPage, sitePages, type SitePage } from './support/site';
import { tooWide } from './support/too-wide';
import { makeVisitor, type Visitor } from './support/visitor';

/** Bytes of JavaScript (brotli) that a page may load by itself; widgets and search load on sight or on use. */
const BUDGET = 160_000;
/** Elements that need a script of their own, in a passage that keeps the server's HTML. */
const ALIVE = '[data-still] :is(input, select, textarea, [data-island], [contenteditable], button:not([popovertarget], [data-copy-code], [data-hand-to]))';

it('has the same pages in both languages', () => {
  const names = (locale: string) => sitePages.filter((page) => page.locale === locale).map(({ name }) => name).sort();
  expect(names('en')).toEqual(names('ko'));
  expect(names('ko')).toContain('');
});

const withoutSlash = (url: string | null) => (url ?? '').replace(/\/$/, '');

/** The scripts that the page has loaded so far, with their compressed sizes. */
async function scriptsOf(page: Page): Promise<[name: string, bytes: number][]> {
  const names = await page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => new URL(name).pathname.endsWith('.js')),
    ),
  ]);
  const base = new URL(inject('siteUrl')).pathname;
  return names.map((name) => [name, compressedSize(decodeURI(new URL(name).pathname).slice(base.length)).brotli]);
}

/** Wakes every widget, and waits until its code has come. */
async function wakeAll({ page, quiet }: Visitor): Promise<void> {
  await page.evaluate(() => (window as unknown as { showAll: () => void }).showAll());
  await page.waitForFunction(() => document.querySelector('[data-island="asleep"]') === null);
  await quiet();
}

/** What the page's HTML says before and without its JavaScript. */
const withoutJavaScript = (page: Page, html: string) =>
  page.evaluate(
    ({ source, alive }) => {
      const written = new DOMParser().parseFromString(source, 'text/html');
      const drawings = (from: Document) => [...from.querySelectorAll('main figure svg, main svg[role="img"]')].filter((drawing) => !drawing.closest('[data-island]')).length;
      const islands = (from: Document) => [...from.querySelectorAll('[data-island]')];
      return {
        letters: written.querySelector('main')?.textContent.length ?? 0,
        title: written.querySelector('h1')?.textContent ?? '',
        missingDrawings: Math.max(0, drawings(document) - drawings(written)),
        missingWidgets: islands(document).length - islands(written).length,
        emptyWidgets: islands(written).filter(({ textContent }) => textContent.length <= 80).length,
        alive: [...written.querySelectorAll(alive)].map((element) => element.outerHTML.slice(0, 100)),
      };
    },
    { source: html, alive: ALIVE },
  );

/** What the page says about itself to search engines, previews and screen readers. */
const said = (page: Page) =>
  page.evaluate(() => {
    const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name) ?? null;
    return {
      language: document.documentElement.lang,
      title: document.title,
      levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) => heading.checkVisibility()).map(({ tagName }) => Number(tagName[1])),
      canonical: attribute('link[rel="canonical"]', 'href'),
      alternates: Object.fromEntries(['ko', 'en', 'x-default'].map((locale) => [locale, attribute(`link[rel="alternate"][hreflang="${locale}"]`, 'href')])),
      description: attribute('meta[name="description"]', 'content'),
      image: attribute('meta[property="og:image"]', 'content'),
      data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(({ textContent }) => textContent),
    };
  });

function expectDescribed(site: SitePage, page: Awaited<ReturnType<typeof said>>): void {
  expect(page.language).toBe(site.locale);
  expect(page.levels.filter((level) => level === 1)).toHaveLength(1);
  expect(page.levels[0]).toBe(1);
  page.levels.forEach((level, i) => expect(level, `heading ${i + 1} of ${page.levels.join(' ')}`).toBeLessThanOrEqual((page.levels[i - 1] ?? 0) + 1));
  expect(withoutSlash(page.canonical)).toBe(withoutSlash(site.publicUrl));
  for (const [locale, url] of Object.entries(page.alternates)) {
    const other = sitePages.find((one) => one.name === site.name && one.locale === (locale === 'en' ? 'en' : 'ko'));
    expect(withoutSlash(url), locale).toBe(withoutSlash(other!.publicUrl));
  }
  expect(page.title.length).toBeGreaterThan(3);
  expect(page.description?.length).toBeGreaterThan(20);
  const { origin } = new URL(site.publicUrl);
  expect(page.image?.startsWith(`${origin}/`), `og:image ${page.image} begins with ${origin}`).toBe(true);
  const base = new URL(inject('siteUrl')).pathname;
  const picture = readFileSync(join(buildDir, decodeURI(new URL(page.image!).pathname).slice(base.length)));
  expect(picture.subarray(1, 4).toString(), page.image!).toBe('PNG');
  expect(page.data.length).toBeGreaterThan(0);
  for (const block of page.data) expect(JSON.parse(block)).toHaveProperty('@context');
}

describe.each([
  ['light', 'dark', 1440, 900],
  ['dark', 'light', 360, 740],
] as const)('opened in %s, turned %s, at %i px', (first, second, width, height) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await makeVisitor(width, height);
  });
  afterAll(() => visitor?.close());

  it.each(eachPage)('%s', async (_, site) => {
    const { page, visit } = visitor;
    await page.emulateMedia({ colorScheme: first });
    const problems = await visit(site.path);
    const scripts = await scriptsOf(page);
    const total = scripts.reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(total).toBeGreaterThan(0);
    expect(total, scripts.map(([name, bytes]) => `${name} ${bytes}`).join('\n')).toBeLessThanOrEqual(BUDGET);
    expectDescribed(site, await said(page));
    await wakeAll(visitor);
    expect(await tooWide(page)).toEqual([]);
    for (const theme of [first, second]) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForSelector(`html[data-theme="${theme}"]`);
    }
    expect(await tooWide(page)).toEqual([]);
    if (width > 600) {
      const html = await (await fetch(page.url())).text();
      const plain = await withoutJavaScript(page, html);
      expect(plain).toMatchObject({ missingDrawings: 0, missingWidgets: 0, emptyWidgets: 0, alive: [] });
      expect(plain.letters).toBeGreaterThan(200);
      expect(plain.title).not.toBe('');
    }
    expect(problems).toEqual([]);
  });
});
