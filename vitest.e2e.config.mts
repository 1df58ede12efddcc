import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * How long anything is waited for, ms. It says when to give up, not how fast a page is: a busy machine is many times slower than an idle one,
 * and speed is what `npm run bench` and `npm run audit` are for.
 */
const PATIENCE = 90_000;

// The built site in a real browser. One server and one browser for the whole run (e2e/global-setup.ts); two files at a time.
export default defineConfig(({ mode }) => ({
  resolve: { alias: { '@site': resolve(import.meta.dirname) } },
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/global-setup.ts'],
    // Every page is visited; what is dear (e2e/sweeps) is done once a template and on changed pages, or everywhere with `npm run test:sweep`.
    provide: { sweep: mode === 'sweep' ? 'all' : 'templates', patience: PATIENCE },
    maxWorkers: 2,
    // What a reader does shows a moment later: a state is waited for, not read once.
    expect: { poll: { timeout: PATIENCE, interval: 50 } },
    // A whole browser beside another on a few processors misses a moment now and then: a test has a second attempt, and `npm test` names each that needed it.
    retry: 1,
    testTimeout: 4 * PATIENCE,
    hookTimeout: 2 * PATIENCE,
  },
}));
