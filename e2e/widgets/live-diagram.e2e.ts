import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('diagrams that follow what a widget shows', () => {
  it('draw a living cluster when asked for, and again when it has changed, on a phone', async () => {
    await withPage('/en/cluster-architecture', { width: 360 }, async (opened) => {
      const { page } = opened;
      const mermaid: string[] = [];
      page.on('request', (request) => void (request.url().includes('/js/mermaid/') && mermaid.push(request.url())));
      const lab = await wake(page, 'stop-component');
      const summary = lab.locator('summary', { hasText: 'This cluster as a diagram' });
      await summary.waitFor();
      expect(mermaid).toEqual([]);
      await summary.press('Enter');
      const picture = lab.getByRole('img', { name: /^What owns the Pods/ });
      await picture.getByText('4/4 ready').first().waitFor();
      await lab.getByRole('button', { name: 'Scale web to 5' }).press('Enter');
      await picture.getByText('5/5 ready').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('draw a packet’s way to the same node and to another', async () => {
    await withPage('/en/services', { width: 360, theme: 'dark' }, async (opened) => {
      const lab = await wake(opened.page, 'service-lab');
      await lab.locator('summary', { hasText: 'The packet’s way as a diagram' }).press('Enter');
      const picture = lab.getByRole('img', { name: /^The nodes that a packet passes/ });
      await lab.getByRole('button', { name: 'Show the rules of a request to web-1' }).press('Enter');
      await picture.getByText('same node').first().waitFor();
      await lab.getByRole('button', { name: 'Show the rules of a request to web-4' }).press('Enter');
      await picture.getByText('to another node').first().waitFor();
      expectNoErrors(opened);
    });
  });

  it('draw where a policy drops a packet', async () => {
    await withPage('/en/network-policy', { width: 360 }, async (opened) => {
      const lab = await wake(opened.page, 'policy-tester');
      await lab.locator('summary', { hasText: 'The way of this connection' }).press('Enter');
      await lab.locator('summary', { hasText: 'The packet’s way as a diagram' }).press('Enter');
      const picture = lab.getByRole('img', { name: /^The nodes that a packet passes/ });
      await picture.getByText(/dropped at (egress|ingress)/).first().waitFor();
      expectNoErrors(opened);
    });
  });
});
