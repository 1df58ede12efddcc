import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('QuotaLab', () => {
  it('is solved by keyboard alone, and keeps what was done', async () => {
    await withPage('/en/namespaces', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'quota-lab');
      const ready = (count: string) => lab.getByText(`${count}/5`, { exact: true }).first().waitFor();
      await ready('2');
      // The reason stands at the ReplicaSet: one arrow to the right in the set of places.
      await lab.getByRole('radio', { name: 'Deployment' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByText(/reason: FailedCreate/).waitFor();
      await lab.getByRole('combobox', { name: 'What the Pods state' }).selectOption('small');
      await lab.getByRole('combobox', { name: 'Replicas' }).selectOption('0');
      await lab.getByRole('button', { name: 'Apply the Deployment' }).press('Enter');
      await lab.getByRole('combobox', { name: 'Replicas' }).selectOption('5');
      await lab.getByRole('button', { name: 'Apply the Deployment' }).press('Enter');
      await ready('5');
      await page.reload();
      const again = await wake(page, 'quota-lab');
      await expect.poll(() => again.getByText('5/5', { exact: true }).count()).toBeGreaterThan(0);
      expectNoErrors(opened);
    });
  });
});
