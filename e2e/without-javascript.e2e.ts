// What a page says before and without its JavaScript: text, diagrams, and the widgets' first states.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settle, withPage } from './support/browser';
import { eachPage } from './support/site';

/** Drawings of the page itself; a widget that is awake may draw more than its first state. */
const countDrawings = (page: Page): Promise<number> =>
  page.$$eval('main figure svg, main svg[role="img"]', (drawings) => drawings.filter((drawing) => !drawing.closest('[data-island]')).length);

describe.each(eachPage)('%s', (_, site) => {
  it('shows its text, its drawings and the first state of each widget', async () => {
    const withScript = await withPage(site.path, {}, async ({ page }) => {
      await settle(page);
      return { drawings: await countDrawings(page), islands: await page.locator('[data-island]').count() };
    });
    await withPage(site.path, { javaScript: false }, async ({ page }) => {
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(200);
      expect(await page.locator('h1').innerText()).not.toBe('');
      expect(await countDrawings(page)).toBeGreaterThanOrEqual(withScript.drawings);
      const islands = await page.locator('[data-island]').allInnerTexts();
      expect(islands).toHaveLength(withScript.islands);
      islands.forEach((text, i) => expect(text.length, `widget ${i + 1}`).toBeGreaterThan(80));
    });
  });
});
