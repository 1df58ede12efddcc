import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { LoadedContent } from '@docusaurus/plugin-content-docs';
import { parts } from '../curriculum/parts';
import { questions } from '../curriculum/questions';
import { glossaryFolder, readGlossary } from '../glossary/read';
import type { Locale } from '../i18n/messages';
import { parseMdx, pipeline, plugin } from '../mdx/parse';
import { makeIndex, readTexts, type SourcePage, type Sources } from './make-index';
import { packIndex } from './pack';
import { picturedTexts, type HtmlNode } from './rendered';

/** Bytes of the compressed index: what a reader downloads before the first answer. */
export const BUDGET = 200_000;

const FILE = 'search-index.json';
const CURRICULUM: Record<Locale, string> = { ko: '전체 과정', en: 'Curriculum' };

/** Docs in the order of the course, which is the order of their file names; drafts and unlisted pages are not found. */
function sourcePages(content: LoadedContent, siteDir: string): SourcePage[] {
  const docs = content.loadedVersions.flatMap((version) => version.docs).filter(({ draft, unlisted }) => !draft && !unlisted);
  return [...docs]
    .sort((a, b) => (a.source < b.source ? -1 : 1))
    .map(({ title, description, permalink, source }) => ({ title, description, url: permalink, tree: parseMdx(readFileSync(source.replace('@site', siteDir), 'utf8')) }));
}

/** Folders of what pages show beside their text; the files of the index change when they do. */
const PICTURES = ['src/widgets', 'src/components', 'src/course', 'src/phrases', 'src/simulation', 'src/diagrams'];

/** A name for this state of the site: the index is asked for by it before it is written. */
function versionOf(sources: Sources, siteDir: string): string {
  const hash = createHash('sha256').update(JSON.stringify(readTexts(sources)));
  for (const folder of PICTURES) {
    for (const file of readdirSync(path.join(siteDir, folder), { recursive: true, withFileTypes: true })) if (file.isFile()) hash.update(readFileSync(path.join(file.parentPath, file.name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** The pages with what their figures and widgets say, from the built HTML. */
function withPictures(pages: readonly SourcePage[], outDir: string, baseUrl: string): SourcePage[] {
  const html = pipeline().use(plugin('rehype-parse'));
  return pages.map((page) => {
    const file = path.join(outDir, `${decodeURI(page.url.slice(baseUrl.length)) || 'index'}.html`);
    const texts = picturedTexts(html.parse(readFileSync(file, 'utf8')) as HtmlNode);
    return { ...page, beyond: (anchor) => texts.get(anchor) ?? '' };
  });
}

/** The files of a language: name below its folder → content. Throws where the index is over budget. */
export function searchFiles(sources: Sources): Map<string, string> {
  const { index, pageTexts } = makeIndex(sources);
  const text = JSON.stringify(packIndex(index));
  const size = gzipSync(text).length;
  if (size > BUDGET) throw new Error(`${FILE} (${sources.locale}) has ${size} bytes compressed, more than the ${BUDGET} that a reader should wait for. Let src/search/make-index.ts index less of each page.`);
  return new Map([[FILE, text], ...pageTexts.map((page, i): [string, string] => [`search/${i}.json`, JSON.stringify(page)])]);
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
 * Writes what search knows about a language beside its pages: `search-index.json` to rank with, and `search/<page>.json` with each page's texts;
 * in a build into the output folder, in development into the dev server's memory (without what figures and widgets say, as no page is
 * rendered there). The pages learn a version (plugin data `{ hash }`) and ask for `search-index.json?v=hash`.
 */
export default function searchPlugin({ siteDir, baseUrl, i18n }: LoadContext): Plugin {
  const locale: Locale = i18n.currentLocale === 'en' ? 'en' : 'ko';
  let sources: Sources = { locale, pages: [], others: [], terms: [] };

  return {
    name: 'search-index',
    getPathsToWatch: () => [`${glossaryFolder(siteDir)}/*.yaml`],
    allContentLoaded({ allContent, actions }) {
      const docs = allContent['docusaurus-plugin-content-docs']?.default as LoadedContent;
      const terms = readGlossary(glossaryFolder(siteDir));
      const pages = sourcePages(docs, siteDir);
      const written = new Set(pages.map(({ url }) => url.split('/').at(-1)));
      const planned = parts.filter(({ slug }) => !written.has(slug)).map(({ number, title }) => `${title[locale]}: ${questions[number][locale]}`);
      sources = { locale, pages, others: [{ title: CURRICULUM[locale], url: `${baseUrl}curriculum`, text: planned.join(' ') }], terms };
      actions.setGlobalData({ hash: versionOf(sources, siteDir) });
    },
    configureWebpack(_config, isServer) {
      if (isServer || process.env.NODE_ENV !== 'development') return {};
      const emit = {
        apply(compiler: unknown) {
          const { webpack, hooks } = compiler as Compiler;
          hooks.thisCompilation.tap('search-index', (compilation) =>
            compilation.hooks.processAssets.tap('search-index', () => {
              for (const [name, text] of searchFiles(sources)) compilation.emitAsset(name, new webpack.sources.RawSource(text));
            }),
          );
        },
      };
      return { plugins: [emit] };
    },
    postBuild({ outDir }) {
      const begun = performance.now();
      const files = searchFiles({ ...sources, pages: withPictures(sources.pages, outDir, baseUrl) });
      mkdirSync(path.join(outDir, 'search'), { recursive: true });
      for (const [name, text] of files) writeFileSync(path.join(outDir, name), text);
      process.stdout.write(`Search: ${locale}, ${(gzipSync(files.get(FILE)!).length / 1000).toFixed(0)} kB to rank with (gzip), indexed in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
      return Promise.resolve();
    },
  };
}
