import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('HomeCluster', () => {
  it('works by keyboard and says why', async () => {
    await withPage('/en/', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'home-cluster');
      await lab.getByRole('button', { name: 'No new Pods' }).first().focus();
      await page.keyboard.press('Enter');
      await lab.getByRole('button', { name: 'Add a Pod' }).focus();
      await page.keyboard.press('Space');
      await expect.poll(() => lab.locator('[aria-live]').first().innerText()).toMatch(/web-6 went to node-[bc]\./);
      expectNoErrors(opened);
    });
  });

  it('tells when a shared link can’t be read', async () => {
    await withPage('/en/?home-cluster=garbage', {}, async ({ page }) => {
      await wake(page, 'home-cluster');
      await page.getByText(/state in the address could not be read/).waitFor();
    });
  });
});
