import { defineConfig } from 'vitest/config';
import { resolve } from 'node:path';

export default defineConfig({
  resolve: {
    alias: [
      { find: '@site', replacement: resolve(import.meta.dirname) },
      // What Docusaurus' bundler resolves for a page; tests put something else in its place.
      { find: /^@docusaurus\/(ErrorBoundary|router|useBaseUrl)$/, replacement: resolve(import.meta.dirname, 'node_modules/@docusaurus/core/lib/client/exports/$1.js') },
      { find: '@docusaurus/useBrokenLinks', replacement: resolve(import.meta.dirname, 'src/course/testing/brokenLinks.ts') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    setupFiles: ['scripts/property-seed.ts'],
    // Vitest leaves one processor free; of the two that CI has that is half.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
});
