import type { Locator, Page } from 'playwright-core';

/** Brings a widget into view and waits until its code has taken the place of the server's HTML. */
export async function wake(page: Page, id: string): Promise<Locator> {
  const widget = page.locator(`[id="${id}-widget"]`);
  await widget.scrollIntoViewIfNeeded();
  await page.locator(`[id="${id}-widget"][data-island="awake"]`).waitFor();
  return widget;
}

/** Where an element lies once nothing above it moves any more: the same place in two looks. For what is done with the mouse at a place. */
export async function placeAtRest(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  for (let before = await element.boundingBox(); ; ) {
    await element.page().waitForTimeout(150);
    const now = await element.boundingBox();
    if (now && before && now.x === before.x && now.y === before.y && now.width === before.width && now.height === before.height) return now;
    before = now;
  }
}
