import { resolve } from 'node:path';
import type { Plugin } from '@docusaurus/types';

/**
 * Keeps what pages load small.
 *
 * - Docusaurus puts every module that half of the chunks share into one `common` chunk, which each page then loads: with widgets as lazy
 *   chunks, that would be the simulation itself. Shared modules go into chunks of their own, loaded with the first that needs them.
 * - The theme loads Prism with its languages on every page. Code is highlighted on the server here (`src/theme/CodeBlock`).
 */
export default function chunks(): Plugin {
  return {
    name: 'chunks',
    configureWebpack(_config, isServer) {
      if (isServer) return {};
      const prismOnEveryPage = require.resolve('@docusaurus/theme-classic/lib/prism-include-languages');
      return {
        resolve: { alias: { [prismOnEveryPage.replace(/\.js$/, '')]: resolve(__dirname, 'empty.js') } },
        optimization: {
          splitChunks: { cacheGroups: { common: false, shared: { minChunks: 2, reuseExistingChunk: true, priority: -20 } } },
        },
      };
    },
  };
}
