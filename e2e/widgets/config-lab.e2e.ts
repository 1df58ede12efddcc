import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ConfigLab', () => {
  it('is played by keyboard on a phone, and keeps what was done', async () => {
    await withPage('/en/configmaps-and-secrets', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'config-lab');
      await lab.getByRole('radio', { name: 'debug' }).focus();
      await page.keyboard.press('ArrowRight');
      await lab.getByText(/LOG_LEVEL=warn/).first().waitFor();
      await lab.getByRole('button', { name: 'Look inside env', exact: true }).press('Enter');
      await lab.getByRole('button', { name: 'End the process (kill 1)' }).press('Enter');
      await lab.getByText('1 container restart', { exact: false }).first().waitFor();
      await expect.poll(() => lab.locator('pre').textContent()).toContain('LOG_LEVEL=warn');
      await lab.getByRole('button', { name: 'Pause' }).press('Enter');
      await page.reload();
      const again = await wake(page, 'config-lab');
      await again.getByText(/LOG_LEVEL=warn/).first().waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('SecretReaders', () => {
  it('shows another person by keyboard, and keeps the choice', async () => {
    await withPage('/configmaps-and-secrets', { width: 360 }, async (opened) => {
      const { page } = opened;
      const figure = await wake(page, 'secret-readers');
      await figure.getByRole('button', { name: /liam/ }).press('Enter');
      await figure.getByText(/Ymx1ZS0x/).waitFor();
      await page.reload();
      const again = await wake(page, 'secret-readers');
      await again.getByText(/Ymx1ZS0x/).waitFor();
      expectNoErrors(opened);
    });
  });
});
