// Every page of the sitemap on a large screen: healthy, still, accessible, and described for search engines and previews.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { address, expectAccessible, expectNoErrors, openPage, scrollThrough, settle, type Opened } from './support/browser';
import { expectStill, recordShifts } from './support/shifts';
import { eachPage, sitePages } from './support/site';

it('has the same pages in both languages', () => {
  const names = (locale: string) => sitePages.filter((page) => page.locale === locale).map(({ name }) => name).sort();
  expect(names('en')).toEqual(names('ko'));
  expect(names('ko')).toContain('');
});

const withoutSlash = (url: string | null) => (url ?? '').replace(/\/$/, '');

describe.each(eachPage)('%s', (_, site) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openPage(site.path);
  });
  afterAll(() => opened?.close());

  it('loads without an error and stays still while it is read', async () => {
    const shifts = await recordShifts(opened.page);
    await settle(opened.page);
    await scrollThrough(opened.page);
    expectNoErrors(opened);
    expectStill(await shifts());
  });

  it('has one h1, headings in order and its language', async () => {
    expect(await opened.page.getAttribute('html', 'lang')).toBe(site.locale);
    const levels = await opened.page.$$eval('h1, h2, h3, h4, h5, h6', (headings) => headings.filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.forEach((level, i) => expect(level, `heading ${i + 1} of ${levels.join(' ')}`).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1));
  });

  it('says what it is, where it lives and what it looks like', async () => {
    const { page } = opened;
    const attribute = (selector: string, name: string) => page.locator(selector).getAttribute(name, { timeout: 5000 });
    expect(withoutSlash(await attribute('link[rel="canonical"]', 'href'))).toBe(withoutSlash(site.publicUrl));
    for (const locale of ['ko', 'en', 'x-default'] as const) {
      const other = sitePages.find((one) => one.name === site.name && one.locale === (locale === 'en' ? 'en' : 'ko'));
      expect(withoutSlash(await attribute(`link[rel="alternate"][hreflang="${locale}"]`, 'href')), locale).toBe(withoutSlash(other!.publicUrl));
    }
    expect((await page.title()).length).toBeGreaterThan(3);
    expect((await attribute('meta[name="description"]', 'content'))?.length).toBeGreaterThan(20);

    const image = await attribute('meta[property="og:image"]', 'content');
    const { origin } = new URL(site.publicUrl);
    expect(image?.startsWith(`${origin}/`), `og:image ${image} begins with ${origin}`).toBe(true);
    const picture = await page.request.get(new URL(new URL(image!).pathname, address('')).href);
    expect([picture.status(), picture.headers()['content-type']], image!).toEqual([200, 'image/png']);

    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(JSON.parse(block)).toHaveProperty('@context');
  });

  it('is accessible in both themes', async () => {
    await expectAccessible(opened.page);
    expectNoErrors(opened);
  });
});
