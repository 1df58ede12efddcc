// Search as a reader uses it: by keyboard, by pointer, half-composed, offline, without workers; and how fast it answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { buildDir, filesBelow } from '../scripts/lib/paths';
import { readBuiltIndex } from '../scripts/search/built';
import { address, axeViolations, expectAccessible, expectNoErrors, settle, withPage } from './support/browser';

const INDEX_BUDGET = 200_000;

const field = (page: Page) => page.locator('dialog input[role="combobox"]');
const options = (page: Page) => page.locator('dialog [role="option"]');
const indexRequests = (page: Page): string[] => {
  const found: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('search-index')) found.push(request.url());
  });
  return found;
};

async function open(page: Page): Promise<void> {
  await settle(page);
  await page.keyboard.press('/');
  await field(page).waitFor();
}

async function search(page: Page, query: string): Promise<void> {
  await field(page).fill(query);
  await page.waitForFunction((text) => document.querySelector<HTMLElement>('dialog [role="status"]')?.textContent !== '' && document.querySelector('dialog input')?.getAttribute('value') === text, query);
  await options(page).first().waitFor();
}

const languages = [
  { locale: 'ko', path: 'why-kubernetes', base: '', query: '파드가', half: '팓', wanted: /파드/, missing: '쀓쀓쀓' },
  { locale: 'en', path: 'en/why-kubernetes', base: 'en/', query: 'pods', half: 'kubel', wanted: /pod|kubelet/i, missing: 'zzqqxxzz' },
] as const;

