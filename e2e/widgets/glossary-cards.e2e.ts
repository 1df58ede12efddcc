import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

const ID = 'glossary-cards';
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const said = (cards: Locator) => cards.locator('[aria-live]').first().innerText();

/** The page is as wide as the screen, and whatever can be pressed in the widget is large enough for a finger. */
async function expectFits(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const small = await page.$$eval(`#${ID}-widget :is(button, select, summary, label:has(input), a)`, (targets) =>
    targets.filter((target) => target.checkVisibility() && Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height) < 24).map((target) => target.textContent),
  );
  expect(small).toEqual([]);
}

describe('GlossaryCards', () => {
  it('asks cards by keyboard alone, keeps the answers over a reload and in the other language', async () => {
    await withPage('/en/glossary', {}, async (opened) => {
      const { page } = opened;
      const cards = await wake(page, ID);
      await cards.getByRole('button', { name: 'Show' }).focus();
      await page.keyboard.press('Space');
      await expect.poll(() => focused(page)).toBe('Again');
      await page.keyboard.press('Tab');
      await expect.poll(() => focused(page)).toBe('Knew it');
      await page.keyboard.press('Enter');
      await expect.poll(() => focused(page)).toBe('Show');
      await expect.poll(() => said(cards)).toContain('now in box 2, due again in 2 days');
      await cards.getByText('19 left today').waitFor();
      await page.reload();
      await (await wake(page, ID)).getByText('19 left today').waitFor();
      await page.getByRole('link', { name: '한국어' }).first().click();
      await page.waitForURL((url) => !url.pathname.includes('/en/'));
      await (await wake(page, ID)).getByText('오늘 남은 카드 19장').waitFor();
      // The record is the reader's own: no address carries it.
      expect(new URL(page.url()).search).toBe('');
      expectNoErrors(opened);
    });
  });

  it('leads from a card to its entry in the list', async () => {
    await withPage('/en/glossary', {}, async (opened) => {
      const { page } = opened;
      const cards = await wake(page, ID);
      await cards.getByRole('button', { name: 'Show' }).click();
      const link = cards.getByRole('link', { name: /in the list of terms/ });
      const target = await link.getAttribute('href');
      await link.click();
      await page.waitForFunction((id) => document.getElementById(id)?.checkVisibility() === true, target!.slice(1));
      expectNoErrors(opened);
    });
  });

  it('asks which of two a definition belongs to, and goes on', async () => {
    await withPage('/en/glossary', {}, async (opened) => {
      const { page } = opened;
      const cards = await wake(page, ID);
      await cards.getByRole('radio', { name: 'Which is it?' }).check({ force: true });
      await cards.getByRole('group', { name: 'Which one is defined here?' }).getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => focused(page)).toBe('Next question');
      await expect.poll(() => said(cards)).toMatch(/^(Right|No), that is/);
      await page.keyboard.press('Space');
      await cards.getByText('Question 2 of 10').waitFor();
      expectNoErrors(opened);
    });
  });

  it.each(['/glossary', '/en/glossary'])('fits a phone and is accessible in both themes, face up and in the quiz: %s', async (path) => {
    await withPage(path, { width: 360, height: 740 }, async (opened) => {
      const { page } = opened;
      const cards = await wake(page, ID);
      await cards.getByRole('button', { name: /^(Show|뜻 보기)$/ }).click();
      await expectFits(page, 360);
      await expectAccessible(page, `#${ID}-widget`);
      await cards.locator('label:has(input[type="radio"])').nth(1).click();
      await expectFits(page, 360);
      await cards.getByRole('group', { name: /^(Which one is defined here\?|어느 쪽의 설명일까요\?)$/ }).getByRole('button').first().click();
      await expectFits(page, 360);
      await expectAccessible(page, `#${ID}-widget`);
      expectNoErrors(opened);
    });
  });
});
