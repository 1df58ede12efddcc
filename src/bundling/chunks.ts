import { resolve } from 'node:path';
import type { Plugin } from '@docusaurus/types';

interface JsMinimizer {
  _args?: [{ minimizerOptions?: { format?: { ascii_only?: boolean } } }?];
}

/** Docusaurus offers no option for this, so the plugin's own arguments are changed; with another minimiser nothing happens. */
function keepUtf8(minimizer: unknown): void {
  const format = (minimizer as JsMinimizer)._args?.[0]?.minimizerOptions?.format;
  if (format) format.ascii_only = false;
}

/**
 * Keeps what pages load small.
 *
 * - Docusaurus puts every module that half of the chunks share into one `common` chunk, which each page then loads: with widgets as lazy
 *   chunks, that would be the simulation itself. Shared modules go into chunks of their own, loaded with the first that needs them.
 * - The minimiser writes Hangul as `\uXXXX`, twice its size in UTF-8, which is what every page and script is served as.
 * - The theme loads Prism with its languages on every page. Code is highlighted on the server here (`src/theme/CodeBlock`).
 */
export default function chunks(): Plugin {
  return {
    name: 'chunks',
    configureWebpack(config, isServer) {
      if (isServer) return {};
      for (const minimizer of config.optimization?.minimizer ?? []) keepUtf8(minimizer);
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
