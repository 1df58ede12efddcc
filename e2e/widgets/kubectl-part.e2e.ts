import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('Part 4', () => {
  it('builds a command, explains it, and runs it in the terminal below', async () => {
    await withPage('/en/kubectl', {}, async (opened) => {
      const { page } = opened;
      const builder = await wake(page, 'command-builder');
      await builder.getByLabel('What to do').selectOption('create');
      await builder.getByRole('checkbox', { name: '--replicas' }).check();
      await builder.getByText('kubectl create deployment api --image=nginx:1.31 --replicas=3', { exact: true }).waitFor();
      await builder.getByText('So many Pods are wanted.').waitFor();
      await builder.getByRole('button', { name: 'Run in the terminal' }).click();
      await expect.poll(() => builder.locator('.xterm-rows').innerText()).toContain('deployment.apps/api created');
      expectNoErrors(opened);
    });
  });

  it('says who owns a field, and stands there again after a reload', async () => {
    await withPage('/kubectl', {}, async (opened) => {
      const { page } = opened;
      const owners = await wake(page, 'field-owners');
      await owners.getByRole('button', { name: 'apply', exact: true }).last().click();
      await owners.getByText('conflict with "ci": .spec.replicas').waitFor();
      await owners.getByRole('button', { name: '강제로 apply (--force-conflicts)' }).last().click();
      await owners.getByText('ops가 강제로 가져왔습니다.').waitFor();
      await page.reload();
      const again = await wake(page, 'field-owners');
      await again.getByText('ops가 강제로 가져왔습니다.').waitFor();
      expectNoErrors(opened);
    });
  });
});
