import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { LoadedContent } from '@docusaurus/plugin-content-docs';
import { parts } from '../curriculum/parts';
import { questions } from '../curriculum/questions';
import { glossaryFolder, readGlossary } from '../glossary/read';
import type { Locale } from '../i18n/messages';
import { parseMdx } from '../mdx/parse';
import { makeIndex, type SourcePage } from './make-index';

/** Bytes of the compressed file; a longer one shortens what excerpts can show, never what is found. */
const BUDGET = 195_000;
const LENGTHS = [Infinity, 1500, 900, 600, 400, 250, 150, 80];

const FILE = 'search-index.json';
const CURRICULUM: Record<Locale, string> = { ko: '전체 과정', en: 'Curriculum' };

/** Docs in the order of the course, which is the order of their file names; drafts and unlisted pages are not found. */
function sourcePages(content: LoadedContent, siteDir: string): SourcePage[] {
  const docs = content.loadedVersions.flatMap((version) => version.docs).filter(({ draft, unlisted }) => !draft && !unlisted);
  return [...docs]
    .sort((a, b) => (a.source < b.source ? -1 : 1))
    .map(({ title, description, permalink, source }) => ({ title, description, url: permalink, tree: parseMdx(readFileSync(source.replace('@site', siteDir), 'utf8')) }));
}

/** The part of a compiler (webpack or Rspack) that adds a file to what the dev server serves. */
interface Compiler {
  webpack: { sources: { RawSource: new (text: string) => unknown } };
  hooks: { thisCompilation: { tap: (name: string, work: (compilation: Compilation) => void) => void } };
}
interface Compilation {
  hooks: { processAssets: { tap: (name: string, work: () => void) => void } };
  emitAsset: (name: string, source: unknown) => void;
}

/**
 * Writes what search knows about a language to `search-index.json` beside its pages: in a build into the output folder, in development
 * into the dev server's memory. The pages learn a hash of it (plugin data `{ hash }`) and ask for `search-index.json?v=hash`.
 */
export default function searchPlugin({ siteDir, baseUrl, i18n }: LoadContext): Plugin {
  const locale: Locale = i18n.currentLocale === 'en' ? 'en' : 'ko';
  let file = '';

  return {
    name: 'search-index',
    getPathsToWatch: () => [`${glossaryFolder(siteDir)}/*.yaml`],
    allContentLoaded({ allContent, actions }) {
      const docs = allContent['docusaurus-plugin-content-docs']?.default as LoadedContent;
      const terms = readGlossary(glossaryFolder(siteDir));
      const pages = sourcePages(docs, siteDir);
      const written = new Set(pages.map(({ url }) => url.split('/').at(-1)));
      const planned = parts.filter(({ slug }) => !written.has(slug)).map(({ number, title }) => `${title[locale]}: ${questions[number][locale]}`);
      const others = [{ title: CURRICULUM[locale], url: `${baseUrl}curriculum`, text: planned.join(' ') }];
      for (const longest of LENGTHS) {
        file = JSON.stringify(makeIndex({ locale, pages, others, terms }, longest));
        if (gzipSync(file).length <= BUDGET) break;
      }
      actions.setGlobalData({ hash: createHash('sha256').update(file).digest('hex').slice(0, 12) });
    },
    configureWebpack(_config, isServer) {
      if (isServer || process.env.NODE_ENV !== 'development') return {};
      const emit = {
        apply(compiler: unknown) {
          const { webpack, hooks } = compiler as Compiler;
          hooks.thisCompilation.tap('search-index', (compilation) =>
            compilation.hooks.processAssets.tap('search-index', () => compilation.emitAsset(FILE, new webpack.sources.RawSource(file))),
          );
        },
      };
      return { plugins: [emit] };
    },
    postBuild({ outDir }) {
      writeFileSync(path.join(outDir, FILE), file);
      return Promise.resolve();
    },
  };
}
