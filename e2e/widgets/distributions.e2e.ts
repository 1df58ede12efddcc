import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

const PAGE = '/en/guides/choosing-a-distribution';

describe('the distribution guide', () => {
  it('turns the ranking over when one answer changes', async () => {
    await withPage(PAGE, {}, async (opened) => {
      const chooser = await wake(opened.page, 'distribution-chooser');
      const said = () => chooser.locator('[aria-live]').first().innerText();
      const before = await said();
      await chooser.getByRole('radio', { name: 'air-gapped' }).first().check({ force: true });
      await expect.poll(said).not.toBe(before);
      expectNoErrors(opened);
    });
  });

  it('sorts and filters the comparison', async () => {
    await withPage(PAGE, {}, async ({ page }) => {
      const table = await wake(page, 'distribution-table');
      await table.getByRole('button', { name: /Minimum resources/ }).click();
      await expect.poll(() => table.getByRole('columnheader', { name: /Minimum resources/ }).getAttribute('aria-sort')).toBe('ascending');
      await table.getByRole('searchbox').fill('kine');
      await expect.poll(() => table.getByRole('row').count()).toBeLessThan(10);
    });
  });
});
