/** etcd's key space with all its revisions (go.etcd.io/etcd server/storage/mvcc). Keys and values are texts; keys are ordered by their characters. */
import { ERRORS } from './errors';

/** One version of a key, or its deletion. */
export interface Entry {
  readonly revision: number;
  /** Which of the writes of one transaction. */
  readonly sub: number;
  readonly key: string;
  readonly value: string;
  /** Id of the lease it is attached to, 16 hexadecimal digits; empty: none. */
  readonly lease: string;
  readonly tombstone: boolean;
  readonly createRevision: number;
  readonly version: number;
}

export interface KeySpace {
  readonly revision: number;
  /** -1: nothing was compacted. */
  readonly compacted: number;
  /** Ordered by revision. */
  readonly history: readonly Entry[];
}

export const EMPTY_KEY_SPACE: KeySpace = { revision: 1, compacted: -1, history: [] };

/** The end of a range: empty: the key alone, `\0`: everything from the key on. */
export const holdsKey = (key: string, from: string, end: string): boolean => (end === '' ? key === from : key >= from && (end === '\0' || key < end));

/** clientv3.GetPrefixRangeEnd: the first key behind all that begin so. */
export function prefixEnd(prefix: string): string {
  for (let at = prefix.length - 1; at >= 0; at -= 1) {
    const code = prefix.charCodeAt(at);
    if (code < 0xffff) return prefix.slice(0, at) + String.fromCharCode(code + 1);
  }
  return '\0';
}

/** What there was of each key at a revision, by key. */
function stateAt({ history }: KeySpace, revision: number, from: string, end: string): readonly Entry[] {
  const latest = new Map<string, Entry>();
  for (const entry of history) if (entry.revision <= revision && holdsKey(entry.key, from, end)) latest.set(entry.key, entry);
  return [...latest.values()].filter(({ tombstone }) => !tombstone).sort((a, b) => (a.key < b.key ? -1 : 1));
}

export interface Range {
  readonly key: string;
  readonly end: string;
  /** 0: the newest. */
  readonly revision: number;
}

/** storeTxnRead.Range: the entries of a range at a revision, by key. */
export function rangeOf(space: KeySpace, { key, end, revision }: Range): readonly Entry[] {
  if (revision > space.revision) throw ERRORS.futureRevision();
  const at = revision <= 0 ? space.revision : revision;
  if (at < space.compacted) throw ERRORS.compacted();
  return stateAt(space, at, key, end);
}

/** A transaction of writes, which all get one revision. */
export class Writes {
  private sub = 0;

  /** `space` as it is with the writes that were made; the revision is the old one until there was a write. */
  constructor(public space: KeySpace) {
    this.revision = space.revision + 1;
  }

  private readonly revision: number;

  get at(): number {
    return this.sub === 0 ? this.revision - 1 : this.revision;
  }

  private add(entry: Omit<Entry, 'revision' | 'sub'>): void {
    this.space = { ...this.space, revision: this.revision, history: [...this.space.history, { ...entry, revision: this.revision, sub: this.sub }] };
    this.sub += 1;
  }

  range(key: string, end = '', revision = 0): readonly Entry[] {
    return revision <= 0 ? stateAt(this.space, this.revision, key, end) : rangeOf(this.space, { key, end, revision });
  }

  put(key: string, value: string, lease: string): void {
    const [old] = this.range(key);
    this.add({ key, value, lease, tombstone: false, createRevision: old?.createRevision ?? this.revision, version: (old?.version ?? 0) + 1 });
  }

  /** Gives what was deleted. */
  delete(key: string, end: string): readonly Entry[] {
    const gone = this.range(key, end);
    for (const one of gone) this.add({ key: one.key, value: '', lease: '', tombstone: true, createRevision: 0, version: 0 });
    return gone;
  }
}

/** store.Compact: of each key the newest version up to the revision stays, and what came later. */
export function compacted(space: KeySpace, revision: number): KeySpace {
  if (revision <= space.compacted) throw ERRORS.compacted();
  if (revision > space.revision) throw ERRORS.futureRevision();
  const newest = new Map<string, Entry>();
  for (const entry of space.history) if (entry.revision <= revision) newest.set(entry.key, entry);
  const stays = (entry: Entry): boolean => entry.revision > revision || (newest.get(entry.key) === entry && (!entry.tombstone || entry.revision === revision));
  return { ...space, compacted: revision, history: space.history.filter(stays) };
}

export interface WatchEvent {
  readonly entry: Entry;
  readonly previous?: Entry;
}

/** What a watch of a range tells from a revision on (watchableStore.syncWatchers): what was compacted away is not told, and asking for it ends the watch. */
export function eventsSince(space: KeySpace, key: string, end: string, revision: number): readonly WatchEvent[] {
  if (revision < space.compacted) throw ERRORS.compacted();
  const found: WatchEvent[] = [];
  const before = new Map<string, Entry>();
  for (const entry of space.history) {
    if (!holdsKey(entry.key, key, end)) continue;
    const previous = before.get(entry.key);
    // An earlier revision can be looked up only where it was not compacted.
    const known = previous !== undefined && !previous.tombstone && entry.revision - 1 >= space.compacted;
    if (entry.revision >= revision) found.push({ entry, ...(known ? { previous } : {}) });
    before.set(entry.key, entry);
  }
  return found;
}
