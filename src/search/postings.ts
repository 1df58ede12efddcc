/**
 * Which words stand where. The words of all pages come packed, small, and are read term by term when a query asks, so that nothing is made
 * ready that no reader needs. Scores are those of MiniSearch (BM25+), so that they add up with its own.
 */

/** Terms in order of their UTF-16 units, each without what it shares with the one before it, and for each the texts that have it; both separated by spaces. */
export interface PackedTerms {
  terms: string;
  postings: string;
}

/** Characters that JSON writes as they are: the last digit of a number, and those before it. */
const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((character) => !'"\\!#'.includes(character));
const BASE = printable.length / 2;
const LAST = printable.slice(0, BASE);
const MORE = printable.slice(BASE);
const valueOf = new Map([...LAST, ...MORE].map((character, i) => [character, i]));
/** Before a text: the term stands there several, or many times. */
const SEVERAL = '!';
const MANY = '#';
const frequencyOf: Record<string, number> = { [SEVERAL]: 2, [MANY]: 5 };

function packNumber(value: number): string {
  let text = LAST[value % BASE]!;
  for (let rest = Math.floor(value / BASE); rest > 0; rest = Math.floor(rest / BASE)) text = MORE[rest % BASE]! + text;
  return text;
}

const FIRST_JAMO = 0x3131;
/** Hangul keys as single bytes that no term has: terms are lower case, digits and Hangul. */
const NARROW = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:;<=>?@[]^_`{|}~';
const narrow = (term: string): string => term.replace(/[ㄱ-ㅣ]/g, (key) => NARROW[key.charCodeAt(0) - FIRST_JAMO]!);
const widen = (term: string): string =>
  term.replace(/[^a-z0-9]/g, (character) => {
    const at = NARROW.indexOf(character);
    return at < 0 ? character : String.fromCharCode(FIRST_JAMO + at);
  });

const MOST_SHARED = 40;
const SHARED = 48;

function packList(terms: readonly string[]): string {
  let before = '';
  return terms
    .map((term) => {
      let shared = 0;
      while (shared < MOST_SHARED && shared < term.length && term[shared] === before[shared]) shared += 1;
      before = term;
      return String.fromCharCode(SHARED + shared) + narrow(term.slice(shared));
    })
    .join(' ');
}

function unpackList(packed: string): string[] {
  let before = '';
  return packed ? packed.split(' ').map((rest) => (before = before.slice(0, rest.charCodeAt(0) - SHARED) + widen(rest.slice(1)))) : [];
}

/** Text number → how often, about: 1, 2 or 5. */
type Postings = ReadonlyMap<number, number>;

/** Which texts have each term, and about how often; in order of the terms. */
function invert(texts: Iterable<readonly [id: number, terms: readonly string[]]>): [term: string, postings: Map<number, number>][] {
  const found = new Map<string, Map<number, number>>();
  for (const [id, terms] of texts) {
    for (const term of terms) {
      let of = found.get(term);
      if (!of) found.set(term, (of = new Map()));
      of.set(id, (of.get(id) ?? 0) + 1);
    }
  }
  for (const postings of found.values()) for (const [id, times] of postings) postings.set(id, times > 4 ? 5 : Math.min(times, 2));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Packs the terms of texts, given in the order of the texts' numbers. A term is lower case, digits and Hangul keys. */
export function packTerms(texts: readonly (readonly string[])[]): PackedTerms {
  const entries = invert(texts.entries());
  const postings = entries.map(([, of]) => {
    let before = -1;
    return [...of]
      .map(([id, times]) => {
        const step = id - before - 1;
        before = id;
        return (times > 4 ? MANY : times > 1 ? SEVERAL : '') + packNumber(step);
      })
      .join('');
  });
  return { terms: packList(entries.map(([term]) => term)), postings: postings.join(' ') };
}

function unpack(packed: string): Postings {
  const found = new Map<number, number>();
  let [id, value, times] = [-1, 0, 1];
  for (const character of packed) {
    const frequency = frequencyOf[character];
    if (frequency) {
      times = frequency;
      continue;
    }
    const digit = valueOf.get(character)!;
    value = value * BASE + (digit % BASE);
    if (digit >= BASE) continue;
    id += value + 1;
    found.set(id, times);
    [value, times] = [0, 1];
  }
  return found;
}

export interface Wanted {
  /** Also terms that begin with it. */
  prefix?: boolean;
  /** Also terms that differ by so many letters: a share of its length, at most `maxFuzzy`. */
  fuzzy?: number | false;
  maxFuzzy?: number;
}

export interface Found {
  scores: Map<number, number>;
  terms: string[];
}

// MiniSearch's defaults.
const [K, B, D] = [1.2, 0.7, 0.5];
const PREFIX = 0.375;
const FUZZY = 0.45;

/** Edits from `a` to `b` (insert, delete, replace), or more than `most`. */
function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      least = Math.min(least, next[j]!);
    }
    if (least > most) return most + 1;
    row = next;
  }
  return row[b.length]!;
}

export class Lexicon {
  private readonly lengths = new Map<number, number>();
  private readonly average: number;

  private constructor(
    /** In order. */
    readonly terms: readonly string[],
    private readonly at: (place: number) => Postings,
    private readonly count: number,
  ) {
    let total = 0;
    for (let place = 0; place < terms.length; place += 1) {
      for (const [id, times] of at(place)) {
        this.lengths.set(id, (this.lengths.get(id) ?? 0) + times);
        total += times;
      }
    }
    this.average = total / Math.max(1, count);
  }

  /** @param count how many texts were packed */
  static unpack({ terms, postings }: PackedTerms, count: number): Lexicon {
    const packed = postings ? postings.split(' ') : [];
    const read: Postings[] = [];
    return new Lexicon(unpackList(terms), (place) => (read[place] ??= unpack(packed[place]!)), count);
  }

  /** Of texts that are at hand, each with its number and its terms. */
  static of(texts: ReadonlyMap<number, readonly string[]>): Lexicon {
    const entries = invert(texts);
    return new Lexicon(
      entries.map(([term]) => term),
      (place) => entries[place]![1],
      texts.size,
    );
  }

  /** The first place whose term is not before this one. */
  private place(term: string): number {
    let [from, to] = [0, this.terms.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.terms[middle]! < term) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  has(term: string): boolean {
    return this.terms[this.place(term)] === term;
  }

  /** The texts that a term stands in. */
  of(term: string): Postings {
    const place = this.place(term);
    return this.terms[place] === term ? this.at(place) : new Map<number, number>();
  }

  score(postings: Postings, weight: number, into: Map<number, number>): void {
    const rarity = Math.log(1 + (this.count - postings.size + 0.5) / (postings.size + 0.5));
    for (const [id, times] of postings) {
      const length = this.lengths.get(id)! / this.average;
      into.set(id, (into.get(id) ?? 0) + weight * rarity * (D + (times * (K + 1)) / (times + K * (1 - B + B * length))));
    }
  }

  /** The texts with a term or, where wanted, with terms that begin with it or nearly equal it; those weigh less. */
  find(term: string, weight: number, { prefix = false, fuzzy = false, maxFuzzy = 6 }: Wanted = {}): Found {
    const scores = new Map<number, number>();
    const terms: string[] = [];
    const take = (place: number, share: number) => {
      this.score(this.at(place), weight * share, scores);
      terms.push(this.terms[place]!);
    };
    const start = this.place(term);
    let end = start;
    for (; end < this.terms.length && this.terms[end]!.startsWith(term); end += 1) {
      const distance = this.terms[end]!.length - term.length;
      if (distance === 0) take(end, 1);
      else if (prefix) take(end, (PREFIX * this.terms[end]!.length) / (this.terms[end]!.length + 0.3 * distance));
      else break;
    }
    const most = fuzzy ? Math.min(maxFuzzy, Math.round(fuzzy * term.length)) : 0;
    if (most > 0) {
      this.terms.forEach((other, place) => {
        if (place >= start && place < end) return;
        const distance = edits(term, other, most);
        if (distance <= most) take(place, (FUZZY * other.length) / (other.length + distance));
      });
    }
    return { scores, terms };
  }
}
