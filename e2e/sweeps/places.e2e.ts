// Places on a page: kept over a change of language, and reached by their address.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { address, expectNoErrors, settle, withPage } from '../support/browser';
import { sweptDocPages } from '../support/site';

/** Ids of h2 and h3 that can be brought to the top: at least a screen of page follows them. */
const reachableIds = (page: Page): Promise<string[]> =>
  page.$$eval('main :is(h2, h3)[id]', (headings) =>
    headings.filter((heading) => document.documentElement.scrollHeight - (heading.getBoundingClientRect().top + window.scrollY) > window.innerHeight + 100).map(({ id }) => id),
  );

describe.each(sweptDocPages('ko').map((site) => [site.name, site] as const))('%s', (_, site) => {
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

describe.each(sweptDocPages('ko').concat(sweptDocPages('en')).map((site) => [site.path, site] as const))('deep links into %s', (_, site) => {
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

/** Where the heading stands in the window once nothing has moved for a tenth of a second. */
async function restingTopOf(page: Page, id: string): Promise<number> {
  const topOf = () => page.locator(`[id="${id}"]`).evaluate((heading) => Math.round(heading.getBoundingClientRect().top));
  let last = Number.NaN;
  for (let top = await topOf(); top !== last; top = await topOf()) {
    last = top;
    await page.waitForTimeout(100);
  }
  return last;
}

describe.each(sweptDocPages('ko').concat(sweptDocPages('en')).map((site) => [site.path, site] as const))('Back to %s', (_, site) => {
  it.each([
    [1440, 900],
    [360, 740],
  ])('keeps the place at %i px, forward and back again too', async (width, height) => {
    await withPage(site.path, { width, height }, async (opened) => {
      const { page } = opened;
      await settle(page);
      const ids = await reachableIds(page);
      const id = ids[Math.floor(ids.length * 0.7)];
      if (id === undefined) return;
      await page.locator(`[id="${id}"]`).evaluate((heading) => heading.scrollIntoView());
      await page.mouse.wheel(0, 150);
      await settle(page);
      const before = await restingTopOf(page, id);
      const away = async () => {
        await page.evaluate((path) => document.querySelector<HTMLAnchorElement>(`footer a[href="${path}"], nav a[href="${path}"]`)!.click(), new URL(address(site.locale === 'en' ? 'en/curriculum' : 'curriculum')).pathname);
        await page.waitForURL(/\/curriculum$/);
        await page.waitForFunction((heading) => document.getElementById(heading) === null, id);
        await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
      };
      await away();
      for (const turn of ['first', 'second']) {
        await page.goBack();
        await page.locator(`[id="${id}"]`).waitFor();
        await expect.poll(async () => Math.abs((await restingTopOf(page, id)) - before), { message: `the ${turn} time` }).toBeLessThan(10);
        if (turn === 'second') continue;
        await page.goForward();
        await page.waitForFunction((heading) => document.getElementById(heading) === null, id);
      }
      expectNoErrors(opened);
    });
  });
});

it('a reader who reloads and moves on before the scripts are there is not taken back', async () => {
  await withPage('why-kubernetes', {}, async (opened) => {
    const { page } = opened;
    await settle(page);
    await page.evaluate(() => window.scrollTo({ top: 4000, behavior: 'instant' }));
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    await page.route('**/*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(3000);
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 1500);
    await expect.poll(() => page.evaluate(() => 'moved' in document.documentElement.dataset)).toBe(true);
    const wanted = await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(4800).then(() => page.evaluate(() => window.scrollY));
    free();
    await settle(page);
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - wanted)).toBeLessThan(120);
    expectNoErrors(opened);
  });
});
