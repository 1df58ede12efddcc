// The text between headings: kept from the server's HTML, laid out when it is needed, and as usable as if it were rendered.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { address, expectNoErrors, settle, withPage } from '../support/browser';
import { sweptDocPages, type Locale } from '../support/site';

const laidOut = () => [...document.querySelectorAll<HTMLElement>('.kx-passage')].every((passage) => getComputedStyle(passage).contentVisibility === 'visible');
/** The id of the heading of level 2 that so much of the page's headings stand before, of those that can be scrolled to the top: behind them is more than a window. */
async function headingAt(page: Page, share: number): Promise<string> {
  const ids = await page.$$eval('.theme-doc-markdown > h2[id]', (headings) => {
    const below = (heading: Element): number => document.documentElement.scrollHeight - (heading.getBoundingClientRect().top + window.scrollY);
    const reachable = headings.filter((heading) => below(heading) > window.innerHeight + 100);
    return (reachable.length > 0 ? reachable : headings).map(({ id }) => id);
  });
  return ids[Math.floor(ids.length * share)]!;
}

/** Where the heading stands in the window, in CSS pixels. */
const topOf = (page: Page, id: string): Promise<number> => page.locator(`[id="${id}"]`).evaluate((heading) => Math.round(heading.getBoundingClientRect().top));

/** Where it stands once scrolling has ended: the same in two looks, a tenth of a second apart. */
async function restingTopOf(page: Page, id: string): Promise<number> {
  let last = Number.NaN;
  for (let top = await topOf(page, id); top !== last; top = await topOf(page, id)) {
    last = top;
    await page.waitForTimeout(100);
  }
  return last;
}

async function expectAtTop(page: Page, id: string): Promise<void> {
  const top = await restingTopOf(page, id);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(160);
}

const pages = (['ko', 'en'] as const).flatMap((locale) => sweptDocPages(locale).map((page) => [page.path, page] as const));

describe.each(pages)('/%s', (path) => {
  it('opens in its midst where its address says, and where the reader was before a reload', async () => {
    await withPage(path, {}, async ({ page }) => {
      const id = await headingAt(page, 0.7);
      await page.goto('about:blank');
      await page.goto(`${address(path)}#${id}`);
      await settle(page);
      await expectAtTop(page, id);
      await page.mouse.wheel(0, 900);
      await expect.poll(() => topOf(page, id)).toBeLessThan(0);
      const before = await restingTopOf(page, id);
      await page.reload();
      await settle(page);
      expect(Math.abs((await restingTopOf(page, id)) - before)).toBeLessThan(40);
    });
  });

  it('comes to a place from its list of contents, and stays there while the rest is laid out', async () => {
    await withPage(path, {}, async ({ page }) => {
      await settle(page);
      expect(await page.evaluate(laidOut)).toBe(false);
      const id = await headingAt(page, 0.7);
      await page.locator(`.table-of-contents a[href="#${id}"]`).click();
      await page.waitForFunction(laidOut);
      await settle(page);
      await expectAtTop(page, id);
    });
  });
});

/** Passages that stand there without what they say. */
const emptyPassages = (page: Page): Promise<number> => page.locator('.kx-passage').evaluateAll((passages) => passages.filter((passage) => !passage.hasChildNodes()).length);

const target: Record<Locale, string> = { ko: 'guides/choosing-a-distribution', en: 'en/guides/choosing-a-distribution' };

it.each(['ko', 'en'] as const)('%s: a link in a kept passage leads on without loading the site anew, and back', async (locale) => {
  await withPage(locale === 'ko' ? 'why-kubernetes' : 'en/why-kubernetes', {}, async (opened) => {
    const { page } = opened;
    await settle(page);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    const before = page.url();
    await page.locator(`[data-still] a[href$="${target[locale]}"]`).first().click();
    await page.waitForURL(`**/${target[locale]}`);
    await page.locator('.kx-passage p').first().waitFor();
    expect(await emptyPassages(page)).toBe(0);
    await page.goBack();
    await page.waitForURL(before);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await emptyPassages(page)).toBe(0);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    expectNoErrors(opened);
  });
});

it('a term in a kept passage opens its definition and closes with Escape', async () => {
  await withPage('why-kubernetes', {}, async ({ page }) => {
    await settle(page);
    const term = page.locator('[data-still] button[popovertarget]').first();
    const definition = page.locator(`[id="${await term.getAttribute('popovertarget')}"]`);
    await term.focus();
    await page.keyboard.press('Enter');
    await definition.waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await definition.waitFor({ state: 'hidden' });
  });
});
