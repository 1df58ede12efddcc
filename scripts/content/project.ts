import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { glossaryFiles, glossaryFolder, readGlossaryFile } from '../../src/glossary/read';
import { filesBelow } from '../lib/paths';
import { readPage, type Locale, type Page } from './page';
import type { Problem } from './problem';

/** A page in both languages; a side is null where the file is missing or does not parse. */
export interface Pair {
  path: string;
  ko: Page | null;
  en: Page | null;
  /** Where each side is, or would be. */
  files: Record<Locale, string>;
  exists: Record<Locale, boolean>;
}

/** An entry as it was written, whole or not. */
export interface GlossaryTerm {
  id: string;
  [key: string]: unknown;
}

/** Where a glossary entry begins. */
export interface Place {
  file: string;
  line: number;
}

export interface Project {
  root: string;
  pairs: Pair[];
  /** Pages that do not parse. */
  broken: Problem[];
  /** All entries of src/glossary/terms; null where the folder is missing. */
  glossary: GlossaryTerm[] | null;
  /** Where each entry of `glossary` stands, in the same order. */
  glossaryPlaces: Place[];
  /** Routes of src/pages, e.g. `/` and `/curriculum`. */
  pageRoutes: string[];
}

export const contentFolders = (root: string): Record<Locale, string> => ({
  ko: join(root, 'docs'),
  en: join(root, 'i18n/en/docusaurus-plugin-content-docs/current'),
});

/** Docusaurus takes the number in front of a file or folder name for its order, not for its address; dates and versions stay. */
const withoutNumber = (name: string): string => (/^\d+[-_.]\d+/.test(name) ? name : name.replace(/^\d+\s*[-_.]+\s*(?=[^-_.\s])/, ''));

/** `01-why-kubernetes` → `why-kubernetes`; `guides/x` stays. */
export const docId = (path: string): string => path.split('/').map(withoutNumber).join('/');

/** The address of a page without the language, e.g. `/why-kubernetes`. */
export function routeOf(page: Page): string {
  const { slug } = page.frontmatter;
  const folder = docId(page.path).split('/').slice(0, -1);
  if (typeof slug === 'string' && slug.startsWith('/')) return slug;
  const own = typeof slug === 'string' ? slug : docId(page.path).split('/').at(-1)!;
  if (own === 'index') return `/${folder.join('/')}`;
  return `/${[...folder, own].join('/')}`;
}

/** The name of a page's picture for link previews: `guides/x` → `guides-x`. */
export const imageId = (path: string): string => docId(path).replaceAll('/', '-');

const isPage = (name: string) => /\.mdx?$/.test(name) && !name.startsWith('_');

function readPairs(root: string): { pairs: Pair[]; broken: Problem[] } {
  const folders = contentFolders(root);
  const listed = (locale: Locale) => filesBelow(folders[locale], isPage).map((file) => relative(folders[locale], file).split(sep).join('/'));
  const names: Record<Locale, Set<string>> = { ko: new Set(listed('ko')), en: new Set(listed('en')) };
  const broken: Problem[] = [];
  const read = (locale: Locale, name: string): Page | null => {
    if (!names[locale].has(name)) return null;
    const file = join(folders[locale], name);
    const { page, problem } = readPage(file, name.replace(/\.mdx?$/, ''), locale, readFileSync(file, 'utf8'));
    if (problem) broken.push(problem);
    return page;
  };
  const pairs = [...new Set([...names.ko, ...names.en])].sort().map((name): Pair => ({
    path: name.replace(/\.mdx?$/, ''),
    ko: read('ko', name),
    en: read('en', name),
    files: { ko: join(folders.ko, name), en: join(folders.en, name) },
    exists: { ko: names.ko.has(name), en: names.en.has(name) },
  }));
  return { pairs, broken };
}

function readTerms(root: string): { glossary: GlossaryTerm[] | null; glossaryPlaces: Place[] } {
  const folder = glossaryFolder(root);
  if (!existsSync(folder)) return { glossary: null, glossaryPlaces: [] };
  const entries = glossaryFiles(folder).flatMap((file) => readGlossaryFile(file).map(({ term, line }) => ({ term: { ...term, id: String(term.id ?? '') }, place: { file, line } })));
  return { glossary: entries.map(({ term }) => term), glossaryPlaces: entries.map(({ place }) => place) };
}

function readPageRoutes(root: string): string[] {
  const folder = join(root, 'src/pages');
  return filesBelow(folder, (name) => /\.(tsx|mdx?)$/.test(name) && !/\.test\.|^_/.test(name)).map((file) => {
    const name = relative(folder, file).split(sep).join('/').replace(/\.\w+$/, '');
    return `/${name.replace(/(^|\/)index$/, '')}`;
  });
}

/** Everything the content rules look at, read from the project below `root`. */
export function readProject(root: string): Project {
  return { root, ...readPairs(root), ...readTerms(root), pageRoutes: readPageRoutes(root) };
}

/** Each page that could be read, both languages. */
export const pagesOf = (project: Project): Page[] => project.pairs.flatMap(({ ko, en }) => [ko, en].filter((page) => page !== null));

/** Each pair of which both sides could be read. */
export const completePairs = (project: Project): { path: string; ko: Page; en: Page }[] =>
  project.pairs.flatMap(({ path, ko, en }) => (ko && en ? [{ path, ko, en }] : []));
