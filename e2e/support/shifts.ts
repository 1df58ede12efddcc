import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Shift {
  value: number;
  moved: string[];
}

/** Begins to record layout shifts that no input explains (Layout Instability API), those of the loading included. */
export async function recordShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.evaluate(() => {
    interface LayoutShift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    }
    const found: { value: number; moved: string[] }[] = [];
    Object.assign(window, { recordedShifts: found });
    const describeNode = (node: Node | null) => (node instanceof Element ? `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''}.${node.className}` : String(node?.nodeName));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (!entry.hadRecentInput) found.push({ value: entry.value, moved: entry.sources.map(({ node }) => describeNode(node)) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { recordedShifts: Shift[] }).recordedShifts);
}

/** Cumulative layout shift 0.00, to the two places that it is reported with; the failure names what moved. */
export function expectStill(shifts: readonly Shift[]): void {
  expect(shifts.reduce((sum, { value }) => sum + value, 0), JSON.stringify(shifts.slice(0, 5))).toBeCloseTo(0, 2);
}
