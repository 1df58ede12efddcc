import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ReconcileLoop', () => {
  it('loses news and makes it good by keyboard alone on a phone, and keeps what was done', async () => {
    await withPage('/en/control-loop', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'reconcile-loop');
      await lab.getByText('3 / 3', { exact: true }).waitFor();
      await lab.getByRole('radio', { name: 'arrives' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByRole('button', { name: 'Delete a Pod' }).press('Enter');
      await lab.getByText(/is lost\. The cache has changed, but nobody wakes/).waitFor();
      await lab.getByText('2 / 3', { exact: true }).waitFor();
      await lab.getByRole('radio', { name: 'lost' }).focus();
      await page.keyboard.press('ArrowLeft');
      await lab.getByRole('button', { name: 'Delete a Pod' }).press('Enter');
      await lab.getByText('reconcile: wanted 3, in the cache 1 → created 2').waitFor();
      await lab.getByText(/met$/).waitFor();
      await lab.getByRole('button', { name: 'Pause' }).press('Enter');
      await expectAccessible(page, '#reconcile-loop-widget');
      await page.reload();
      const again = await wake(page, 'reconcile-loop');
      await again.getByText('reconcile: wanted 3, in the cache 1 → created 2').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('has its first state on the page without scripts, in both languages', async () => {
    for (const [path, says] of [['/control-loop', '원하는 3, 캐시에 2이므로 1개를 만들었습니다'], ['/en/control-loop', 'wanted 3, in the cache 2, so it created 1']] as const) {
      await withPage(path, { javaScript: false }, async ({ page }) => {
        expect(await page.locator('#reconcile-loop-widget').innerText()).toContain(says);
      });
    }
  });
});
