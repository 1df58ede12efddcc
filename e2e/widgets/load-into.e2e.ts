import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('an example in the text', () => {
  it('loads into the lab, which comes into view, and the reader’s own work can be brought back', async () => {
    await withPage('/en/why-kubernetes', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'scheduler-lab');
      await lab.getByRole('combobox', { name: 'Example' }).selectOption('image');
      await page.getByRole('button', { name: 'Load into the lab' }).click();
      await lab.getByText('This is the example from the text').waitFor();
      await expect.poll(() => lab.innerText()).toContain('orders-db');
      expect(await lab.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(300);
      await lab.getByRole('button', { name: 'Bring back my work' }).click();
      await expect.poll(() => lab.innerText()).toContain('inference');
      expectNoErrors(opened);
    });
  });
});

describe('the theme button', () => {
  it.each(['light', 'dark'] as const)('changes something at every press, from %s', async (theme) => {
    await withPage('/en/', { theme }, async ({ page }) => {
      const now = () => page.locator('html').getAttribute('data-theme');
      const button = page.locator('.navbar').getByRole('button', { name: /mode/ }).first();
      for (let presses = 0; presses < 4; presses += 1) {
        const before = await now();
        await button.click();
        await expect.poll(now).not.toBe(before);
      }
    });
  });
});
