import type { Locator, Page } from 'playwright-core';

/** Brings a widget into view and waits until its code has taken the place of the server's HTML. */
export async function wake(page: Page, id: string): Promise<Locator> {
  const widget = page.locator(`[id="${id}-widget"]`);
  await widget.scrollIntoViewIfNeeded();
  await page.locator(`[id="${id}-widget"][data-island="awake"]`).waitFor();
  return widget;
}
