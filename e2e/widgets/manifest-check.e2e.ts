import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ManifestCheck', () => {
  it('checks what is pasted in a worker, explains what is stored by keyboard, and loses nothing on reload', async () => {
    await withPage('/en/tools/manifest-check', { width: 360, theme: 'dark' }, async (opened) => {
      const { page } = opened;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const check = await wake(page, 'manifest-check');
      await check.getByText('Errors: 4. Objects that are taken: 1.').waitFor();
      const editor = check.locator('.cm-content');
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText('apiVersion: v1\nkind: Pod\nmetadata: {name: pasted-secret-name}\nspec: {containers: [{name: a, image: b}]}\n');
      await check.getByText('All is taken. Objects: 1.').waitFor();
      await check.getByRole('listbox').focus();
      await page.keyboard.press('Home');
      await check.getByText('As the manifest has it.').waitFor();
      await page.reload();
      await (await wake(page, 'manifest-check')).getByText('All is taken. Objects: 1.').waitFor();
      // Nothing that was written leaves the browser.
      expect(asked.filter((url) => url.includes('pasted-secret-name'))).toEqual([]);
      expectNoErrors(opened);
    });
  });

  it('loads CEL for a definition, and checks the objects beside it', async () => {
    await withPage('/tools/manifest-check', { width: 1440 }, async (opened) => {
      const check = await wake(opened.page, 'manifest-check');
      await check.getByLabel('보기 불러오기').selectOption('custom');
      await check.getByText(/^오류가 2건입니다/).waitFor();
      await check.getByText('spec: Invalid value: maxAge must not be below keep').waitFor();
      await check.locator('select').nth(1).selectOption({ index: 1 });
      await check.getByRole('option', { name: 'keep: 7, 기본값' }).waitFor();
      expectNoErrors(opened);
    });
  });
});
