/**
 * What an API server answers whose clients name a resourceVersion: from its watch cache, or from etcd at that revision (apiserver pkg/storage/cacher, pkg/storage/etcd3/store.go).
 * It matters where the store under it is not the one that the clients have seen: after a restore.
 */
import { eventsSince, prefixEnd, rangeOf } from '../../etcd/mvcc';
import type { Entry, KeySpace, WatchEvent } from '../../etcd/mvcc';
import { EtcdError } from '../../etcd/errors';

/** The watch cache of one resource. */
export interface Cacher {
  readonly store: KeySpace;
  /** `/registry/configmaps/default/`. */
  readonly prefix: string;
  /** The revision at which the cache was filled, when the server started: it knows no event before it. */
  readonly filledAt: number;
}

/** A refusal with what a client gets of it. */
export interface Refusal {
  readonly status: number;
  readonly reason: 'Timeout' | 'Expired' | 'NotFound';
  readonly message: string;
  readonly causes?: readonly { readonly reason: string; readonly message: string }[];
  readonly retryAfterSeconds?: number;
}

export type Answered<T> = T | { readonly refused: Refusal };

/** storage.NewTooLargeResourceVersionError: from the cache with the advice to come back. */
const tooLarge = (asked: number, current: number, retryAfterSeconds?: number): { readonly refused: Refusal } => ({
  refused: {
    status: 504, reason: 'Timeout', message: `Timeout: Too large resource version: ${asked}, current: ${current}`, causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  },
});

const RETRY = 1;

export interface ListAsked {
  /** As it stands in the URL; empty: the newest. */
  readonly resourceVersion: string;
  readonly match?: 'Exact' | 'NotOlderThan';
}

/** Cacher.GetList: a list that is to be as new as a revision waits for it (three seconds), one that is to be exactly as old is read from etcd. */
export function listFrom({ store, prefix }: Cacher, { resourceVersion, match }: ListAsked): Answered<{ readonly entries: readonly Entry[] }> {
  const asked = Number(resourceVersion || '0');
  const range = { key: prefix, end: prefixEnd(prefix) };
  if (asked > store.revision) return tooLarge(asked, store.revision, RETRY);
  if (match !== 'Exact' || asked === 0) return { entries: rangeOf(store, { ...range, revision: 0 }) };
  try {
    return { entries: rangeOf(store, { ...range, revision: asked }) };
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    return { refused: { status: 410, reason: 'Expired', message: 'The resourceVersion for the provided list is too old.' } };
  }
}

/** Cacher.Get: one object, at least as new as the revision. */
export function getFrom({ store, prefix }: Cacher, name: string, resourceVersion: string): Answered<{ readonly entry: Entry | undefined }> {
  const asked = Number(resourceVersion || '0');
  if (asked > store.revision) return tooLarge(asked, store.revision);
  return { entry: rangeOf(store, { key: `${prefix}${name}`, end: '', revision: 0 })[0] };
}

/** Cacher.Watch: what came after a revision. A revision that is not there yet is waited for; one before the cache's time has expired. */
export function watchFrom({ store, prefix, filledAt }: Cacher, resourceVersion: string): Answered<{ readonly events: readonly WatchEvent[] }> {
  const asked = Number(resourceVersion || '0');
  if (asked > 0 && asked < filledAt) return { refused: { status: 410, reason: 'Expired', message: `too old resource version: ${asked} (${filledAt})` } };
  return { events: asked >= store.revision ? [] : eventsSince(store, prefix, prefixEnd(prefix), (asked === 0 ? filledAt : asked) + 1) };
}
