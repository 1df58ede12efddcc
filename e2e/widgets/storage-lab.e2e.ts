import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('StorageLab', () => {
  it('is played by keyboard on a phone, and keeps what was done', async () => {
    await withPage('/en/storage', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'storage-lab');
      await lab.getByText(/match PersistentVolume's node affinity/).first().waitFor();
      await lab.getByRole('radio', { name: 'Immediate' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByText(/attached to node-b1/).first().waitFor();
      await lab.getByRole('radio', { name: 'Zones' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByText(/Multi-Attach error for volume/).first().waitFor();
      await lab.getByRole('button', { name: 'Delete Pod web-1' }).press('Enter');
      await lab.getByText(/attached to node-a2/).first().waitFor();
      await lab.getByText('Running 1/1', { exact: true }).waitFor();
      await lab.getByRole('button', { name: 'Pause', exact: true }).press('Enter');
      await page.reload();
      const again = await wake(page, 'storage-lab');
      await expect.poll(() => again.getByRole('radio', { name: 'Two nodes' }).isChecked()).toBe(true);
      await expect.poll(() => again.getByRole('button', { name: 'Delete Pod web-1' }).count()).toBe(0);
      expectNoErrors(opened);
    });
  });
});
