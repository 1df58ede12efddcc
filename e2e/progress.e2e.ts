// What the reader has done: kept over reloads, languages, tabs and versions of the site; moved as a file; never marked by itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { KEY } from '../src/progress/store';
import { exportText, FORMAT } from '../src/progress/transfer';
import { address, axeViolations, expectAccessible, expectNoErrors, settle, withPage } from './support/browser';
import { expectStill, recordShifts } from './support/shifts';

const PAGE = 'why-kubernetes';
const RECORD = { v: 4, pages: { [PAGE]: { read: true, objectives: ['eras', 'standards'], answers: { 'starts-faster': 'notYet' }, labs: { '01-why': ['first', 'second'] }, times: { 'incident-lab': { dns: 312 } }, exams: { exam: { 'KX26 1': { storage: 8 } } } } } };

const words = {
  ko: { read: '이 글을 읽었습니다', knew: '알고 있었습니다', part: '왜 쿠버네티스인가', file: '기록 옮기기와 지우기', export: '파일로 내보내기', merge: '합치기', replace: '바꾸기', clear: '기록 지우기', undo: '되돌리기', unchanged: '기록은 바뀌지 않았습니다.' },
  en: { read: 'I have read this page', knew: 'I knew it', part: 'Why Kubernetes', file: 'Move or clear your record', export: 'Export to a file', merge: 'Merge', replace: 'Replace', clear: 'Clear the record', undo: 'Undo', unchanged: 'Your record has not changed.' },
} as const;

const languages = [
  ['ko', ''],
  ['en', 'en/'],
] as const;

const stored = (page: Page): Promise<unknown> => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as unknown, KEY);

/** Puts a record in its place and loads the page anew. */
async function withRecord(page: Page, text: string): Promise<void> {
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, text] as const);
  await page.reload();
  await settle(page);
}

const objectives = (page: Page) => page.locator('main ul input[type="checkbox"]');

/** Waits until marks can be made: the server's HTML has them inert. */
const alive = async (page: Page): Promise<void> => {
  await settle(page);
  await page.locator('main ul input[type="checkbox"]:enabled').first().waitFor();
};

const readBox = (page: Page, label: string) => page.getByRole('checkbox', { name: label, exact: true });
/** A part on the map; `where` says in which state. */
const card = (page: Page, title: string, where = '') => page.locator(`main li li${where}`, { has: page.getByRole('heading', { name: title, exact: true }) });

