import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('CgroupLab', () => {
  it('takes what is written into a cgroup file and refuses what the kernel refuses', async () => {
    await withPage('/en/why-kubernetes', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'cgroup-lab');
      await lab.getByText('All limits of web, and its files').click();
      const file = lab.getByRole('textbox', { name: /cpu\.max/ }).first();
      await file.fill('50000 100000');
      await file.press('Enter');
      await lab.getByText('50000 100000', { exact: false }).first().waitFor();
      await file.fill('nonsense');
      await file.press('Enter');
      await lab.getByText(/Invalid argument/).first().waitFor();
      await page.reload();
      const again = await wake(page, 'cgroup-lab');
      await again.getByText('All limits of web, and its files').click();
      await expect.poll(() => again.getByRole('textbox', { name: /cpu\.max/ }).first().inputValue()).toBe('50000 100000');
      expectNoErrors(opened);
    });
  });
});
