// What every widget has in common: its place, its frame, and what it says without scripts.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, expectNoErrors, settle, withPage } from '../support/browser';
import { wake } from './support';

/** A Pod of about `size` characters; no two lines alike, so that it does not get much shorter by compression. */
function manifest(size: number): string {
  const lines = ['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: large', '  annotations:'];
  let seed = 1;
  for (let length = 0; length < size; length += 60) {
    const words = Array.from({ length: 5 }, () => (seed = (seed * 48271) % 2147483647).toString(36));
    lines.push(`    note-${lines.length}: ${words.join(' ').slice(0, 44)}`);
  }
  return [...lines, 'spec:', '  containers:', '  - {name: app, image: nginx}'].join('\n');
}

/** A page that is loaded anew leads back to where it was, until its reader moves: so does this one, a pixel. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await settle(page);
  await page.mouse.wheel(0, 1);
}

const stored = (text: string) => JSON.stringify({ v: 1, s: { manifest: text, nodes: [], seed: 1 } });
const KEY = 'kx.widget.why-kubernetes#scheduler-lab';

describe('a widget’s state', () => {
  it('with a manifest of 16 KB reloads and opens from a link that no server has to read', async () => {
    const opened = await openPage('/en/why-kubernetes');
    try {
      const { page, context } = opened;
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const text = manifest(16_000);
      await page.evaluate(([key, value]) => window.localStorage.setItem(key!, value!), [KEY, stored(text)]);
      await reload(page);
      const lab = await wake(page, 'scheduler-lab');
      await lab.getByRole('button', { name: 'Share' }).click();
      await lab.getByText(/Copied an address/).waitFor();
      const shared = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      expect(shared.search).toBe('');
      await page.evaluate(() => window.localStorage.clear());
      await page.goto('about:blank');
      await page.goto(shared.href);
      await page.locator('#scheduler-lab-widget[data-island="awake"]').waitFor();
      await expect.poll(() => page.evaluate((key) => window.localStorage.getItem(key), KEY)).toContain('note-200');
      expectNoErrors(opened);
    } finally {
      await opened.close();
    }
  });

  it('of two megabytes is there after a reload, and is offered as a file', async () => {
    await withPage('/en/why-kubernetes', {}, async ({ page }) => {
      const text = manifest(2_000_000);
      await page.evaluate(([key, value]) => window.localStorage.setItem(key!, value!), [KEY, stored(text)]);
      await reload(page);
      const lab = await wake(page, 'scheduler-lab');
      expect(await page.evaluate((key) => window.localStorage.getItem(`${key}.unreadable`), KEY)).toBeNull();
      await lab.getByRole('button', { name: 'Share' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), lab.getByRole('button', { name: 'Save as a file' }).click()]);
      expect(download.suggestedFilename()).toBe('scheduler-lab.json');
    });
  });
});

describe('full screen', () => {
  it('keeps the focus inside and gives it back', async () => {
    await withPage('/en/why-kubernetes', {}, async ({ page }) => {
      const lab = await wake(page, 'container-vs-vm');
      const button = lab.getByRole('button', { name: 'Full screen' });
      await button.click();
      for (let presses = 0; presses < 40; presses += 1) await page.keyboard.press('Tab');
      const outside = await page.evaluate(() => {
        const at = document.activeElement;
        return at !== null && at !== document.body && at.closest('[data-wide]') === null;
      });
      expect(outside).toBe(false);
      await page.keyboard.press('Escape');
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });
});

describe('without scripts', () => {
  it.each(['/', '/why-kubernetes', '/guides/learning-roadmap', '/guides/choosing-a-distribution', '/guides/open-questions', '/glossary'])('on %s a widget says so and shows no dead button', async (path) => {
    await withPage(path, { javaScript: false }, async ({ page }) => {
      const islands = page.locator('[data-island]');
      for (const island of await islands.all()) expect(await island.innerText()).toContain('자바스크립트가 꺼져 있어');
      expect(await page.locator('[data-island] :is(button, input, select, textarea):visible').count()).toBe(0);
    });
  });
});

describe.each([360, 768, 1440])('at %i px', (width) => {
  it('a page keeps no more room than a widget takes, and nearly as much', async () => {
    await withPage('/why-kubernetes', { width }, async ({ page }) => {
      const rooms = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-island]')].map((island) => {
          const kept = Number.parseFloat(getComputedStyle(island).minHeight);
          island.style.minHeight = '0';
          return { kind: island.dataset.kind, kept, takes: island.getBoundingClientRect().height };
        }),
      );
      expect(rooms.length).toBeGreaterThan(2);
      for (const { kind, kept, takes } of rooms) {
        expect(kept, kind).toBeLessThanOrEqual(takes + 1);
        expect(kept, kind).toBeGreaterThan(takes * 0.6);
      }
    });
  });
});

/** Words within a widget that stand on two lines although they are short: a label was squeezed. */
const brokenWords = () =>
  [...document.querySelectorAll('[data-island]')].flatMap((island) => {
    const broken: string[] = [];
    const walker = document.createTreeWalker(island, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      // What only a screen reader hears stands in a box of one pixel.
      if (!node.parentElement?.checkVisibility() || node.parentElement.getBoundingClientRect().width < 12) continue;
      for (const match of (node.textContent ?? '').matchAll(/[\w.가-힣]{2,14}/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (tops.size > 1) broken.push(`${(island as HTMLElement).dataset.kind ?? ''}: ${match[0]}`);
      }
    }
    return broken;
  });

describe('on a narrow phone', () => {
  it.each(['/', '/why-kubernetes', '/guides/learning-roadmap', '/guides/choosing-a-distribution', '/guides/open-questions'].flatMap((path) => [path, `/en${path}`]))('no word of a widget on %s is broken', async (path) => {
    await withPage(path, { width: 360, height: 740 }, async ({ page }) => {
      expect(await page.evaluate(brokenWords)).toEqual([]);
    });
  });
});
