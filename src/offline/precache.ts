import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locale } from '../i18n/messages';
import { languageSets } from './kept';
import { notKeptMessages } from './notKept';
import type { LanguageFiles } from './pageFiles';

/** What a page needs to work without network; pictures for link previews, texts for machines, source maps and Mermaid (a diagram on demand) are not among it. */
const wanted = /\.(html|js|mjs|css|json|svg|png|jpg|webp|avif|ico|woff2|wasm|webmanifest)$/;
/** What the build says of a language's scripts, in the language's folder. */
export const LANGUAGE_FILES = 'offline-files.json';
/** Bytes to download of the whole course, by locale; pages ask for it where no worker is there to say. */
const SIZE = 'offline-size.json';
const unwanted = /(^|\/)og\/|(^|\/)img\/icons\/|(^|\/)assets\/js\/mermaid\/|^sw\.js$|(^|\/)offline-(files|size)\.json$/;

/** The default language stands at the top, the other in a folder of its own. */
const folders: readonly [locale: Locale, folder: string][] = [
  ['ko', ''],
  ['en', 'en/'],
];

/** One language of the site, files as numbers in `files`. */
export interface KeptLanguage {
  /** Below the base; every file of the language, and none of another, begins with it. */
  folder: string;
  /** Which version of the search its pages ask for. */
  search: string;
  shell: number[];
  /** Page's file → numbers; the last is the page. */
  pages: Record<string, number[]>;
  stages: string[][];
  /** What no page is known to need. */
  rest: number[];
  /** What the worker says without network of a page that is not kept. */
  notKept: { lang: Locale } & typeof notKeptMessages.ko;
}

export interface Precache {
  /** The site's base path, with a slash at both ends. */
  base: string;
  /** Changes when any file does, or the worker itself. */
  version: string;
  /** Path below the base → hash of the content, and bytes to download (gzip). */
  files: Record<string, readonly [hash: string, bytes: number]>;
  languages: KeptLanguage[];
}

export interface LanguageReport {
  locale: Locale;
  /** Bytes to download (gzip): what a reader who opens the first part takes at first, and all of the language. */
  first: number;
  whole: number;
}

/** As the worker computes it: the first 12 bytes of SHA-256, in hex. */
const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex').slice(0, 24);

/** The worker's pieces in their order; they are one script, so that it needs no other file. */
function readWorker(): string {
  const folder = join(__dirname, 'worker');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Files below `dir` as paths with forward slashes, in an order that does not depend on the machine. */
function listFiles(dir: string, prefix = ''): string[] {
  return readdirSync(join(dir, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) return listFiles(dir, `${path}/`);
      return entry.isFile() && wanted.test(path) && !unwanted.test(path) ? [path] : [];
    })
    .sort();
}

const readJson = <T>(dir: string, file: string): T => JSON.parse(readFileSync(join(dir, file), 'utf8')) as T;

function keptLanguage(dir: string, base: string, locale: Locale, folder: string, all: readonly string[], numberOf: ReadonlyMap<string, number>): KeptLanguage {
  const other = folders.find(([, one]) => one !== folder)![1];
  const scripts = readJson<LanguageFiles>(dir, `${folder}${LANGUAGE_FILES}`);
  const files = all.filter((file) => file.startsWith(folder) && !(other && file.startsWith(other))).map((file) => file.slice(folder.length));
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => ({ file, html: readFileSync(join(dir, folder, file), 'utf8') }));
  const searched = readJson<{ pages: { url: string }[] }>(dir, `${folder}search-index.json`).pages.map(({ url }) => url);
  const sets = languageSets(files, pages, scripts, base + folder, searched);
  const numbers = (names: readonly string[]) => names.map((name) => numberOf.get(folder + name)!);
  const grouped = new Set([...sets.shell, ...Object.values(sets.pages).flat()]);
  return {
    folder,
    search: scripts.search,
    shell: numbers(sets.shell),
    pages: Object.fromEntries(Object.entries(sets.pages).map(([page, names]) => [folder + page, numbers(names)])),
    stages: sets.stages.map((stage) => stage.map((page) => folder + page)),
    rest: numbers(files.filter((file) => !grouped.has(file))),
    notKept: { lang: locale, ...notKeptMessages[locale] },
  };
}

/**
 * Writes `sw.js` into a finished site: the worker with the list of the files of this version, and which belong together; and the size of the course.
 * Synchronous, so that it can run when everything else of a build is written. Throws where `dir` holds no site.
 * @param dir the built site  @param base its base path, with a slash at both ends
 */
export function writeServiceWorker(dir: string, base: string): Precache & { reports: LanguageReport[] } {
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`${dir} holds no built site`);
  const worker = readWorker();
  const present = folders.filter(([, folder]) => existsSync(join(dir, folder, LANGUAGE_FILES)));
  if (present.length === 0) throw new Error(`${dir} has no ${LANGUAGE_FILES}, which says what each page needs. Make the site with: npm run build:site`);
  const all = listFiles(dir);
  const numberOf = new Map(all.map((file, i) => [file, i]));
  const files: Precache['files'] = {};
  for (const path of all) {
    const content = readFileSync(join(dir, path));
    files[path] = [hashOf(content), gzipSync(content).length];
  }
  const languages = present.map(([locale, folder]) => keptLanguage(dir, base, locale, folder, all, numberOf));
  const site: Precache = { base, version: hashOf(worker + JSON.stringify([files, languages])), files, languages };
  writeFileSync(join(dir, 'sw.js'), `const SITE = ${JSON.stringify(site)};\n${worker}`);
  const bytesOf = (numbers: readonly number[]) => [...new Set(numbers)].reduce((sum, i) => sum + files[all[i]!]![1], 0);
  const reports = languages.map(({ shell, pages, stages, rest }, i) => ({
    locale: present[i]![0],
    first: bytesOf([...shell, ...(stages[0] ?? []).flatMap((page) => pages[page] ?? [])]),
    whole: bytesOf([...shell, ...Object.values(pages).flat(), ...rest]),
  }));
  writeFileSync(join(dir, SIZE), JSON.stringify(Object.fromEntries(reports.map(({ locale, whole }) => [locale, whole]))));
  return { ...site, reports };
}
