import { byText, valuesOf } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import type { ApiObject, Pod } from '../../api';

type Bucket = OrderedMap<string, ApiObject>;

/** The objects of one resource by key, and what controllers look them up by. Persistent: a change gives a new table. */
export interface Table {
  /** By `namespace/name`, or the name alone where the resource has no namespaces: the order of etcd. */
  readonly objects: OrderedMap<string, ApiObject>;
  /** By the UID of each owner; under '' what nobody controls. */
  readonly byOwner: OrderedMap<string, Bucket>;
  /** Pods by the node that they are bound to. */
  readonly byNode: OrderedMap<string, Bucket>;
}

export const EMPTY_TABLE: Table = { objects: null, byOwner: null, byNode: null };

export const keyOf = (namespace: string | undefined, name: string): string => (namespace === undefined || namespace === '' ? name : `${namespace}/${name}`);

export const objectKey = ({ metadata }: ApiObject): string => keyOf(metadata.namespace, metadata.name ?? '');

function ownersOf({ metadata, kind }: ApiObject): readonly string[] {
  // Nobody adopts Events, and there are many.
  if (kind === 'Event' && metadata.ownerReferences === undefined) return [];
  const owners = metadata.ownerReferences ?? [];
  return [...owners.map(({ uid }) => uid), ...(owners.some(({ controller }) => controller === true) ? [] : [''])];
}

function nodeOf(object: ApiObject): readonly string[] {
  const name = object.kind === 'Pod' ? (object as Pod).spec.nodeName : undefined;
  return name === undefined || name === '' ? [] : [name];
}

function move(index: OrderedMap<string, Bucket>, key: string, from: readonly string[], to: readonly string[], object: ApiObject | undefined): OrderedMap<string, Bucket> {
  let next = index;
  for (const value of from) {
    if (to.includes(value)) continue;
    const rest = byText.delete(byText.get(next, value) ?? null, key);
    next = rest === null ? byText.delete(next, value) : byText.set(next, value, rest);
  }
  if (object !== undefined) for (const value of to) next = byText.set(next, value, byText.set(byText.get(next, value) ?? null, key, object));
  return next;
}

/** The table with an object under its key, or without it where `object` is undefined. */
export function withObject(table: Table, key: string, object: ApiObject | undefined): Table {
  const old = byText.get(table.objects, key);
  const change = (index: OrderedMap<string, Bucket>, of: (one: ApiObject) => readonly string[]): OrderedMap<string, Bucket> =>
    move(index, key, old === undefined ? [] : of(old), object === undefined ? [] : of(object), object);
  return {
    objects: object === undefined ? byText.delete(table.objects, key) : byText.set(table.objects, key, object),
    byOwner: change(table.byOwner, ownersOf),
    byNode: change(table.byNode, nodeOf),
  };
}

/** The objects of a table in the order of their keys; of one namespace where it is given. */
export function* objectsOf(table: Table, namespace?: string): IterableIterator<ApiObject> {
  const prefix = namespace === undefined || namespace === '' ? '' : `${namespace}/`;
  for (const [key, object] of byText.entries(table.objects, prefix)) {
    if (!key.startsWith(prefix)) return;
    yield object;
  }
}

const bucket = (index: OrderedMap<string, Bucket>, value: string): ApiObject[] => valuesOf(byText.get(index, value) ?? null);

export const ownedBy = (table: Table, uid: string): ApiObject[] => bucket(table.byOwner, uid);
export const onNode = (table: Table, node: string): ApiObject[] => bucket(table.byNode, node);
