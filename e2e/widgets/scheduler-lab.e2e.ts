import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { stateInAddress, wake } from './support';

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
      expect(await lab.locator('[aria-live]').first().innerText()).toContain('node-c');
      await stateInAddress(page, 'scheduler-lab');
      await page.reload();
      expect(await (await wake(page, 'scheduler-lab')).locator('.cm-content').innerText()).toContain('name: mine');
      await page.getByRole('link', { name: 'English' }).first().click();
      await page.waitForURL('**/en/why-kubernetes*');
      expect(await (await wake(page, 'scheduler-lab')).locator('.cm-content').innerText()).toContain('name: mine');
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
      expect(await lab.innerText()).toContain('nodeSelector');
    });
  });

  it('lets Tab lead out of the editor and leaves the text as it is', async () => {
    await withPage('/why-kubernetes', {}, async ({ page }) => {
      const editor = (await wake(page, 'scheduler-lab')).locator('.cm-content');
      await editor.click();
      const before = await editor.innerText();
      await page.keyboard.press('Tab');
      expect(await editor.evaluate((element) => element.contains(document.activeElement))).toBe(false);
      expect(await editor.innerText()).toBe(before);
    });
  });
});