describe.each(languages)('search in $locale', ({ locale, path, base, query, half, wanted, missing }) => {
  it('loads nothing before it is opened, and opens by /, by Ctrl+K and by its button', async () => {
    await withPage(path, {}, async (opened) => {
      const { page } = opened;
      const requests = indexRequests(page);
      await settle(page);
      expect(requests).toEqual([]);
      const button = page.locator('nav button[aria-haspopup="dialog"]');
      for (const press of [() => page.keyboard.press('/'), () => page.keyboard.press('Control+k'), () => button.click()]) {
        await press();
        await field(page).waitFor();
        await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
        await page.keyboard.press('Escape');
        await field(page).waitFor({ state: 'hidden' });
      }
      // Opened by its button, it gives the focus back to it.
      await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
      await settle(page);
      expect(requests.length).toBe(1);
      expectNoErrors(opened);
    });
  });

  it('leads by keyboard to the marked place', async () => {
    await withPage(path, {}, async (opened) => {
      const { page } = opened;
      await open(page);
      await search(page, query);
      const [first, second] = [options(page).nth(0), options(page).nth(1)];
      await expect.poll(() => first.locator('mark').first().textContent()).toMatch(wanted);
      await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
      await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => options(page).last().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowDown');
      const target = await first.getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL(new URL(target!, address('')).href);
      await field(page).waitFor({ state: 'hidden' });
      const id = target!.split('#')[1];
      if (id) await page.waitForFunction((anchor) => document.activeElement?.closest(`[id="${anchor}"]`) !== null, decodeURIComponent(id));
      expectNoErrors(opened);
    });
  });

  it('opens a folded question that it leads to', async () => {
    const index = readBuiltIndex(locale);
    const question = index.records.find(({ kind }) => kind === 'question')!;
    await withPage('', {}, async ({ page }) => {
      await page.goto(address(base));
      await open(page);
      await search(page, question.title);
      await options(page).filter({ hasText: question.title }).first().click();
      await page.waitForFunction((id) => (document.getElementById(id) as HTMLDetailsElement | null)?.open === true, question.anchor);
    });
  });

  it('searches what is being composed, and leaves Enter to the input method', async () => {
    await withPage(path, {}, async (opened) => {
      const { page, context } = opened;
      await open(page);
      const devtools = await context.newCDPSession(page);
      await devtools.send('Input.imeSetComposition', { text: half, selectionStart: half.length, selectionEnd: half.length });
      await options(page).first().waitFor();
      await expect.poll(async () => (await options(page).allTextContents()).join(' ')).toMatch(wanted);
      const before = page.url();
      await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
      await field(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true });
      expect(page.url()).toBe(before);
      expect(await field(page).isVisible()).toBe(true);
      await devtools.send('Input.insertText', { text: half });
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.href !== before);
      expectNoErrors(opened);
    });
  });

  it('says when nothing matches, and what to try', async () => {
    await withPage(path, {}, async ({ page }) => {
      await open(page);
      await field(page).fill(missing);
      await page.getByText(missing).first().waitFor();
      const suggestion = page.locator('dialog section button').first();
      await suggestion.click();
      await options(page).first().waitFor();
      await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    });
  });

  it('keeps recent searches, which can be removed', async () => {
    await withPage(path, {}, async ({ page }) => {
      await open(page);
      await search(page, query);
      await page.keyboard.press('Enter');
      await field(page).waitFor({ state: 'hidden' });
      await page.reload();
      await open(page);
      const recent = page.locator('dialog li', { hasText: query });
      await recent.locator('button').nth(1).click();
      await recent.waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate(() => localStorage.getItem('kx.search.recent'))).toBeNull();
    });
  });

  it('goes on without network once it has been opened', async () => {
    await withPage(path, {}, async ({ page, context }) => {
      await open(page);
      await search(page, query);
      await context.setOffline(true);
      await search(page, 'kubectl');
      await expect.poll(() => options(page).count()).toBeGreaterThan(0);
    });
  });

  it('answers on the page itself where workers are refused', async () => {
    const refuse = () => {
      const refused = function () {
        throw new DOMException('refused', 'SecurityError');
      };
      Object.assign(window, { Worker: refused });
    };
    await withPage(path, { before: refuse }, async ({ page }) => {
      await open(page);
      await search(page, query);
      await expect.poll(() => options(page).first().textContent()).toMatch(wanted);
    });
  });

  it('explains a failed download and tries again', async () => {
    await withPage(path, {}, async ({ page, context }) => {
      await context.route('**/search-index.json*', (route) => route.abort());
      await open(page);
      const retry = page.locator('dialog [role="alert"] button');
      await retry.waitFor();
      await context.unroute('**/search-index.json*');
      await retry.click();
      await search(page, query);
    });
  });

  it.each([
    [1440, 900],
    [360, 740],
  ])('is accessible and fits at %i px', async (width, height) => {
    await withPage(path, { width, height }, async (opened) => {
      const { page } = opened;
      await open(page);
      expect(await axeViolations(page, 'dialog')).toEqual([]);
      await search(page, query);
      await expectAccessible(page, 'dialog');
      const size = await page.locator('dialog').evaluate((dialog) => ({ inside: dialog.getBoundingClientRect().right <= window.innerWidth, wide: [...dialog.querySelectorAll('*')].some((element) => element.getBoundingClientRect().right > window.innerWidth + 1) }));
      expect(size).toEqual({ inside: true, wide: false });
      for (const button of await page.locator('dialog button:visible, nav button[aria-haspopup="dialog"]').all()) {
        const box = (await button.boundingBox())!;
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      }
      expectNoErrors(opened);
    });
  });

  it(`has an index of at most ${INDEX_BUDGET / 1000} kB, and its worker answers every query`, async () => {
    const file = readFileSync(join(buildDir, base, 'search-index.json'));
    expect(gzipSync(file, { level: 9 }).length).toBeLessThanOrEqual(INDEX_BUDGET);
    const index = readBuiltIndex(locale);
    const queries = [query, half, 'kubectl rollout undo', 'maxUnavailable', ...index.records.filter((_, i) => i % 8 === 0).map(({ title }) => title.slice(0, 60))];
    // The worker that the page itself would start, asked directly: without the time to draw.
    const script = filesBelow(join(buildDir, base, 'assets/js'), (name) => /^search-worker\.[^/]*\.js$/.test(name))[0];
    expect(script, 'the worker is a file of its own').toBeDefined();
    await withPage(path, {}, async ({ page }) => {
      const answered = await page.evaluate(
        async ({ worker: source, url, asked }) => {
          const worker = new Worker(source);
          const heard = (message: object) =>
            new Promise<void>((resolve, reject) => {
              worker.onmessage = ({ data }: MessageEvent<{ failed?: string; last?: boolean }>) => {
                if (data.failed) reject(new Error(data.failed));
                else if (data.last !== false) resolve();
              };
              worker.postMessage(message);
            });
          await heard({ url });
          for (const words of asked) await heard({ id: 0, query: words });
          return asked.length;
        },
        { worker: address(`${base}assets/js/${script!.split('/').at(-1)}`), url: address(`${base}search-index.json`), asked: queries },
      );
      expect(answered).toBe(queries.length);
    });
  });
});
