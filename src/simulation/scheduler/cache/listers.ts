import { isOtherKind, keyOf } from '../objects';
import type { OtherKind, OtherKinds, OtherObject } from '../objects';

type Stores = { [K in OtherKind]: Map<string, OtherKinds[K]> };

/** What informers keep of objects that are neither nodes nor Pods, by kind and key; the place the plugins look them up. */
export class Listers {
  private readonly stores: Partial<Stores> = {};
  /** Volumes and claims that a Pod was promised but that the API does not show yet (volumebinding AssumeCache). */
  private readonly assumed: { PersistentVolume: Map<string, OtherKinds['PersistentVolume']>; PersistentVolumeClaim: Map<string, OtherKinds['PersistentVolumeClaim']> } = {
    PersistentVolume: new Map(),
    PersistentVolumeClaim: new Map(),
  };

  private store<K extends OtherKind>(kind: K): Map<string, OtherKinds[K]> {
    const stores: { [P in OtherKind]?: Map<string, OtherKinds[P]> } = this.stores;
    const found = stores[kind];
    if (found !== undefined) return found;
    const made = new Map<string, OtherKinds[K]>();
    Object.assign(this.stores, { [kind]: made });
    return made;
  }

  get<K extends OtherKind>(kind: K, key: string): OtherKinds[K] | undefined {
    return this.store(kind).get(key);
  }

  list<K extends OtherKind>(kind: K): OtherKinds[K][] {
    return [...this.store(kind).values()];
  }

  /** Returns what was there before. */
  set(object: OtherObject): OtherObject | undefined {
    const key = keyOf(object);
    const store: Map<string, OtherObject> = this.store(object.kind);
    const before = store.get(key);
    store.set(key, object);
    if (object.kind === 'PersistentVolume' || object.kind === 'PersistentVolumeClaim') this.assumed[object.kind].delete(key);
    return before;
  }

  delete(kind: string, key: string): OtherObject | undefined {
    if (!isOtherKind(kind)) return undefined;
    const store: Map<string, OtherObject> = this.store(kind);
    const before = store.get(key);
    store.delete(key);
    if (kind === 'PersistentVolume' || kind === 'PersistentVolumeClaim') this.assumed[kind].delete(key);
    return before;
  }

  volume(name: string): OtherKinds['PersistentVolume'] | undefined {
    return this.assumed.PersistentVolume.get(name) ?? this.get('PersistentVolume', name);
  }

  volumes(): OtherKinds['PersistentVolume'][] {
    return this.list('PersistentVolume').map((volume) => this.assumed.PersistentVolume.get(keyOf(volume)) ?? volume);
  }

  claim(key: string): OtherKinds['PersistentVolumeClaim'] | undefined {
    return this.assumed.PersistentVolumeClaim.get(key) ?? this.get('PersistentVolumeClaim', key);
  }

  assume(object: OtherKinds['PersistentVolume'] | OtherKinds['PersistentVolumeClaim']): void {
    if (object.kind === 'PersistentVolume') this.assumed.PersistentVolume.set(keyOf(object), object);
    else this.assumed.PersistentVolumeClaim.set(keyOf(object), object);
  }

  restore(object: OtherKinds['PersistentVolume'] | OtherKinds['PersistentVolumeClaim']): void {
    this.assumed[object.kind].delete(keyOf(object));
  }
}
