import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

/** Wakes the lab and opens its manifest. */
async function withEditor(page: Page) {
  const lab = await wake(page, 'scheduler-lab');
  await lab.getByText(/^(매니페스트 고치기|Edit the manifest)$/).click();
  return lab;
}

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
      const lab = await withEditor(page);
      const editor = lab.locator('.cm-content');
      await editor.click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(POD);
      await lab.getByRole('button', { name: '끝까지 실행' }).click();
      await lab.getByText('node-c', { exact: true }).first().waitFor();
      await expect.poll(() => lab.locator('[aria-live]').first().innerText()).toContain('node-c');
      expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
      await page.reload();
      await (await withEditor(page)).locator('.cm-content').getByText('name: mine').waitFor();
      await page.getByRole('link', { name: 'English' }).first().click();
      await page.waitForURL('**/en/why-kubernetes*');
      await (await withEditor(page)).locator('.cm-content').getByText('name: mine').waitFor();
      expectNoErrors(opened);
    });
  });

  it('names the place of a mistake and what was probably meant', async () => {
    await withPage('/en/why-kubernetes', {}, async ({ page }) => {
      const lab = await withEditor(page);
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
      const field = (await withEditor(page)).getByRole('textbox', { name: /YAML/ });
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
      const editor = (await withEditor(page)).locator('.cm-content');
      await editor.click();
      const before = await editor.innerText();
      await page.keyboard.press('Tab');
      await expect.poll(() => editor.evaluate((element) => element.contains(document.activeElement))).toBe(false);
      expect(await editor.innerText()).toBe(before);
    });
  });

  it('stands beside what it does: on a phone the first press and its effect are on one screen', async () => {
    await withPage('/why-kubernetes', { width: 360, height: 740 }, async ({ page }) => {
      const lab = await wake(page, 'scheduler-lab');
      const step = lab.getByRole('button', { name: '한 단계', exact: true });
      await step.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await page.evaluate(() => window.scrollBy(0, -140));
      const bottom = await lab.getByRole('group', { name: '판정의 이유' }).evaluate((element) => element.getBoundingClientRect().bottom);
      expect(await step.isEnabled()).toBe(true);
      expect(bottom).toBeLessThanOrEqual(740);
    });
  });

  it('is not widened by a very long Pod name', async () => {
    await withPage('/en/why-kubernetes', { width: 360 }, async ({ page }) => {
      const lab = await withEditor(page);
      await lab.locator('.cm-content').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(POD.replace('name: mine', `name: ${'long-'.repeat(45)}name`).replace('kr-b', 'nowhere'));
      await expect.poll(() => lab.innerText()).toContain('long-long');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await lab.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    });
  });
});

describe('the cluster as a diagram', () => {
  it('is drawn on demand only, in colours of the theme, and can be taken along', async () => {
    await withPage('/en/why-kubernetes', {}, async (opened) => {
      const { page } = opened;
      const mermaid: string[] = [];
      page.on('request', (request) => void (request.url().includes('/js/mermaid/') && mermaid.push(request.url())));
      const lab = await wake(page, 'scheduler-lab');
      const summary = lab.locator('summary', { hasText: 'This cluster as a diagram' });
      await summary.waitFor();
      expect(mermaid).toEqual([]);
      await summary.click();
      const picture = lab.getByRole('img', { name: 'The nodes of each zone and the Pods on them' });
      await picture.locator('svg').waitFor();
      expect(mermaid.length).toBeGreaterThan(0);
      expect(await picture.innerText()).toContain('node-c');
      const saved = page.waitForEvent('download');
      await lab.getByRole('button', { name: 'Download SVG' }).click();
      expect((await saved).suggestedFilename()).toBe('cluster.svg');
      expectNoErrors(opened);
    });
  });
});
