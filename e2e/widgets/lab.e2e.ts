import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { address, expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

/** Types a line into a terminal once its prompt is there. */
async function type(page: Page, widget: Locator, line: string): Promise<void> {
  const input = widget.locator('.xterm-helper-textarea');
  await input.waitFor({ state: 'attached' });
  await widget.getByText('learner@lab').first().waitFor();
  await input.focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

const screen = (widget: Locator): Promise<string> => widget.locator('.xterm-rows').innerText();

describe('Lab', () => {
  it('ticks a step when the cluster is in its state, and stands there again after a reload', async () => {
    await withPage('/en/kubectl', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, '04-kubectl');
      await type(page, lab, 'kubectl config set-context --current --namespace=lab');
      await lab.getByText('1 of 7 steps done.').waitFor();
      await type(page, lab, 'nosuch');
      await expect.poll(() => screen(lab)).toContain('nosuch: command not found');
      await page.reload();
      const again = await wake(page, '04-kubectl');
      await again.getByText('1 of 7 steps done.').waitFor();
      await expect.poll(() => screen(again)).toContain('nosuch: command not found');
      // The reader's record has it too: on the map, and once the lab has begun anew.
      await again.getByRole('button', { name: 'Reset' }).click();
      await again.getByText('0 of 7 steps done.').waitFor();
      await again.getByText('(done before)').waitFor();
      await page.goto(address('en/curriculum'));
      await page.getByText('1 of 7 lab steps').waitFor();
      await page.getByText('Lab steps done: 1').waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('Playground', () => {
  it('finds in what was printed, gives manifests, and looks at a dump or says what is wrong with it', async () => {
    await withPage('/en/playground', {}, async (opened) => {
      const { page } = opened;
      const ground = await wake(page, 'playground');
      await type(page, ground, 'kubectl get pods');
      await expect.poll(() => screen(ground)).toMatch(/web-/);
      await page.keyboard.press('Control+Shift+F');
      const field = ground.getByRole('textbox', { name: 'Find in the terminal' });
      await field.fill('no such text');
      await ground.getByText('Not found.').waitFor();
      await field.fill('RESTARTS');
      await ground.getByText('Not found.').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await page.keyboard.type('echo back');
      await expect.poll(() => screen(ground)).toContain('echo back');

      const [saved] = await Promise.all([page.waitForEvent('download'), ground.getByRole('button', { name: 'Download manifests' }).click()]);
      expect(saved.suggestedFilename()).toBe('manifests.yaml');
      await ground.getByText('2 objects downloaded').waitFor();

      await ground.getByText('Load a cluster of your own').click();
      const dump = (content: string) => ground.locator('input[type="file"][accept*="yaml"]').setInputFiles({ name: 'dump.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      await dump('NAME READY');
      await ground.getByText('Something in it is no Kubernetes object.').waitFor();
      expect(await screen(ground)).toContain('RESTARTS');
      await dump(JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: 'default' }, data: { a: 'b' } }] }));
      await ground.getByText('Loaded: 1 objects of 1 kinds.').waitFor();
      // The terminal of the old cluster stands until the new one has begun; xterm draws only what is in sight.
      await ground.locator('.xterm').scrollIntoViewIfNeeded();
      await expect.poll(() => screen(ground)).not.toContain('RESTARTS');
      await expect.poll(() => screen(ground)).toContain('learner@lab');
      await type(page, ground, 'kubectl get cm');
      await expect.poll(() => screen(ground)).toMatch(/mine +1/);
      await page.reload();
      const again = await wake(page, 'playground');
      await expect.poll(() => screen(again)).toMatch(/mine +1/);
      expectNoErrors(opened);
    });
  });

  it('begins with a web app, and with what the reader chooses', async () => {
    await withPage('/playground', {}, async (opened) => {
      const { page } = opened;
      const ground = await wake(page, 'playground');
      await type(page, ground, 'k get deploy');
      await expect.poll(() => screen(ground)).toMatch(/web +3\/3/);
      // Tab by the key on the screen: what is common first, the list on the second.
      await page.keyboard.type('k get nodes no');
      const tab = ground.getByRole('button', { name: 'Tab', exact: true });
      await tab.click();
      await expect.poll(() => screen(ground)).toMatch(/k get nodes node-\s*$/);
      await tab.click();
      await tab.click();
      await expect.poll(() => screen(ground)).toMatch(/node-a +node-b +node-c/);
      await ground.getByText('고장 난 파드들').click();
      await ground.getByText('no-image').first().waitFor();
      expectNoErrors(opened);
    });
  });
});
