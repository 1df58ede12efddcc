import { byText, orderedBy, takeFirst } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import type { ApiObject } from '../../api';
import { EMPTY_TABLE, objectKey, objectsOf, withObject } from './table';
import type { Table } from './table';
import { signed, writtenOf } from './written';
import type { Written } from './written';

/** `pods`, `deployments.apps`: how a resource is named in the store. */
export type ResourceName = string;

export type Tables = OrderedMap<ResourceName, Table>;

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One write, and everything as it stood after it: tables share what did not change, so keeping them costs little. */
export interface Change {
  readonly revision: number;
  readonly type: ChangeType;
  readonly resource: ResourceName;
  readonly key: string;
  /** The object as it is now; of a deleted one its last state, with the revision of the deletion. */
  readonly object: ApiObject;
  readonly old: ApiObject | undefined;
  readonly tables: Tables;
}

/** etcd as the API server uses it: every object under its key, one revision for all of them, and the changes that have not been compacted. */
export interface Store {
  readonly revision: number;
  readonly tables: Tables;
  readonly changes: OrderedMap<number, Change>;
  /** Changes up to this revision are gone. */
  readonly compacted: number;
}

export const byRevision = orderedBy<number>((a, b) => a - b);

/** An empty store. A new cluster's first object has revision 2, as in etcd. */
export const emptyStore = (revision = 1): Store => ({ revision, tables: null, changes: null, compacted: revision });

export const tableOf = (tables: Tables, resource: ResourceName): Table => byText.get(tables, resource) ?? EMPTY_TABLE;

export const objectAt = (tables: Tables, resource: ResourceName, key: string): ApiObject | undefined => byText.get(tableOf(tables, resource).objects, key);

function commit(store: Store, type: ChangeType, resource: ResourceName, key: string, object: ApiObject, old: ApiObject | undefined, written: Written | undefined): { readonly store: Store; readonly object: ApiObject } {
  const revision = store.revision + 1;
  const stamped = signed({ ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }, written);
  const tables = byText.set(store.tables, resource, withObject(tableOf(store.tables, resource), key, type === 'DELETED' ? undefined : stamped));
  const change: Change = { revision, type, resource, key, object: stamped, old, tables };
  return { store: { ...store, revision, tables, changes: byRevision.set(store.changes, revision, change) }, object: stamped };
}

/** Writes an object and gives it the new revision. `written`: who has written it, with this write; without it nobody owns what the write changes. */
export function put(store: Store, resource: ResourceName, object: ApiObject, written?: Written): { readonly store: Store; readonly object: ApiObject } {
  const key = objectKey(object);
  const old = objectAt(store.tables, resource, key);
  return commit(store, old === undefined ? 'ADDED' : 'MODIFIED', resource, key, object, old, written ?? writtenOf(old));
}

/** Takes an object away. */
export function remove(store: Store, resource: ResourceName, key: string): { readonly store: Store; readonly object: ApiObject } {
  const old = objectAt(store.tables, resource, key);
  if (old === undefined) throw new RangeError(`${resource} ${key} is not in the store: look with objectAt before removing it`);
  return commit(store, 'DELETED', resource, key, old, old, writtenOf(old));
}

/** The changes after a revision, oldest first; undefined where some of them are compacted. */
export function changesAfter(store: Store, revision: number): IterableIterator<[number, Change]> | undefined {
  return revision < store.compacted ? undefined : byRevision.entries(store.changes, revision + 1);
}

/** Forgets the changes up to a revision (etcd's compaction). */
export function compact(store: Store, revision: number): Store {
  let { changes } = store;
  while (changes !== null) {
    const { first, rest } = takeFirst(changes);
    if (first.key > revision) break;
    changes = rest;
  }
  return { ...store, changes, compacted: Math.max(store.compacted, Math.min(revision, store.revision)) };
}

/** The objects of a resource in the order of their keys; of one namespace where it is given. */
export const objectsIn = (tables: Tables, resource: ResourceName, namespace?: string): ApiObject[] => [...objectsOf(tableOf(tables, resource), namespace)];
