import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('ServiceLab', () => {
  it('sends requests again, takes a Pod out and shows the line that decided, by keyboard on a phone', async () => {
    await withPage('/en/services', { width: 360, theme: 'dark' }, async (opened) => {
      const { page } = opened;
      const widget = await wake(page, 'service-lab');
      await widget.getByText(/^100 of 100 were answered, by 4 Pods/).waitFor();
      await widget.getByRole('button', { name: /^web-4 ready/ }).press('Enter');
      await widget.getByText(/^100 of 100 were answered, by 3 Pods; 0 left their zone/).waitFor();
      await widget.getByText('Change the Service and the client').press('Enter');
      await widget.getByRole('radio', { name: 'nftables' }).check();
      await widget.getByText(/numgen random mod 3/).first().waitFor();
      const local = await wake(page, 'local');
      await local.getByText(/Pods see the source 192\.168\.0\.2\./).waitFor();
      await local.getByRole('radio', { name: 'Local' }).first().check();
      await local.getByText(/Pods see the source 203\.0\.113\.7\./).waitFor();
      expectNoErrors(opened);
    });
  });

  it('counts in its DNS tab the queries for any name, by keyboard on a phone', async () => {
    await withPage('/en/services', { width: 360 }, async (opened) => {
      const { page } = opened;
      const widget = await wake(page, 'service-lab');
      await widget.getByRole('radio', { name: '100 requests' }).focus();
      await page.keyboard.press('ArrowRight');
      await widget.getByText('It asks for 4 names and sends 8 queries. 6 of them are in vain.').waitFor();
      await widget.getByLabel('Your own').fill('www.kubernetes.io.');
      await widget.getByText('It asks for 1 name and sends 2 queries. None is in vain.').waitFor();
      await widget.getByLabel('Your own').fill('web');
      await widget.getByRole('list', { name: 'The names asked, from the top' }).getByText('10.96.0.20').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });
});
