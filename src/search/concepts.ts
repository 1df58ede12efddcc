import { isHangul } from './hangul';
import type { Concept } from './types';
import { wordsOf, type Word } from './words';

/** Words `from`…`to` (exclusive) are a name of these concepts. */
export interface Naming {
  from: number;
  to: number;
  ids: string[];
}

/** As `Naming`; `weight` is 1 for a name, less for a hint, a misspelt or a half-typed name. */
export interface Guess extends Naming {
  weight: number;
}

const LONGEST_NAME = 5;
const HINT = 0.62;
const MISSPELT = 0.5;
const HALF_TYPED = 0.5;

const nameKey = (words: readonly Word[]): string => words.map(({ name }) => name).join('');
const stemKey = (words: readonly Word[]): string => words.map(({ stem }) => stem).join('');

function put(table: Map<string, string[]>, key: string, id: string): void {
  const ids = table.get(key);
  if (!ids) table.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}

/** Edits (insert, delete, replace, swap neighbours) from a to b, or more than `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length]!;
}

/** The names of things: which of them a text mentions, and which a query may mean. Spacing, particles and plurals do not matter. */
export class ConceptTable {
  private readonly names = new Map<string, string[]>();
  /** Beginnings of names, to give up early. */
  private readonly beginnings = new Set<string>();
  private readonly hints = new Map<string, string[]>();
  private readonly byInitials: { initials: string; id: string }[] = [];
  private readonly relations = new Map<string, readonly string[]>();
  private readonly called = new Map<string, readonly string[]>();

  constructor(concepts: readonly Concept[], initialsOf: (text: string) => string) {
    for (const { id, names, hints = [], related = [] } of concepts) {
      for (const name of names) {
        const key = nameKey(wordsOf(name));
        if (key) put(this.names, key, id);
        for (let length = 1; length <= key.length; length += 1) this.beginnings.add(key.slice(0, length));
        const initials = isHangul(name.replaceAll(' ', '')) ? initialsOf(name) : '';
        if (initials.length > 1) this.byInitials.push({ initials, id });
      }
      for (const hint of hints) {
        const key = stemKey(wordsOf(hint));
        if (key) put(this.hints, key, id);
      }
      if (related.length > 0) this.relations.set(id, related);
      this.called.set(id, names);
    }
  }

  related(id: string): readonly string[] {
    return this.relations.get(id) ?? [];
  }

  namesOf(id: string): readonly string[] {
    return this.called.get(id) ?? [];
  }

  /** Every name in a text, the longest at each place. */
  named(words: readonly Word[]): Naming[] {
    const found: Naming[] = [];
    for (let from = 0; from < words.length; from += 1) {
      let key = '';
      let longest: Naming | null = null;
      for (let to = from + 1; to <= words.length && to <= from + LONGEST_NAME; to += 1) {
        key += words[to - 1]!.name;
        if (!this.beginnings.has(key)) break;
        const ids = this.names.get(key);
        if (ids) longest = { from, to, ids };
      }
      if (!longest) continue;
      found.push(longest);
      from = longest.to - 1;
    }
    return found;
  }

