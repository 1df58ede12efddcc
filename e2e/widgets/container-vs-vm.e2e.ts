import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ContainerVsVm', () => {
  it('shows what a kernel bug reaches, and the state travels with the share address', async () => {
    await withPage('/en/why-kubernetes', {}, async (opened) => {
      const { page, context } = opened;
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const lab = await wake(page, 'container-vs-vm');
      const said = async () => (await wake(page, 'container-vs-vm')).locator('[aria-live]').first().innerText();
      const before = await said();
      await lab.getByRole('button', { name: /Kernel bug/i }).click();
      await expect.poll(said).not.toBe(before);
      const after = await said();
      await lab.getByRole('button', { name: 'Share' }).click();
      await lab.getByText(/Copied an address/).waitFor();
      const shared = await page.evaluate(() => navigator.clipboard.readText());
      await page.evaluate(() => window.localStorage.clear());
      await page.goto('about:blank');
      await page.goto(shared);
      await expect.poll(said).toBe(after);
      expectNoErrors(opened);
    });
  });
});
