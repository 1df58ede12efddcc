import { describe, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('SecurityChecker', () => {
  it('shows what an attacker can do, and what a fix takes away', async () => {
    await withPage('/en/pod-security', { width: 360, theme: 'dark' }, async (opened) => {
      const { page } = opened;
      const checker = await wake(page, 'security-checker');
      await checker.getByRole('radio', { name: 'the three levels' }).focus();
      await page.keyboard.press('ArrowRight');
      await checker.getByText(/^Of seven attempts 4 succeed/).waitFor();
      await checker.getByRole('button', { name: 'Apply the fix' }).press('Enter');
      await checker.getByRole('radio', { name: '1000' }).check();
      await checker.getByText(/^Of seven attempts 2 succeed, and 0 by way of setuid/).waitFor();
      expectNoErrors(opened);
    });
  });
});
