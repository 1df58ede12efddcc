import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, withPage } from '../support/browser';
import { tooWide } from '../support/too-wide';
import { wake } from './support';

const PANELS = [
  'Guess first', 'Challenges: reach this placement', 'Edit the manifest', 'Edit the nodes', 'What happens then', 'What the chosen Pod really requests', 'Scheduler configuration',
  'Your own cluster: why is it Pending?', 'From the start, Pod by Pod, redraw ties',
];

async function open(lab: Locator): Promise<void> {
  for (const name of PANELS) await lab.locator('summary', { hasText: name }).click();
}

const example = (lab: Locator, id: string) => lab.getByRole('combobox', { name: 'Example' }).selectOption(id);
const press = (page: Page, key: string, times = 1) => Array.from({ length: times }).reduce<Promise<void>>((before) => before.then(() => page.keyboard.press(key)), Promise.resolve());

describe('SchedulerLab, all of it', () => {
  it.each([360, 1440])('has every panel open without a fault for axe and without growing too wide, at %d px', async (width) => {
    await withPage('/en/scheduling', { width }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await open(lab);
      for (const id of ['zones', 'apart', 'queue', 'preemption']) {
        await example(lab, id);
        await lab.getByRole('button', { name: 'Run to the end' }).waitFor();
        await expectAccessible(page, '#fit-widget');
        expect(await tooWide(page), id).toEqual([]);
      }
      expectNoErrors(opened);
    });
  });

  it('steps, goes back and guesses with the keyboard alone', async () => {
    await withPage('/en/scheduling', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await example(lab, 'spread');
      const step = lab.getByRole('button', { name: 'Step', exact: true });
      await step.focus();
      const progress = lab.getByRole('img', { name: /^step \d+ of \d+$/ });
      const before = await progress.getAttribute('aria-label');
      await page.keyboard.press('Enter');
      await expect.poll(() => progress.getAttribute('aria-label')).not.toBe(before);
      await press(page, 'Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => progress.getAttribute('aria-label')).toBe(before);
      const guess = lab.locator('summary', { hasText: 'Guess first' });
      await guess.focus();
      await page.keyboard.press('Enter');
      await lab.getByRole('combobox', { name: /^Where will / }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await lab.getByText(/^(Right|As good as right|No): /).waitFor();
      expectNoErrors(opened);
    });
  });

  it('sets a challenge, shows what is open, and says when it is reached', async () => {
    await withPage('/en/scheduling', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await lab.locator('summary', { hasText: 'Challenges: reach this placement' }).click();
      const panel = lab.locator('details', { hasText: 'Challenges: reach this placement' });
      await panel.getByRole('combobox').selectOption({ index: 1 });
      await panel.locator('[data-reached="false"]').first().waitFor();
      await panel.locator('summary').last().click();
      await panel.getByRole('button').first().click();
      await expect.poll(() => panel.locator('[data-reached="false"]').count()).toBe(0);
      expectNoErrors(opened);
    });
  });

  it('draws a rule over its zones, with the skew and who may enter, in pictures and in words', async () => {
    await withPage('/en/scheduling', { width: 360 }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await example(lab, 'zones');
      const zones = lab.getByRole('group', { name: /^The rules of web/ });
      await zones.getByText('Spread: counted in each zone').waitFor();
      await zones.getByText('kr-a: 3, may not enter.').waitFor();
      await zones.getByText('✕ 3 + 1 − 2 = 2, maxSkew 1').waitFor();
      expect(await tooWide(page)).toEqual([]);
      expectNoErrors(opened);
    });
  });

  it('gives claims devices, with what it takes for that loaded then and not before', async () => {
    await withPage('/en/scheduling', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await example(lab, 'dra');
      await lab.getByText('gpu.example.com 2 / 2').waitFor();
      await lab.getByRole('button', { name: 'node-c', exact: true }).click();
      await lab.getByRole('button', { name: 'Run to the end' }).click();
      await lab.getByRole('button', { name: 'node-c', exact: true }).click();
      await lab.getByText(/Devices that the node can reach: 1 \(not matched by the selectors 1\)\./).first().waitFor();
      expectNoErrors(opened);
    });
  });
});
