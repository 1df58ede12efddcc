// Every page of the sitemap at 360 px: nothing wider than the screen, nothing that jumps, accessible in both themes.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, scrollThrough, withPage } from './support/browser';
import { recordShifts, expectStill } from './support/shifts';
import { eachPage } from './support/site';

/** Elements that reach beyond the right edge and are not inside a box that scrolls by itself. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    const scrolls = (element: Element) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .filter((element) => {
        for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) if (scrolls(parent)) return false;
        return true;
      })
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}#${element.id}.${element.getAttribute('class') ?? ''}`);
  });

describe.each(eachPage)('%s at 360 px', (_, site) => {
  it('fits, stays still while it is read, and is accessible in both themes', async () => {
    await withPage(site.path, { width: 360, height: 740 }, async (opened) => {
      const shifts = await recordShifts(opened.page);
      await scrollThrough(opened.page);
      const moved = await shifts();
      const width = await opened.page.evaluate(() => document.documentElement.scrollWidth);
      expect([width > 360, await tooWide(opened.page)]).toEqual([false, []]);
      expectStill(moved);
      await expectAccessible(opened.page);
      expectNoErrors(opened);
    });
  });
});
