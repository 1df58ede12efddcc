import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { placeAtRest, wake } from './support';

describe('the widgets of Part 16', () => {
  it('HpaLab follows a load that is drawn, from a worker', async () => {
    await withPage('/en/resources-and-qos', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'hpa');
      const plot = lab.locator('[data-draws]');
      await plot.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const box = await placeAtRest(plot);
      await page.mouse.move(box.x + 2, box.y + box.height - 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 8 });
      await page.mouse.up();
      await lab.getByText(/^The decision at (59:45|60:00)/).waitFor();
      // Nothing to do from the first minute to the last: nothing is added, says the worker.
      await lab.getByRole('img', { name: /between 2 and 2 Pods/ }).waitFor();
      expectNoErrors(opened);
    });
  });

  it('RightSizer reads what is pasted and names a bad line', async () => {
    await withPage('/en/resources-and-qos', {}, async (opened) => {
      const sizer = await wake(opened.page, 'right-sizer');
      await sizer.getByRole('textbox', { name: 'Usage' }).fill('container,cpu,memory\napp,250m,310Mi\napp,lots,310Mi\n');
      await sizer.getByText('Line 3').waitFor();
      await sizer.getByText(/"lots" in cpu is no amount/).waitFor();
      await expect.poll(() => sizer.getByText(/^app: 250m of CPU/).count()).toBe(1);
      expectNoErrors(opened);
    });
  });

  it('a request under a limit takes what it needs once there is quota', async () => {
    await withPage('/en/resources-and-qos', {}, async (opened) => {
      const widget = await wake(opened.page, 'waits');
      await widget.getByText(/A request that needs 30 ms of CPU took 190 ms/).waitFor();
      await widget.getByRole('slider', { name: /^CPU limit/ }).fill('700');
      await widget.getByText(/The quota was never short/).waitFor();
      expectNoErrors(opened);
    });
  });
});
