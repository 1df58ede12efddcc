// The keyboard alone: the way past the navigation, and through the whole page without being held.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settle, withPage } from '../support/browser';
import { eachSweptPage } from '../support/site';

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

describe.each(eachSweptPage)('%s by keyboard', (_, site) => {
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
