// Finding one's way: other language, deep links, wrong addresses, and the keyboard alone.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { address, expectAccessible, expectNoErrors, settle, withPage } from './support/browser';
import { docPages, eachPage } from './support/site';

/** Ids of h2 and h3 that can be brought to the top: at least a screen of page follows them. */
const reachableIds = (page: Page): Promise<string[]> =>
  page.$$eval('main :is(h2, h3)[id]', (headings) =>
    headings.filter((heading) => document.documentElement.scrollHeight - (heading.getBoundingClientRect().top + window.scrollY) > window.innerHeight + 100).map(({ id }) => id),
  );

describe.each(docPages('ko').map((site) => [site.name, site] as const))('%s', (_, site) => {
  it('keeps page, query and place over a change of language, and back', async () => {
    await withPage(site.path, {}, async (opened) => {
      const { page } = opened;
      const [id] = await reachableIds(page);
      const place = id ? `#${id}` : '';
      await page.goto(address(`${site.path}?from=e2e${place}`));
      await settle(page);
      await page.locator('nav a[hreflang="en"]').first().click();
      await page.waitForURL((url) => url.href === address(`en/${site.name}?from=e2e${place}`));
      await settle(page);
      await page.locator('nav a[hreflang="ko"]').first().click();
      await page.waitForURL((url) => url.href === address(`${site.path}?from=e2e${place}`));
      expectNoErrors(opened);
    });
  });
});

describe.each(docPages('ko').concat(docPages('en')).map((site) => [site.path, site] as const))('deep links into %s', (_, site) => {
  it.each([
    [1440, 900],
    [360, 740],
  ])('land on the heading at %i px', async (width, height) => {
    await withPage(site.path, { width, height }, async ({ page }) => {
      await settle(page);
      const ids = await reachableIds(page);
      // One near the top and the last: below every widget and figure that could still move the page.
      for (const id of new Set([ids[0], ids.at(-1)].filter((one) => one !== undefined))) {
        await page.goto('about:blank');
        await page.goto(address(`${site.path}#${id}`));
        await settle(page);
        const top = await page.locator(`[id="${id}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
        expect(top, `#${id}`).toBeGreaterThanOrEqual(0);
        expect(top, `#${id}`).toBeLessThan(120);
      }
    });
  });
});

describe('an address that does not exist', () => {
  it.each([
    ['nowhere', 'ko'],
    ['en/nowhere', 'en'],
    ['en/guides/nowhere', 'en'],
  ])('/%s is answered in %s', async (path, locale) => {
    await withPage(path, { status: 404 }, async (opened) => {
      await settle(opened.page);
      expect(await opened.page.getAttribute('html', 'lang')).toBe(locale);
      expect(await opened.page.locator('main h1').count()).toBe(1);
      await expectAccessible(opened.page);
      expectNoErrors(opened);
      const home = address(locale === 'en' ? 'en/' : '');
      await opened.page.locator(`main a[href="${new URL(home).pathname}"]`).first().click();
      await opened.page.waitForURL(home);
    });
  });
});

/** Begins to write down which element has the focus after each Tab: a number an element, 0 where nothing has it. */
const recordFocus = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const visited = new Map<Element, number>();
    const order: number[] = [];
    const now = () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return 0;
      if (!visited.has(element)) visited.set(element, visited.size + 1);
      return visited.get(element)!;
    };
    // The key comes up where the focus has gone; past the last stop that is the body.
    document.addEventListener('keyup', ({ key }) => key === 'Tab' && order.push(now()), true);
    Object.assign(window, { focusOrder: order });
  });

const focusOrder = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { focusOrder: number[] }).focusOrder);

const MOST_STOPS = 1500;
const BATCH = 50;

describe.each(eachPage)('%s by keyboard', (_, site) => {
  it('offers to skip to the content first, and never holds the focus', async () => {
    await withPage(site.path, {}, async ({ page }) => {
      await settle(page);
      await page.keyboard.press('Tab');
      const skip = await page.evaluate(() => ({ href: document.activeElement?.getAttribute('href') ?? '', shown: (document.activeElement?.getBoundingClientRect().top ?? -1) >= 0 }));
      expect(skip.href).toMatch(/^#/);
      expect(skip.shown, 'the skip link is visible while it has the focus').toBe(true);
      await page.keyboard.press('Enter');
      // Following the link moves the place where Tab goes on, not necessarily the focus itself.
      await page.keyboard.press('Tab');
      await expect.poll(() => page.evaluate(() => document.activeElement?.matches('main *')), { message: 'after the skip link, Tab goes on in the content' }).toBe(true);

      await page.reload();
      await settle(page);
      await recordFocus(page);
      let order: number[] = [];
      let end = -1;
      while (end < 0 && order.length < MOST_STOPS) {
        const before = order.length;
        for (let i = 0; i < BATCH; i += 1) await page.keyboard.press('Tab');
        order = await focusOrder(page);
        expect(order.length, 'every Tab reaches the page').toBe(before + BATCH);
        // Past the last stop the focus leaves the document, or begins again at the first.
        end = order.findIndex((stop, i) => i > 0 && (stop === 0 || stop === order[0]));
      }
      // A date field holds the focus for its year, month and day; a stop that held it for good would never reach the end.
      const stops = (end < 0 ? order : order.slice(0, end)).filter((stop, i, all) => stop !== all[i - 1]);
      const repeated = stops.find((stop, i) => stops.indexOf(stop) < i);
      expect(repeated, `Tab comes back to stop ${repeated} of ${stops.join(' ')}`).toBeUndefined();
      expect(end, `Tab reaches the end of the page within ${MOST_STOPS} stops`).toBeGreaterThan(3);
    });
  });
});
