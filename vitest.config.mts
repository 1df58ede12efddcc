import { defineConfig } from 'vitest/config';
import { resolve } from 'node:path';

export default defineConfig({
  resolve: {
    alias: [
      { find: '@site', replacement: resolve(import.meta.dirname) },
      // What Docusaurus' bundler resolves for a page; tests put something else in its place.
      { find: /^@docusaurus\/(ErrorBoundary|router|useBaseUrl|useBrokenLinks)$/, replacement: resolve(import.meta.dirname, 'node_modules/@docusaurus/core/lib/client/exports/$1.js') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    testTimeout: 120_000,
  },
});
