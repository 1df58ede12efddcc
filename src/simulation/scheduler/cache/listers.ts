import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { isOtherKind, keyOf } from '../objects';
import type { AssumedKind, OtherKind, OtherKinds, OtherObject } from '../objects';

type Stores<K extends OtherKind> = { readonly [P in K]?: OrderedMap<string, OtherKinds[P]> };

/** The objects by kind and key. Plain data, replaced and never changed. */
export interface ListersState {
  readonly stores: Stores<OtherKind>;
  /** What Pods were promised but the API does not show yet (util/assumecache AssumeCache). */
  readonly assumed: Stores<AssumedKind>;
}

export const NO_OBJECTS: ListersState = { stores: {}, assumed: {} };

/** Lists of the maps that were asked for: many cycles ask for the same one. */
const lists = new WeakMap<object, readonly unknown[]>();

function valuesOf<V>(map: OrderedMap<string, V>): readonly V[] {
  if (map === null) return [];
  const found = lists.get(map) as readonly V[] | undefined;
  if (found !== undefined) return found;
  const made = [...byText.entries(map)].map(([, value]) => value);
  lists.set(map, made);
  return made;
}

/** What informers keep of objects that are neither nodes nor Pods, by kind and key; the place the plugins look them up. */
export class Listers {
  state: ListersState = NO_OBJECTS;

  private store<K extends OtherKind>(kind: K): OrderedMap<string, OtherKinds[K]> {
    const stores: { readonly [P in OtherKind]?: OrderedMap<string, OtherKinds[P]> } = this.state.stores;
    return (stores[kind] as OrderedMap<string, OtherKinds[K]> | undefined) ?? null;
  }

  private promises<K extends AssumedKind>(kind: K): OrderedMap<string, OtherKinds[K]> {
    return (this.state.assumed[kind] as OrderedMap<string, OtherKinds[K]> | undefined) ?? null;
  }

  isPromised(kind: AssumedKind, key: string): boolean {
    return byText.has(this.promises(kind), key);
  }

  private forget(kind: string, key: string): void {
    const { assumed } = this.state;
    const kept: OrderedMap<string, OtherObject> | undefined = Object.hasOwn(assumed, kind) ? assumed[kind as AssumedKind] : undefined;
    if (kept === undefined || kept === null) return;
    this.state = { ...this.state, assumed: { ...assumed, [kind]: byText.delete(kept, key) } };
  }

  get<K extends OtherKind>(kind: K, key: string): OtherKinds[K] | undefined {
    return byText.get(this.store(kind), key);
  }

  /** In the order of the keys. */
  list<K extends OtherKind>(kind: K): readonly OtherKinds[K][] {
    return valuesOf(this.store(kind));
  }

  /** Returns what was there before. */
  set(object: OtherObject): OtherObject | undefined {
    const key = keyOf(object);
    const store: OrderedMap<string, OtherObject> = this.store(object.kind);
    const before = byText.get(store, key);
    this.state = { ...this.state, stores: { ...this.state.stores, [object.kind]: byText.set(store, key, object) } };
    // A claim that is on its way to its allocation may be written to before that.
    if (object.kind !== 'ResourceClaim' || object.status?.allocation !== undefined) this.forget(object.kind, key);
    return before;
  }

  delete(kind: string, key: string): OtherObject | undefined {
    if (!isOtherKind(kind)) return undefined;
    const store: OrderedMap<string, OtherObject> = this.store(kind);
    const before = byText.get(store, key);
    this.state = { ...this.state, stores: { ...this.state.stores, [kind]: byText.delete(store, key) } };
    this.forget(kind, key);
    return before;
  }

  /** The object as it was promised, or else as the API shows it. */
  latest<K extends AssumedKind>(kind: K, key: string): OtherKinds[K] | undefined {
    return byText.get(this.promises(kind), key) ?? this.get(kind, key);
  }

  latestOf<K extends AssumedKind>(kind: K): readonly OtherKinds[K][] {
    const promises = this.promises(kind);
    if (promises === null) return this.list(kind);
    const known = this.list(kind).map((object) => byText.get(promises, keyOf(object)) ?? object);
    return [...known, ...valuesOf(promises).filter((object) => this.get(kind, keyOf(object)) === undefined)];
  }

  promised<K extends AssumedKind>(kind: K): readonly OtherKinds[K][] {
    return valuesOf(this.promises(kind));
  }

  assume(object: OtherKinds[AssumedKind]): void {
    const promises: OrderedMap<string, OtherObject> = this.promises(object.kind);
    this.state = { ...this.state, assumed: { ...this.state.assumed, [object.kind]: byText.set(promises, keyOf(object), object) } };
  }

  restore(object: OtherKinds[AssumedKind]): void {
    this.forget(object.kind, keyOf(object));
  }
}
