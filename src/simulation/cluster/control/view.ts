import { objectAt, objectsIn, tableOf } from '../store/store';
import type { Tables } from '../store/store';
import { keyOf, onNode, ownedBy } from '../store/table';
import type { Kinds, KnownResource } from './kinds';
import type { Pod } from '../../api';

/** What a component knows of the cluster: its informers' caches, which may be behind the server. */
export interface View {
  readonly tables: Tables;
  get<R extends KnownResource>(resource: R, namespace: string | undefined, name: string): Kinds[R] | undefined;
  /** In the order of the keys. */
  list<R extends KnownResource>(resource: R, namespace?: string): Kinds[R][];
  /** The objects that have an owner of this UID, whether it controls them or not; of '' those that nobody controls. */
  ownedBy<R extends KnownResource>(resource: R, uid: string): Kinds[R][];
  podsOn(node: string): Pod[];
}

export function viewOf(tables: Tables): View {
  return {
    tables,
    get: <R extends KnownResource>(resource: R, namespace: string | undefined, name: string) => objectAt(tables, resource, keyOf(namespace, name)) as unknown as Kinds[R] | undefined,
    list: <R extends KnownResource>(resource: R, namespace?: string) => objectsIn(tables, resource, namespace) as unknown as Kinds[R][],
    ownedBy: <R extends KnownResource>(resource: R, uid: string) => ownedBy(tableOf(tables, resource), uid) as unknown as Kinds[R][],
    podsOn: (node) => onNode(tableOf(tables, 'pods'), node) as Pod[],
  };
}
