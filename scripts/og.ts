// `npm run og`: draws the pictures that link previews show. They are committed, so that a build needs no browser.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium, launchArguments } from '../e2e/support/chromium';
import { readProject } from './content/project';
import { imageProblem } from './content/rules/images';
import { filesBelow, root, shown } from './lib/paths';
import { cardsOf, fingerprint } from './og/cards';
import { drawCard } from './og/drawing';
import { decodePng, encodeIndexedPng } from './og/png';

async function main(): Promise<void> {
  const cards = cardsOf(readProject(root).pairs);
  const house = { tokens: readFileSync(join(root, 'src/css/tokens.css'), 'utf8'), logo: readFileSync(join(root, 'static/img/logo.svg'), 'utf8') };
  const folder = join(root, 'static/og');
  const written = new Set<string>();
  const browser = await chromium.launch({ executablePath: findChromium(), args: launchArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
    for (const card of cards) {
      await page.setContent(drawCard(card, house));
      const bytes = encodeIndexedPng(decodePng(await page.screenshot({ type: 'png' })), { Comment: fingerprint(card) });
      const file = join(folder, card.locale, `${card.id}.png`);
      const problem = imageProblem(bytes, fingerprint(card));
      if (problem) throw new Error(`${shown(file)} ${problem.message}: ${problem.remedy}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      written.add(file);
      console.log(`${shown(file)}  ${(bytes.length / 1000).toFixed(1)} kB`);
    }
  } finally {
    await browser.close();
  }
  // Pictures of pages that are gone go too.
  for (const file of filesBelow(folder, (name) => name.endsWith('.png'))) if (!written.has(file)) rmSync(file);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
