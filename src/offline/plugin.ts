import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { registeredIslands } from '../islands/registered';
import { readChunkGraph, type ChunkGraph, type Compilation } from './chunkGraph';
import { languageFiles, type RouteChunks } from './pageFiles';
import { LANGUAGE_FILES, writeServiceWorker } from './precache';
import { webManifest } from './webManifest';

interface SitePlace {
  /** Folder of the whole site, all languages. */
  dir: string;
  base: string;
}

/** A language other than the default one lives in a folder of its own, both on disk and in the address. */
export function sitePlace(outDir: string, baseUrl: string, locale: string): SitePlace {
  const own = `/${locale}/`;
  const dir = resolve(outDir);
  if (basename(dir) === locale && baseUrl.endsWith(own)) return { dir: dirname(dir), base: baseUrl.slice(0, -own.length + 1) };
  return { dir, base: baseUrl };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/** Sites whose worker is to be written when this process ends; held by the process, because each language loads this module anew. */
const shared = globalThis as { [key: symbol]: Map<string, string> | undefined };
const pending = (shared[Symbol.for('kx.offline.pending')] ??= new Map());

function writeWhenTheBuildIsDone({ dir, base }: SitePlace): void {
  if (pending.size === 0) {
    // Other plugins write their files in the same phase and the languages follow one another; at the end of a build that
    // succeeded everything is there, and the file list is complete.
    process.once('exit', (code) => {
      if (code !== 0) return;
      for (const [folder, folderBase] of pending) {
        const { version, reports } = writeServiceWorker(folder, folderBase);
        for (const { locale, whole, first } of reports) process.stdout.write(`Offline: ${locale}, version ${version}, ${megabytes(first)} at first (gzip), ${megabytes(whole)} the whole course\n`);
      }
    });
  }
  pending.set(dir, base);
}

/** Makes the site an app that can be installed and works without network (see README.md of this folder). */
export default function offlinePlugin({ siteConfig: { baseUrl }, i18n: { currentLocale }, outDir, siteDir, generatedFilesDir }: LoadContext): Plugin {
  const place = sitePlace(outDir, baseUrl, currentLocale);
  const production = process.env.NODE_ENV === 'production';
  let graph: ChunkGraph | null = null;
  const generated = <T>(name: string) => JSON.parse(readFileSync(join(generatedFilesDir, name), 'utf8')) as T;
  return {
    name: 'offline',

    getClientModules: () => [join(__dirname, 'register.ts')],

    injectHtmlTags() {
      if (!production) return {};
      const themeColour = (scheme: string, content: string) => ({ tagName: 'meta', attributes: { name: 'theme-color', media: `(prefers-color-scheme: ${scheme})`, content } });
      return {
        headTags: [
          { tagName: 'link', attributes: { rel: 'manifest', href: `${baseUrl}manifest.webmanifest` } },
          { tagName: 'link', attributes: { rel: 'apple-touch-icon', href: `${place.base}img/icons/apple-touch-icon.png` } },
          themeColour('light', '#fbfaf7'),
          themeColour('dark', '#10151c'),
          // Where this is absent (the development server) no worker is registered.
          { tagName: 'meta', attributes: { name: 'kx-offline', content: `${place.base}sw.js` } },
        ],
      };
    },

    configureWebpack(_config, isServer) {
      if (isServer) return {};
      if (production) {
        const islands = registeredIslands(join(siteDir, 'src'));
        return {
          plugins: [
            {
              apply(compiler) {
                compiler.hooks.afterEmit.tap('offline', (compilation) => {
                  graph = readChunkGraph(compilation as unknown as Compilation, islands);
                });
              },
            },
          ],
        };
      }
      // A worker of an earlier `npm run serve` on the same port would keep answering with the built site: this one ends it.
      const farewell = readFileSync(join(__dirname, 'farewell.js'), 'utf8');
      return {
        plugins: [
          {
            apply(compiler) {
              const { RawSource } = compiler.webpack.sources;
              compiler.hooks.thisCompilation.tap('offline', (compilation) => {
                compilation.hooks.processAssets.tap('offline', () => compilation.emitAsset('sw.js', new RawSource(farewell)));
              });
            },
          },
        ],
      };
    },

    async postBuild() {
      const locale = currentLocale === 'en' ? 'en' : 'ko';
      if (!graph) throw new Error('offline: the scripts of the site were not compiled before its pages were written');
      const search = generated<Record<string, { default: { hash: string } }>>('globalData.json')['search-index'];
      writeFileSync(join(outDir, LANGUAGE_FILES), JSON.stringify(languageFiles(graph, generated<RouteChunks>('routesChunkNames.json'), baseUrl, search.default.hash)));
      writeFileSync(join(outDir, 'manifest.webmanifest'), JSON.stringify(webManifest(locale, place.base, baseUrl), null, 2));
      writeWhenTheBuildIsDone(place);
    },
  };
}
