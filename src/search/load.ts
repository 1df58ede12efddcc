import { unpackIndex, type PackedIndex } from './pack';
import { Lexicon } from './postings';
import { buildTables, read, withTexts, type Reading, type Tables } from './tables';
import { termsOfTexts } from './texts';
import type { PageTexts, SearchIndex } from './types';

async function load<T extends { version: number }>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const file = (await response.json()) as T;
  if (file.version !== 2) throw new Error(`${url}: version ${file.version}`);
  return file;
}

/** The texts of pages, each fetched when it is first needed. */
export class Texts {
  private readonly readings = new Map<number, Reading>();
  private readonly terms = new Map<number, readonly string[]>();
  private readonly asked = new Map<number, Promise<void>>();
  private readonly there = new Set<number>();
  private withThem: Tables | null = null;

  /** @param fetchPage gives the texts of a page; rejects where they cannot be had */
  constructor(
    private readonly tables: Tables,
    private readonly fetchPage: (page: number) => Promise<PageTexts>,
  ) {}

  readonly of = (record: number): Reading | undefined => this.readings.get(record);
  readonly has = (page: number): boolean => this.there.has(page);

  /** Tables that know the places of the pages whose texts are there. */
  get known(): Tables {
    return (this.withThem ??= withTexts(this.tables, Lexicon.of(this.terms)));
  }

  /** Resolves once the texts of these pages are there, or cannot be had now. */
  async fetch(pages: readonly number[]): Promise<void> {
    await Promise.all(pages.map((page) => this.take(page)));
  }

  private take(page: number): Promise<void> {
    let asked = this.asked.get(page);
    if (!asked) {
      asked = this.fetchPage(page).then(
        (texts) => {
          for (const [record, text] of Object.entries(texts.texts)) this.readings.set(Number(record), read(text, this.tables.concepts));
          for (const [record, terms] of termsOfTexts(texts)) this.terms.set(record, terms);
          this.there.add(page);
          this.withThem = null;
        },
        // A page without its texts is still found; the next query tries again.
        () => void this.asked.delete(page),
      );
      this.asked.set(page, asked);
    }
    return asked;
  }
}

export interface Library {
  tables: Tables;
  texts: Texts;
}

/** A library with these files. `pageTexts` gives the texts of a page; it rejects where they cannot be had. */
export function libraryOf(index: SearchIndex, pageTexts: (page: number) => Promise<PageTexts>): Library {
  const tables = buildTables(index);
  return { tables, texts: new Texts(tables, pageTexts) };
}

/** Fetches an index and builds its tables. Rejects where the address does not give an index of this version. */
export async function openLibrary(url: string): Promise<Library> {
  return libraryOf(unpackIndex(await load<PackedIndex>(url)), (page) => load<PageTexts>(url.replace('search-index.json', `search/${page}.json`)));
}
