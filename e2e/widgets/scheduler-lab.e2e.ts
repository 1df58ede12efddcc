import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: mine
spec:
  nodeSelector:
    topology.kubernetes.io/zone: kr-b
  containers:
    - name: app
      image: nginx:1.29
`;

describe('SchedulerLab', () => {
  it('places a pasted manifest, keeps it over a reload and in the other language', async () => {
    await withPage('/why-kubernetes', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'scheduler-lab');
      const editor = lab.locator('.cm-content');
      await editor.click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(POD);
      await lab.getByRole('button', { name: '끝까지 실행' }).click();
      await lab.getByText('node-c', { exact: true }).first().waitFor();
      await expect.poll(() => lab.locator('[aria-live]').first().innerText()).toContain('node-c');
      expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
      await page.reload();
      await (await wake(page, 'scheduler-lab')).locator('.cm-content').getByText('name: mine').waitFor();
      await page.getByRole('link', { name: 'English' }).first().click();
      await page.waitForURL('**/en/why-kubernetes*');
      await (await wake(page, 'scheduler-lab')).locator('.cm-content').getByText('name: mine').waitFor();
      expectNoErrors(opened);
    });
  });

  it('names the place of a mistake and what was probably meant', async () => {
    await withPage('/en/why-kubernetes', {}, async ({ page }) => {
      const lab = await wake(page, 'scheduler-lab');
      await lab.locator('.cm-content').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(POD.replace('nodeSelector', 'nodeSelectr'));
      await lab.getByRole('button', { name: /line 6.*column 3/i }).waitFor();
      await expect.poll(() => lab.innerText()).toContain('nodeSelector');
    });
  });

  it('lets the reader go on writing while the editor takes the place of the plain field', async () => {
    await withPage('/why-kubernetes', {}, async (opened) => {
      const { page } = opened;
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const lab = page.locator('#scheduler-lab-widget');
      // What the widget itself is made of may come; what it asks for once it is awake has to wait.
      await page.route('**/assets/js/**', async (route) => {
        if ((await lab.getAttribute('data-island')) === 'awake') await held;
        await route.continue();
      });
      const field = (await wake(page, 'scheduler-lab')).getByRole('textbox', { name: /YAML/ });
      await field.fill('kind: Pod');
      await field.press('End');
      await page.keyboard.type('#on');
      release();
      const editor = lab.locator('.cm-content');
      await expect.poll(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.type('e');
      await editor.getByText('kind: Pod#one').waitFor();
      expectNoErrors(opened);
    });
  });

  it('lets Tab lead out of the editor and leaves the text as it is', async () => {
    await withPage('/why-kubernetes', {}, async ({ page }) => {
      const editor = (await wake(page, 'scheduler-lab')).locator('.cm-content');
      await editor.click();
      const before = await editor.innerText();
      await page.keyboard.press('Tab');
      await expect.poll(() => editor.evaluate((element) => element.contains(document.activeElement))).toBe(false);
      expect(await editor.innerText()).toBe(before);
    });
  });
});
