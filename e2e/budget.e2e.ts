// The cost of a page before the reader touches it: its own JavaScript; widgets and search load on sight or on use.
import { describe, expect, inject, it } from 'vitest';
import { compressedSize } from '../scripts/bench/size';
import { openPage, settle } from './support/browser';
import { nothingInView } from './support/nothing-in-view';
import { eachPage } from './support/site';

const BUDGET = 160_000;

describe.each(eachPage)('%s', (_, site) => {
  it(`loads at most ${BUDGET / 1000} kB of JavaScript (brotli) by itself`, async () => {
    const opened = await openPage(site.path, { before: nothingInView });
    try {
      await settle(opened.page);
      const scripts = await opened.page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
          .map(({ name }) => name),
      );
      const base = new URL(inject('siteUrl')).pathname;
      const sizes = [...new Set(scripts)].map((name) => [name, compressedSize(decodeURI(new URL(name).pathname).slice(base.length)).brotli] as const);
      const total = sizes.reduce((sum, [, size]) => sum + size, 0);
      expect(total).toBeGreaterThan(0);
      expect(total, sizes.map(([name, size]) => `${name} ${size}`).join('\n')).toBeLessThanOrEqual(BUDGET);
    } finally {
      await opened.close();
    }
  });
});
