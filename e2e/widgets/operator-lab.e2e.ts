import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('OperatorLab', () => {
  it('shows levels against edges by keyboard alone on a phone, and keeps what was done', async () => {
    await withPage('/en/crds-and-operators', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'operator-lab');
      await lab.getByText('Ready=False Degraded').waitFor();
      await lab.getByRole('button', { name: 'Delete the Service' }).press('Enter');
      await lab.getByText('applied Service orders').first().waitFor();
      await lab.getByRole('radio', { name: 'runs' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByText('Nobody looks at the Database.').waitFor();
      await lab.getByRole('button', { name: 'Delete the Service' }).press('Enter');
      await lab.getByText(/no program compares it/).waitFor();
      await lab.getByRole('button', { name: 'Pause' }).press('Enter');
      await expectAccessible(page, '#operator-lab-widget');
      await page.reload();
      const again = await wake(page, 'operator-lab');
      await again.getByText(/no program compares it/).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('runs the reader’s program in a worker without network, and names the line of one that does not end', async () => {
    await withPage('/en/crds-and-operators', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'operator-lab');
      await lab.getByText('Read and change the program').click();
      await lab.getByRole('textbox', { name: 'The operator’s program' }).fill('function reconcile(key, cluster) {\n  while (true) {}\n}');
      await lab.getByRole('button', { name: 'Restart with this' }).click();
      await lab.getByText('reconcile failed at line 2', { exact: false }).first().waitFor();
      const ways = await Promise.all(page.workers().map((worker) => worker.evaluate(() => ['fetch', 'WebSocket', 'XMLHttpRequest', 'importScripts'].map((way) => typeof Reflect.get(self, way)).join(' '))));
      expect(ways).toContain('undefined undefined undefined undefined');
      await lab.getByRole('radio', { name: 'level: compares all' }).click();
      await lab.getByText(/reconcile failed/).waitFor({ state: 'detached' });
      expectNoErrors(opened);
    });
  });

  it('has its first state on the page without scripts, in both languages', async () => {
    for (const [path, says] of [['/crds-and-operators', '아직 모두 준비되지 않았습니다'], ['/en/crds-and-operators', 'Not all is ready yet']] as const) {
      await withPage(path, { javaScript: false }, async ({ page }) => {
        expect(await page.locator('#operator-lab-widget').innerText()).toContain(says);
      });
    }
  });
});