  /**
   * What a query may mean: names first, then hints, then names misspelt or half typed in the words that are left. A word that pages use
   * (`inUse`) is not taken for a misspelt one.
   */
  guess(words: readonly Word[], inUse: (word: Word) => boolean): Guess[] {
    const found: Guess[] = this.named(words).map((naming) => ({ ...naming, weight: 1 }));
    const free = words.map((_, i) => !found.some(({ from, to }) => from <= i && i < to));
    for (let from = 0; from < words.length; from += 1) {
      for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to -= 1) {
        const ids = this.hinted(words.slice(from, to));
        if (ids) found.push({ from, to, ids, weight: HINT });
      }
    }
    const known = (i: number): boolean => found.some(({ from, to }) => from <= i && i < to);
    words.forEach((word, i) => {
      if (!free[i] || word.script === 'initials' || word.stop) return;
      const half = this.startingWith(word.form);
      if (half.length > 0) found.push({ from: i, to: i + 1, ids: half, weight: HALF_TYPED });
      if (known(i) || inUse(word)) return;
      const misspelt = this.misspelt(words.slice(i, i + 1));
      if (misspelt.length > 0) found.push({ from: i, to: i + 1, ids: misspelt, weight: MISSPELT });
    });
    if (words.length > 1 && words.length < 4 && free.every(Boolean) && !words.every(inUse)) {
      const misspelt = this.misspelt(words);
      if (misspelt.length > 0) found.push({ from: 0, to: words.length, ids: misspelt, weight: MISSPELT });
    }
    return found;
  }

  /** Concepts whose Korean name begins with these initial consonants; `exact` where it is the whole name. */
  abbreviated(initials: string): { ids: string[]; exact: boolean }[] {
    const wanted = this.byInitials.filter((entry) => entry.initials.startsWith(initials));
    const exact = wanted.filter((entry) => entry.initials.length === initials.length).map(({ id }) => id);
    const begun = wanted.map(({ id }) => id).filter((id) => !exact.includes(id));
    return [
      { ids: [...new Set(exact)], exact: true },
      { ids: [...new Set(begun)], exact: false },
    ].filter(({ ids }) => ids.length > 0);
  }

  /** A hint may go on with an ending: 죽 in 죽어요. */
  private hinted(words: readonly Word[]): string[] | undefined {
    if (words.every(({ stop }) => stop)) return undefined;
    const whole = stemKey(words);
    const exact = this.hints.get(whole) ?? this.hints.get(nameKey(words));
    if (exact || words.at(-1)!.script !== 'hangul') return exact;
    for (let length = whole.length - 1; length >= Math.max(5, whole.length - 6); length -= 1) {
      const ids = this.hints.get(whole.slice(0, length));
      if (ids) return ids;
    }
    return undefined;
  }

  private startingWith(form: string): string[] {
    if (form.length < 3) return [];
    const ids = new Set<string>();
    for (const [name, named] of this.names) if (name.length > form.length && name.startsWith(form)) named.forEach((id) => ids.add(id));
    return ids.size > 6 ? [] : [...ids];
  }

  private misspelt(words: readonly Word[]): string[] {
    const form = nameKey(words);
    const most = form.length < 5 ? 0 : form.length < 8 ? 1 : form.length < 13 ? 2 : 3;
    if (most === 0) return [];
    let nearest = most + 1;
    let ids: string[] = [];
    for (const [name, named] of this.names) {
      if (name.length < 4) continue;
      const edits = distance(form, name, Math.min(most, nearest));
      if (edits < nearest) [nearest, ids] = [edits, [...named]];
      else if (edits === nearest && edits <= most) ids.push(...named);
    }
    return nearest <= most ? [...new Set(ids)] : [];
  }
}

/** Joins concepts that share their first name in either language, such as the glossary's and the vocabulary's Pod. */
export function mergeConcepts(...sources: (readonly Concept[])[]): Concept[] {
  const merged: Concept[] = [];
  const byName = new Map<string, Concept>();
  for (const concept of sources.flat()) {
    const keys = concept.names.map((name) => nameKey(wordsOf(name)));
    const twin = [concept.id, ...keys.slice(0, 2)].map((key) => byName.get(key)).find(Boolean);
    const joined: Concept = twin
      ? {
          id: twin.id,
          names: [...twin.names, ...concept.names],
          hints: [...(twin.hints ?? []), ...(concept.hints ?? [])],
          related: [...(twin.related ?? []), ...(concept.related ?? [])],
        }
      : concept;
    if (twin) merged[merged.indexOf(twin)] = joined;
    else merged.push(joined);
    for (const key of [joined.id, ...joined.names.map((name) => nameKey(wordsOf(name)))]) if (!byName.has(key) || byName.get(key) === twin) byName.set(key, joined);
  }
  return merged;
}
