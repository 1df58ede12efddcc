import { resolve } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { inPackages, packagesOf } from './packages';

interface JsMinimizer {
  _args?: [{ minimizerOptions?: { format?: { ascii_only?: boolean } } }?];
}

/** Docusaurus offers no option for this, so the plugin's own arguments are changed; with another minimiser nothing happens. */
function keepUtf8(minimizer: unknown): void {
  const format = (minimizer as JsMinimizer)._args?.[0]?.minimizerOptions?.format;
  if (format) format.ascii_only = false;
}

/**
 * Keeps what pages load small, and its start short.
 *
 * - Docusaurus puts every module that half of the chunks share into one `common` chunk, which each page then loads: with widgets as lazy
 *   chunks, that would be the simulation itself. Shared modules go into chunks of their own, loaded with the first that needs them.
 * - The minimiser writes Hangul as `\uXXXX`, twice its size in UTF-8, which is what every page and script is served as.
 * - `start.ts` runs what every page loads in several short turns.
 * - The texts of the other language stay out (one-language.ts).
 * - Mermaid and all that it needs lie in a folder of their own, which the offline copy leaves out.
 * - Of tslib a page needs one function.
 * - The theme loads Prism with its languages on every page. Code is highlighted on the server here (`src/theme/CodeBlock`).
 */
export default function chunks({ siteDir, i18n }: LoadContext): Plugin {
  const oneLanguage = { test: /\.tsx?$/, include: resolve(siteDir, 'src'), enforce: 'pre' as const, loader: resolve(__dirname, 'one-language-loader.cjs'), options: { locale: i18n.currentLocale } };
  const mermaid = { test: inPackages(packagesOf('mermaid', siteDir)), chunks: 'async' as const, minChunks: 1, minSize: 0, filename: 'assets/js/mermaid/[name].[contenthash:8].js', priority: 10 };
  return {
    name: 'chunks',
    configureWebpack(config, isServer) {
      if (isServer) return { module: { rules: [oneLanguage] } };
      if (config.mode === 'production') config.entry = resolve(__dirname, 'start.ts');
      for (const minimizer of config.optimization?.minimizer ?? []) keepUtf8(minimizer);
      const prismOnEveryPage = require.resolve('@docusaurus/theme-classic/lib/prism-include-languages');
      return {
        module: { rules: [oneLanguage] },
        resolve: { alias: { [prismOnEveryPage.replace(/\.js$/, '')]: resolve(__dirname, 'empty.js'), tslib$: resolve(__dirname, 'tslib.js') } },
        optimization: {
          splitChunks: { cacheGroups: { common: false, shared: { minChunks: 2, reuseExistingChunk: true, priority: -20 }, mermaid } },
        },
      };
    },
  };
}