describe.each(languages)('in %s', (locale, base) => {
  const text = words[locale];

  it('keeps ticks, answers and the mark at the end of a page, by keyboard alone', async () => {
    await withPage(`${base}${PAGE}`, {}, async (opened) => {
      const { page } = opened;
      await alive(page);
      await objectives(page).first().focus();
      await page.keyboard.press('Space');
      const first = page.locator('[id="question-starts-faster"]');
      await first.locator('summary').focus();
      await page.keyboard.press('Enter');
      await first.getByRole('button', { name: text.knew }).focus();
      await page.keyboard.press('Enter');
      // Nothing was marked by itself, the end of the page included.
      await readBox(page, text.read).scrollIntoViewIfNeeded();
      expect(await stored(page)).toEqual({ v: 4, pages: { [PAGE]: { read: false, objectives: ['eras'], answers: { 'starts-faster': 'knew' }, labs: {}, times: {}, exams: {} } } });
      await readBox(page, text.read).focus();
      await page.keyboard.press('Space');
      await page.reload();
      await alive(page);
      await expect.poll(() => readBox(page, text.read).isChecked()).toBe(true);
      await expect.poll(() => objectives(page).first().isChecked()).toBe(true);
      const entry = page.locator(`nav.menu a[href$="/${PAGE}"]`).first();
      await expect.poll(() => entry.getAttribute('aria-label')).toContain(text.part);
      expectNoErrors(opened);
    });
  });

  it('shows on the map what is read and what is next, and does not jump when it learns of it', async () => {
    await withPage(`${base}curriculum`, { width: 360, height: 740 }, async (opened) => {
      const { page } = opened;
      await card(page, text.part, '[data-next="true"]').waitFor();
      await withRecord(page, JSON.stringify(RECORD));
      await card(page, text.part, '[data-place="read"]').waitFor();
      await expect.poll(() => card(page, text.part).getAttribute('data-next')).toBeNull();
      // How many objectives there are is known once the page has been seen.
      await page.goto(address(`${base}${PAGE}`));
      const whileReading = await recordShifts(page);
      await alive(page);
      expectStill(await whileReading());
      await page.goto(address(`${base}curriculum`));
      const onTheMap = await recordShifts(page);
      await settle(page);
      await card(page, text.part).getByText(/2 of 6|6개 중 2개/).waitFor();
      expectStill(await onTheMap());
      await page.getByText(text.file).click();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('moves the record as a file, asks before it changes anything, and takes it back', async () => {
    await withPage(`${base}curriculum`, {}, async (opened) => {
      const { page } = opened;
      await withRecord(page, JSON.stringify(RECORD));
      await page.getByText(text.file).click();
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: text.export }).click()]);
      expect(saved.suggestedFilename()).toMatch(new RegExp(`^${FORMAT}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
      const file = join(tmpdir(), `${locale}-${process.pid}-${saved.suggestedFilename()}`);
      await saved.saveAs(file);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: FORMAT, progress: RECORD });

      await page.getByRole('button', { name: text.clear }).click();
      await expect.poll(() => stored(page)).toEqual({ v: 4, pages: {} });
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: text.merge }).waitFor();
      expect(await stored(page)).toEqual({ v: 4, pages: {} });
      expect(await axeViolations(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: text.merge }).click();
      await expect.poll(() => stored(page)).toEqual(RECORD);

      writeFileSync(file, exportText({ v: 4, pages: {} }, '2026-11-21'));
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: text.replace }).click();
      await expect.poll(() => stored(page)).toEqual({ v: 4, pages: {} });
      await page.getByRole('button', { name: text.undo }).click();
      await expect.poll(() => stored(page)).toEqual(RECORD);

      for (const wrong of ['{"format":', '{"name":"package"}', `{"format":"${FORMAT}","progress":{"v":7}}`]) {
        writeFileSync(file, wrong);
        await page.locator('input[type="file"]').setInputFiles(file);
        await page.getByText(text.unchanged).waitFor();
        expect(await page.getByRole('button', { name: text.merge }).count()).toBe(0);
        expect(await stored(page)).toEqual(RECORD);
      }
      expectNoErrors(opened);
    });
  });

  it('is a whole page without JavaScript, and promises nothing it cannot keep', async () => {
    await withPage(`${base}${PAGE}`, { javaScript: false }, async ({ page }) => {
      expect(await objectives(page).count()).toBeGreaterThan(3);
      expect(await page.locator('main input[type="checkbox"]:enabled:not([data-island] *)').count()).toBe(0);
      await page.locator('[id="question-starts-faster"] summary').click();
      expect((await page.locator('[id="question-starts-faster"]').innerText()).length).toBeGreaterThan(100);
    });
  });
});

it('is one record for both languages and for two tabs', async () => {
  await withPage(PAGE, {}, async (opened) => {
    const { page, context } = opened;
    await alive(page);
    const other = await context.newPage();
    await other.goto(address(`en/${PAGE}`));
    await alive(other);
    await objectives(page).nth(1).check();
    await other.waitForFunction(() => document.querySelectorAll<HTMLInputElement>('main ul input[type="checkbox"]')[1]?.checked);
    await objectives(other).nth(2).check();
    await page.waitForFunction(() => document.querySelectorAll<HTMLInputElement>('main ul input[type="checkbox"]')[2]?.checked);
    expect(await objectives(page).nth(1).isChecked()).toBe(true);
    expectNoErrors(opened);
  });
});

it('takes along the ticks of the first version of the site, and leaves a newer version’s record alone', async () => {
  await withPage(PAGE, {}, async (opened) => {
    const { page } = opened;
    await withRecord(page, JSON.stringify({ v: 1, objectives: { [PAGE]: ['eras'] } }));
    await alive(page);
    await expect.poll(() => objectives(page).first().isChecked()).toBe(true);
    const newer = '{"v":5,"shelves":[]}';
    await withRecord(page, newer);
    await page.locator('main [role="status"] b').first().waitFor();
    await expect.poll(() => objectives(page).first().isDisabled()).toBe(true);
    await expect.poll(() => readBox(page, words.ko.read).isDisabled()).toBe(true);
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(newer);
    expectNoErrors(opened);
  });
});

it('says that it cannot store when the browser’s storage is full or off, and still works', async () => {
  await withPage(PAGE, {}, async (opened) => {
    const { page } = opened;
    await alive(page);
    await page.evaluate(() => {
      for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (let n = 0; ; n += 1) localStorage.setItem(`fill-${size}-${n}`, 'x'.repeat(size));
        } catch {
          // Full at this size: go on with smaller pieces.
        }
      }
    });
    await objectives(page).first().check();
    await expect.poll(() => objectives(page).first().isChecked()).toBe(true);
    await expect.poll(() => page.locator('main [role="status"] b').first().isVisible()).toBe(true);
    expectNoErrors(opened);
  });
  const off = () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('off', 'SecurityError'); } });
  await withPage(PAGE, { before: off }, async ({ page }) => {
    await alive(page);
    await objectives(page).first().check();
    await expect.poll(() => objectives(page).first().isChecked()).toBe(true);
    await expect.poll(() => page.locator('main [role="status"] b').first().isVisible()).toBe(true);
  });
});
