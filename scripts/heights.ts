// `npm run heights`: measures every island of the built site and writes src/islands/heights.json, the room that a page keeps for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium, launchArguments } from '../e2e/support/chromium';
import { viewOnDemand } from '../e2e/support/view-on-demand';
import { buildDir, root, shown } from './lib/paths';
import { startServer } from './serve/server';

/** The ends of the three ranges of widths that `island.module.css` knows. */
const RANGES = [
  [360, 599],
  [600, 999],
  [1000, 1440],
] as const;

type Heights = Record<string, number[]>;

function addresses(): string[] {
  return ['', 'en'].flatMap((locale) => {
    const file = join(buildDir, locale, 'sitemap.xml');
    if (!existsSync(file)) throw new Error(`${shown(file)} is missing. Build the site first: npm run build:site`);
    return [...readFileSync(file, 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => decodeURI(new URL(url).pathname));
  });
}

const measure = (page: Page): Promise<[kind: string, height: number][]> =>
  page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-island]')].map((island): [string, number] => [island.dataset.kind ?? '', Math.floor(island.getBoundingClientRect().height)]));

/** The least height of each island on any page, in either language, in each range: what is kept free is never more than what comes. */
async function measureAll(url: string): Promise<Heights> {
  const found: Heights = {};
  const browser = await chromium.launch({ executablePath: findChromium(), args: launchArguments });
  try {
    const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce' });
    await context.addInitScript(viewOnDemand);
    const page = await context.newPage();
    for (const path of addresses()) {
      await page.goto(new URL(path, url).href, { waitUntil: 'load' });
      await page.addStyleTag({ content: '[data-island]{min-height:0!important}.kx-passage{content-visibility:visible!important}' });
      for (const [range, widths] of RANGES.entries()) {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          for (const [kind, height] of await measure(page)) {
            const heights = (found[kind] ??= RANGES.map(() => Infinity));
            heights[range] = Math.min(heights[range] ?? Infinity, height);
          }
        }
      }
    }
  } finally {
    await browser.close();
  }
  return found;
}

async function main(): Promise<void> {
  const file = join(root, 'src/islands/heights.json');
  const server = await startServer({ dir: buildDir, port: 0, base: process.env.BASE_URL });
  const now = await measureAll(server.url).finally(() => server.close());
  const lines = Object.keys(now).sort().map((kind) => `  ${JSON.stringify(kind)}: ${JSON.stringify(now[kind]).replaceAll(',', ', ')}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
  console.log(`${shown(file)}\n${lines.join('\n')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
