import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ContainerVsVm', () => {
  it('shows what a kernel bug reaches, and the state travels with the share address', async () => {
    await withPage('/en/why-kubernetes', {}, async (opened) => {
      const { page, context } = opened;
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const lab = await wake(page, 'container-vs-vm');
      const before = await lab.locator('[aria-live]').first().innerText();
      await lab.getByRole('button', { name: /Kernel bug/i }).click();
      const after = await lab.locator('[aria-live]').first().innerText();
      expect(after).not.toBe(before);
      await lab.getByRole('button', { name: 'Share' }).click();
      await lab.getByText(/Copied an address/).waitFor();
      const shared = await page.evaluate(() => navigator.clipboard.readText());
      await page.evaluate(() => window.localStorage.clear());
      await page.goto(shared);
      expect(await (await wake(page, 'container-vs-vm')).locator('[aria-live]').first().innerText()).toBe(after);
      expectNoErrors(opened);
    });
  });
});
