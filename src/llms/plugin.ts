import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoadedContent } from '@docusaurus/plugin-content-docs';
import type { LoadContext, LoadedPlugin, Plugin } from '@docusaurus/types';
import { sitePlace } from '../offline/plugin';
import { openCatalogs, type Locale } from './catalogs';
import { htmlToMarkdown } from './html';
import { llmsText, type ListedPage } from './llmsText';
import { mdxToMarkdown, pageFacts } from './mdx';

/** Path below a language's base → its Markdown file: the first page is `index.md`. */
const markdownFile = (path: string): string => `${path === '' || path.endsWith('/') ? `${path}index` : path}.md`;

const htmlFile = (path: string): string => (path === '' || path.endsWith('/') ? `${path}index.html` : `${path}.html`);

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const folders = { ko: 'docs', en: 'i18n/en/docusaurus-plugin-content-docs/current' };

/** A doc by its place: address below the language's base, and file below the language's docs folder. */
interface Doc {
  path: string;
  file: string;
}

function listDocs(plugins: readonly LoadedPlugin[], baseUrl: string, locale: Locale): Doc[] {
  const content = plugins.find(({ name }) => name === 'docusaurus-plugin-content-docs')?.content as LoadedContent | undefined;
  const docs = content?.loadedVersions.flatMap((version) => version.docs) ?? [];
  return docs
    .filter(({ draft, unlisted }) => !draft && !unlisted)
    .map(({ permalink, source }) => ({ path: decodeURI(permalink.slice(baseUrl.length)), file: source.replace(`@site/${folders[locale]}/`, '') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Publishes every page as plain Markdown beside its HTML, and `llms.txt`, the index of both languages, at the site's root. */
export default function llmsPlugin({ siteDir, siteConfig: { url: origin, baseUrl }, i18n: { currentLocale }, outDir }: LoadContext): Plugin {
  const locale: Locale = currentLocale === 'en' ? 'en' : 'ko';
  const site = sitePlace(outDir, baseUrl, currentLocale);
  const localeUrl = (of: Locale) => new URL(of === 'en' ? `${site.base}en/` : site.base, origin).href;
  const localeDir = (of: Locale) => (of === 'en' ? join(site.dir, 'en') : site.dir);
  const source = (of: Locale, file: string) => readFileSync(join(siteDir, folders[of], file), 'utf8');

  function writeDocs(docs: readonly Doc[]): void {
    const catalogs = openCatalogs(siteDir);
    for (const { path, file } of docs) {
      const url = new URL(path, localeUrl(locale)).href;
      try {
        const { markdown } = mdxToMarkdown(source(locale, file), { locale, catalogs, url, localeUrl: localeUrl(locale) });
        write(join(outDir, markdownFile(path)), markdown);
      } catch (error) {
        throw new Error(`${folders[locale]}/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  }

  const htmlPage = (of: Locale, path: string) => htmlToMarkdown(readFileSync(join(localeDir(of), htmlFile(path)), 'utf8'), { url: new URL(path, localeUrl(of)).href, locale: of });

  /** All pages of one language; the other language's fixed pages are there once it has been built. */
  function list(of: Locale, docs: readonly Doc[], fixed: readonly string[]): ListedPage[] {
    const listed = docs
      .filter(({ file }) => existsSync(join(siteDir, folders[of], file)))
      .map(({ path, file }): ListedPage => {
        const { title, description, part } = pageFacts(source(of, file));
        return { locale: of, title, description, url: new URL(markdownFile(path), localeUrl(of)).href, kind: part === undefined ? 'guide' : 'course' };
      });
    const built = fixed.filter((path) => existsSync(join(localeDir(of), htmlFile(path))));
    const others = built.map((path): ListedPage => {
      const { title, description } = htmlPage(of, path);
      return { locale: of, title, description, url: new URL(markdownFile(path), localeUrl(of)).href, kind: 'other' };
    });
    return [...listed, ...others];
  }

  return {
    name: 'llms',
    postBuild({ plugins, routesPaths }) {
      const docs = listDocs(plugins, baseUrl, locale);
      writeDocs(docs);
      const known = new Set(docs.map(({ path }) => path));
      const fixed = [...new Set(routesPaths.map((route) => decodeURI(route.slice(baseUrl.length))))].filter((path) => !known.has(path) && path !== '404.html').sort();
      for (const path of fixed) write(join(outDir, markdownFile(path)), htmlPage(locale, path).markdown);
      write(join(site.dir, 'llms.txt'), llmsText([...list('ko', docs, fixed), ...list('en', docs, fixed)]));
      return Promise.resolve();
    },
  };
}
