import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('AdmissionPipeline', () => {
  it('opens the door by keyboard, and refuses by a policy that the reader has written', async () => {
    await withPage('/en/admission', {}, async (opened) => {
      const { page } = opened;
      const line = await wake(page, 'admission-pipeline');
      await line.getByText(/failed calling webhook "harden\.kx\.io"/).first().waitFor();
      await line.getByLabel('seen', { exact: true }).focus();
      await page.keyboard.press('ArrowRight');
      await line.getByText('It passed every station and is stored.').waitFor();
      await line.getByLabel('nginx:latest', { exact: true }).check();
      await line.getByLabel('no webhooks', { exact: true }).check();
      await line.getByText(/Warning: Validation failed for ValidatingAdmissionPolicy 'no-latest'/).waitFor();
      const editor = line.getByRole('textbox', { name: 'Policies and bindings (CEL, edit them)' });
      await editor.focus();
      await page.keyboard.press('Control+Home');
      for (let down = 0; down < 21; down += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      for (let back = 0; back < 5; back += 1) await page.keyboard.press('Backspace');
      await page.keyboard.type('Deny]');
      await line.getByText(/ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: every image needs a tag other than latest/).first().waitFor();
      expectNoErrors(opened);
    });
  });

  it('takes the policies of the page', async () => {
    await withPage('/admission', {}, async (opened) => {
      const { page } = opened;
      await wake(page, 'admission-pipeline');
      await page.getByRole('button', { name: /불러오기/ }).last().click();
      const line = await wake(page, 'admission-pipeline');
      await expect.poll(() => line.getByText('add-sidecar').count()).toBeGreaterThan(0);
      expectNoErrors(opened);
    });
  });
});
