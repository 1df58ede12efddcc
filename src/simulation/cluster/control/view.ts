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

/** One is made for each change that is heard of and each sync: it holds nothing but the tables. */
class ViewOfTables implements View {
  constructor(readonly tables: Tables) {}

  get<R extends KnownResource>(resource: R, namespace: string | undefined, name: string): Kinds[R] | undefined {
    return objectAt(this.tables, resource, keyOf(namespace, name)) as unknown as Kinds[R] | undefined;
  }

  list<R extends KnownResource>(resource: R, namespace?: string): Kinds[R][] {
    return objectsIn(this.tables, resource, namespace) as unknown as Kinds[R][];
  }

  ownedBy<R extends KnownResource>(resource: R, uid: string): Kinds[R][] {
    return ownedBy(tableOf(this.tables, resource), uid) as unknown as Kinds[R][];
  }

  podsOn(node: string): Pod[] {
    return onNode(tableOf(this.tables, 'pods'), node) as Pod[];
  }
}

export const viewOf = (tables: Tables): View => new ViewOfTables(tables);
