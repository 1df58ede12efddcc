import type { ChunkGraph, LazyImport } from './chunkGraph';

/** The scripts and styles of one language, below its folder: what `offline-files.json` holds. */
export interface LanguageFiles {
  /** On every page: what it starts with, and what any page may open (search, notices). */
  shell: string[];
  /** Path of a page without `.html`, `index` for a folder's → its own scripts, with what they load later; islands apart. */
  pages: Record<string, string[]>;
  /** Kind of island → what it loads, and what that loads. */
  islands: Record<string, string[]>;
  /** The version by which pages ask for the files of the search. */
  search: string;
}

/** Docusaurus's `routesChunkNames.json`: path with a hash behind it → names of chunks, nested by what they are for. */
export type RouteChunks = Record<string, unknown>;

/** These files, and those that they load later. */
function withLater(files: readonly string[], later: readonly LazyImport[]): Set<string> {
  const found = new Set(files);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { from, files: more } of later) if (from.some((file) => found.has(file))) for (const file of more) found.add(file);
  }
  return found;
}

const leaves = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values((value ?? {}) as object).flatMap(leaves));

/** `/en/guides/x-1a2` below `/en/` → `guides/x`; the routes around pages, and the home page, are ``. */
const pathOf = (route: string, base: string): string => decodeURI(route.replace(/-[0-9a-f]{3}$/, '').slice(base.length)).replace(/\/$/, '');

/**
 * What each page of a language loads, at once and later.
 * @param base the language's base address, with a slash at both ends
 */
export function languageFiles(graph: ChunkGraph, routes: RouteChunks, base: string, search: string): LanguageFiles {
  const reach = (files: readonly string[]) => [...withLater(files, graph.later)].sort();
  const shell = new Set(graph.entry);
  const pages: Record<string, string[]> = {};
  for (const [route, names] of Object.entries(routes)) {
    const files = leaves(names).flatMap((name) => graph.named[name] ?? []);
    const path = pathOf(route, base);
    if (path === '') for (const file of files) shell.add(file);
    else pages[path] = reach([...(pages[path] ?? []), ...files]);
  }
  const islands = Object.fromEntries(Object.entries(graph.islands).map(([kind, files]) => [kind, reach(files)]));
  return { shell: reach([...shell]), pages, islands, search };
}
