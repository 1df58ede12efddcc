// `npm run audit [-- --runs 3] [-- --page curriculum]`: Lighthouse, axe, keyboard, policy and size of the built pages, against the budgets.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium, launchArguments } from '../e2e/support/chromium';
import { inspectPage } from './audit/browser';
import { runLighthouse } from './audit/lighthouse';
import { auditedPages } from './audit/pages';
import { misses, report, type PageAudit } from './audit/report';
import { buildDir, shown } from './lib/paths';
import { startServer } from './serve/server';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, page: { type: 'string', multiple: true } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs} is no count. Use 1 or more; odd counts have a middle.`);
  if (!existsSync(join(buildDir, 'index.html'))) throw new Error(`There is no built site in ${shown(buildDir)}/. Make it first: npm run build:site`);
  const pages = auditedPages(buildDir).filter(({ name }) => !values.page || values.page.includes(name));
  if (pages.length === 0) throw new Error(`No page is named ${values.page?.join(', ')}. Use ${[...new Set(auditedPages(buildDir).map(({ name }) => name))].join(', ')}.`);

  const server = await startServer({ dir: buildDir, port: 0, base: process.env.BASE_URL });
  const audits: PageAudit[] = [];
  try {
    for (const page of pages) {
      console.error(`${page.locale} ${page.name} …`);
      // One browser at a time, so that neither slows down the other's figures. The one that is not timed comes first: it makes the server
      // compress what the page loads, as a static host has done long before a reader comes.
      const browser = await chromium.launch({ executablePath: findChromium(), args: launchArguments });
      const inspected = await inspectPage(browser, server.url, page.path).finally(() => browser.close());
      const lighthouse = await runLighthouse(new URL(page.path, server.url).href, runs);
      audits.push({ page, lighthouse, browser: inspected });
    }
  } finally {
    await server.close();
  }

  const text = report(audits);
  console.log(text);
  const file = join(buildDir, 'audit.md');
  writeFileSync(file, `# Audit\n\nLighthouse, mobile preset, median of ${runs} ${runs === 1 ? 'run' : 'runs'}; JavaScript before interaction, brotli.\n\n${text}`);
  console.log(`Written to ${shown(file)}`);
  if (audits.some((audit) => misses(audit).length > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
