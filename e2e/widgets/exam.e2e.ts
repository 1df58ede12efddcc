import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawSet } from '../../src/exam/draw';
import { marksOf } from '../../src/exam/grade';
import { readPool } from '../../src/exam/read';
import { address, expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

const SEED = 'KX26';
const pool = readPool();
const set = drawSet(pool, 'sprint', SEED).map((id) => pool.find((task) => task.id === id)!);
/** The task that takes the fewest keys. */
const easy = [...set].sort((a, b) => a.solution.join('\n').length - b.solution.join('\n').length)[0]!;

async function type(page: Page, widget: Locator, text: string): Promise<void> {
  const input = widget.locator('.xterm-helper-textarea');
  await input.waitFor({ state: 'attached' });
  await widget.getByText('learner@lab').first().waitFor();
  await input.focus();
  for (const line of text.split('\n')) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

describe('MockExam', () => {
  it('is sat by keyboard over a reload, graded on state, and joins the reader’s record', async () => {
    await withPage('/en/cka-prep', {}, async (opened) => {
      const { page } = opened;
      const exam = await wake(page, 'mock-exam');
      await exam.getByText('Sprint: 5 tasks, 20 minutes').click();
      await exam.getByRole('button', { name: 'Begin' }).click();
      await exam.getByRole('button', { name: `Task ${set.indexOf(easy) + 1}`, exact: true }).click();
      await exam.getByRole('button', { name: 'Flag', exact: true }).click();
      for (const line of easy.solution) await type(page, exam, line);
      await type(page, exam, 'echo all typed');
      await expect.poll(() => exam.locator('.xterm-rows').innerText()).toMatch(/^all typed$/m);

      await page.reload();
      const again = await wake(page, 'mock-exam');
      await again.getByRole('button', { name: `Task ${set.indexOf(easy) + 1}, flagged` }).waitFor();
      await expect.poll(() => again.getByRole('timer').innerText()).toMatch(/Time left 1\d:\d\d/);
      await expect.poll(() => again.locator('.xterm-rows').innerText()).toMatch(/^all typed$/m);
      // What was asked for may need a moment of the cluster's own time.
      await page.waitForTimeout(6000);

      await again.getByRole('button', { name: 'End and grade' }).click();
      await again.getByRole('button', { name: 'Grade now' }).click();
      const worth = marksOf(set, set.flatMap((task) => task.checks.map(() => task === easy))).points;
      await again.getByText(`${worth} / 100`).waitFor();
      await again.getByText('all of it').waitFor();

      await again.getByRole('button', { name: 'Another set' }).click();
      await again.getByRole('button', { name: `Choose ${SEED} again` }).click();
      await again.getByText(`Set ${SEED}: 5 tasks, 20 minutes.`).waitFor();
      await page.goto(address('en/curriculum'));
      await page.getByText('In progress').first().waitFor();
      expectNoErrors(opened);
    });
  });
});
