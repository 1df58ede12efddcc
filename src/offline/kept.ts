import { parts, stages } from '../curriculum/parts';
import type { LanguageFiles } from './pageFiles';

/** A built page as far as it says what it shows. */
export interface BuiltPage {
  /** Path below the language's folder, with `.html`. */
  file: string;
  html: string;
}

/** What is kept of one language, as paths below its folder. A set holds its page last: where the page is kept, so is all that it needs. */
export interface LanguageSets {
  shell: string[];
  /** Page's file → the set without what the shell has. */
  pages: Record<string, string[]>;
  /** The pages of each stage that can be read, in order; the first is where a reader begins. */
  stages: string[][];
}

/** Kept whichever page was opened: without these the others cannot be reached. */
const DOORS = ['index.html', 'curriculum.html', '404.html'];
const SEARCH = 'search-index.json';

/** Kinds of the islands that a page shows. */
export const kindsIn = (html: string): string[] => [...new Set([...html.matchAll(/<div[^>]*\sdata-island=[^>]*>/g)].flatMap(([tag]) => /\sdata-kind="?([\w-]+)/.exec(tag)?.[1] ?? []))];

/** Addresses in a page that name files of the language: pictures, scripts, styles. */
function filesIn(html: string, base: string, files: ReadonlySet<string>): string[] {
  const found = [...html.matchAll(/\s(?:src|href|poster)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  return [...new Set(found.filter((address) => address.startsWith(base)).map((address) => decodeURI(address.slice(base.length).replace(/[?#].*$/, ''))))].filter((file) => files.has(file) && !file.endsWith('.html'));
}

/**
 * Which files of a language belong together.
 * @param files all that may be kept, below the language's folder
 * @param base the language's base address, with a slash at both ends
 * @param searched address of each page whose texts stand in `search/<number>.json`, by that number
 */
export function languageSets(files: readonly string[], pages: readonly BuiltPage[], scripts: LanguageFiles, base: string, searched: readonly string[]): LanguageSets {
  const there = new Set(files);
  const textsOf = new Map(searched.map((url, i) => [`${decodeURI(url.slice(base.length)) || 'index'}.html`, `search/${i}.json`]));
  const needs = ({ file, html }: BuiltPage): string[] => {
    const texts = textsOf.get(file);
    const own = [...(scripts.pages[file.replace(/\.html$/, '')] ?? []), ...kindsIn(html).flatMap((kind) => scripts.islands[kind] ?? []), ...filesIn(html, base, there), ...(texts ? [texts] : []), file];
    return [...new Set(own)].filter((one) => there.has(one));
  };
  const doors = pages.filter(({ file }) => DOORS.includes(file));
  const shell = [...new Set([...scripts.shell, SEARCH, 'manifest.webmanifest', ...doors.flatMap(needs)])].filter((file) => there.has(file));
  const inShell = new Set(shell);
  const sets = Object.fromEntries(pages.filter(({ file }) => !DOORS.includes(file)).map((page) => [page.file, needs(page).filter((file) => !inShell.has(file))]));
  const inStage = (id: string) => parts.filter(({ stage, slug }) => stage === id && `${slug}.html` in sets).map(({ slug }) => `${slug}.html`);
  return {
    // Pages last, as in every set.
    shell: [...shell.filter((file) => !file.endsWith('.html')), ...shell.filter((file) => file.endsWith('.html'))],
    pages: sets,
    stages: stages.map(({ id }) => inStage(id)).filter((stage) => stage.length > 0),
  };
}
