import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

/** The widgets over a whole cluster: what each is there for, done once, on a phone. */
describe('StopComponent', () => {
  it('says what the client is told without an API server, and keeps it', async () => {
    await withPage('/en/cluster-architecture', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'stop-component');
      await lab.getByRole('button', { name: /kube-apiserver/ }).press('Enter');
      await lab.getByText('The connection to the server 192.168.0.10:6443 was refused - did you specify the right host or port?').first().waitFor();
      await lab.getByText('4 containers', { exact: true }).waitFor();
      await lab.getByRole('button', { name: 'Pause', exact: true }).press('Enter');
      await page.reload();
      const again = await wake(page, 'stop-component');
      await expect.poll(() => again.getByText(/fails$/).count()).toBe(4);
      expectNoErrors(opened);
    });
  });
});

describe('RequestJourney', () => {
  it('goes from a Deployment to the binding of its Pod, write by write', async () => {
    await withPage('/en/cluster-architecture', { width: 360 }, async (opened) => {
      const journey = await wake(opened.page, 'request-journey');
      await journey.getByRole('button', { name: 'Apply the Deployment' }).press('Enter');
      await journey.getByText('POST /apis/apps/v1/namespaces/default/deployments', { exact: true }).waitFor();
      const next = journey.getByRole('button', { name: 'Next write' });
      const binding = journey.getByText(/^POST .*\/binding$/);
      for (let write = 0; write < 20 && (await binding.count()) === 0; write += 1) await next.press('Enter');
      await binding.waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('RolloutLab', () => {
  it('plays the rollout anew with other settings, and says what the server refuses', async () => {
    await withPage('/en/deployments', { width: 360 }, async (opened) => {
      const lab = await wake(opened.page, 'rollout-lab');
      await lab.getByText(/At the least 8 were ready/).waitFor();
      const none = lab.getByRole('radio', { name: '0', exact: true });
      await none.nth(0).check({ force: true });
      await lab.getByText(/At the least 10 were ready/).waitFor();
      await none.nth(1).check({ force: true });
      await lab.getByText(/may not be 0 when/).waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('ProbeLab', () => {
  it('is solved with a startup probe', async () => {
    await withPage('/en/pods', { width: 360 }, async (opened) => {
      const lab = await wake(opened.page, 'probe-lab');
      await lab.getByText(/no Pod has ever taken traffic/).waitFor();
      await lab.getByRole('radio', { name: 'yes', exact: true }).first().check({ force: true });
      await lab.getByText(/0 restarts, 26 s until the first traffic, 0 requests lost/).waitFor();
      await lab.getByText(/met$/).first().waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('ShutdownLab', () => {
  it('ends a Pod under load, and loses nothing once it waits for the rules, by keyboard on a phone', async () => {
    await withPage('/en/pods', { width: 360, theme: 'dark' }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'shutdown-lab');
      await lab.getByText(/the process ended by itself at .* \(exit code 143\)/).waitFor();
      await lab.getByRole('slider', { name: /^preStop sleep/ }).focus();
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
      await lab.getByText(/ refused: 0; reset before they were answered: 0\./).waitFor();
      await lab.getByText(/met$/).first().waitFor();
      await lab.getByRole('radio', { name: 'Shutdown' }).focus();
      await page.keyboard.press('ArrowLeft');
      await lab.getByText(/no Pod has ever taken traffic/).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });
});

describe('WorkloadControllers', () => {
  it('tells by keyboard alone what was right, and keeps it', async () => {
    await withPage('/en/workload-controllers', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'workload-controllers');
      await lab.getByRole('checkbox', { name: 'StatefulSet: yes' }).focus();
      await page.keyboard.press('Space');
      await lab.getByRole('button', { name: 'Try it' }).press('Enter');
      await lab.getByText(/4 of 4 right/).waitFor();
      await page.reload();
      const again = await wake(page, 'workload-controllers');
      await again.getByText(/4 of 4 right/).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('has its first state on the page without scripts, in both languages', async () => {
    for (const path of ['/workload-controllers', '/en/workload-controllers']) {
      await withPage(path, { javaScript: false }, async ({ page }) => {
        expect(await page.locator('#workload-controllers-widget').innerText()).toContain('db-2');
      });
    }
  });
});
