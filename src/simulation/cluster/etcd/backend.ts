/** What a member keeps in its database file: keys, users, leases, members (go.etcd.io/etcd server/storage). */
import { sha256 } from '../../base/sha';
import { EMPTY_AUTH } from './auth';
import type { AuthStore } from './auth';
import { EMPTY_KEY_SPACE } from './mvcc';
import type { KeySpace } from './mvcc';
import type { Member } from './membership';

export interface Lease {
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** Seconds it was granted for. */
  readonly ttl: number;
  /** Seconds since 1970. */
  readonly expires: number;
  /** In the order in which they were attached. */
  readonly keys: readonly string[];
}

export interface Backend {
  readonly keys: KeySpace;
  readonly auth: AuthStore;
  readonly leases: readonly Lease[];
  readonly members: readonly Member[];
  /** Members whose database is full. */
  readonly alarms: readonly string[];
}

export const emptyBackend = (members: readonly Member[]): Backend => ({ keys: EMPTY_KEY_SPACE, auth: EMPTY_AUTH, leases: [], members, alarms: [] });

const PAGE = 4096;
/** What bbolt takes before anything is stored: its meta pages, free list and buckets. */
const EMPTY_FILE = 5 * PAGE;
/** What an entry costs beside its key and value: its revision, its numbers, its place in a page. */
const PER_ENTRY = 40;

/** Bytes of the pages that hold something. A simplification: pages are taken to be full. */
export function bytesInUse({ keys }: Backend): number {
  const bytes = keys.history.reduce((sum, { key, value }) => sum + key.length + value.length + PER_ENTRY, 0);
  return EMPTY_FILE + Math.ceil(bytes / PAGE) * PAGE;
}

/**
 * The text that stands for a database file here (a real one is a bbolt file): the backend as JSON. A snapshot ends in the sum of what comes before,
 * as the real one does; a database that was copied from a data directory has none.
 */
const HEAD = 'bbolt ';
const SUM = /\nsha256:([^\n]*)$/;

export const databaseText = (backend: Backend): string => `${HEAD}${JSON.stringify(backend)}`;

const sumOf = (text: string): string => sha256(new TextEncoder().encode(text));

export function snapshotText(backend: Backend): string {
  const text = databaseText(backend);
  return `${text}\nsha256:${sumOf(text)}`;
}

export interface DatabaseFile {
  readonly backend: Backend;
  /** `none`: a copied database. */
  readonly sum: 'right' | 'wrong' | 'none';
}

/** undefined: no database. */
export function readDatabase(text: string): DatabaseFile | undefined {
  if (!text.startsWith(HEAD)) return undefined;
  const body = text.replace(SUM, '');
  try {
    const backend = JSON.parse(body.slice(HEAD.length)) as Backend;
    const sum = SUM.exec(text)?.[1];
    return { backend, sum: sum === undefined ? 'none' : sum === sumOf(body) ? 'right' : 'wrong' };
  } catch {
    return undefined;
  }
}
