/**
 * A persistent map in the order of its keys: a change gives a new map and shares all but O(log n) nodes with the old one, so a
 * snapshot is free. It is plain data (no class), so it can be frozen, compared, stored and sent to a worker.
 *
 * Weight-balanced trees with the parameters ⟨3, 2⟩, which are proven right (Hirai and Yamamoto, Balancing weight-balanced trees, 2011).
 */
export interface MapNode<K, V> {
  readonly key: K;
  readonly value: V;
  readonly size: number;
  readonly left: OrderedMap<K, V>;
  readonly right: OrderedMap<K, V>;
}

/** `null` is the empty map. */
export type OrderedMap<K, V> = MapNode<K, V> | null;

/** What can be done with the maps of one order. Every operation leaves its argument as it was. */
export interface MapOperations<K> {
  /** O(log n). */
  get<V>(map: OrderedMap<K, V>, key: K): V | undefined;
  has(map: OrderedMap<K, unknown>, key: K): boolean;
  /** O(log n). Gives back the same map when the value is already there. */
  set<V>(map: OrderedMap<K, V>, key: K, value: V): OrderedMap<K, V>;
  /** O(log n). Gives back the same map when the key is not there. */
  delete<V>(map: OrderedMap<K, V>, key: K): OrderedMap<K, V>;
  /** Builds a map; of equal keys the last one stays. O(n) where the keys come in order. */
  from<V>(entries: Iterable<readonly [K, V]>): OrderedMap<K, V>;
  /** The entries in order, those from `start` on where one is given (it need not be there). O(log n) to the first. */
  entries<V>(map: OrderedMap<K, V>, start?: K): IterableIterator<[K, V]>;
}

export const sizeOf = (map: OrderedMap<never, unknown> | { readonly size: number } | null): number => map?.size ?? 0;

const DELTA = 3;
const GAMMA = 2;

function node<K, V>(key: K, value: V, left: OrderedMap<K, V>, right: OrderedMap<K, V>): MapNode<K, V> {
  return { key, value, size: (left?.size ?? 0) + (right?.size ?? 0) + 1, left, right };
}

function rotateLeft<K, V>(key: K, value: V, left: OrderedMap<K, V>, right: MapNode<K, V>): MapNode<K, V> {
  const inner = right.left;
  if (inner === null || inner.size + 1 < GAMMA * ((right.right?.size ?? 0) + 1)) {
    return node(right.key, right.value, node(key, value, left, inner), right.right);
  }
  return node(inner.key, inner.value, node(key, value, left, inner.left), node(right.key, right.value, inner.right, right.right));
}

function rotateRight<K, V>(key: K, value: V, left: MapNode<K, V>, right: OrderedMap<K, V>): MapNode<K, V> {
  const inner = left.right;
  if (inner === null || inner.size + 1 < GAMMA * ((left.left?.size ?? 0) + 1)) {
    return node(left.key, left.value, left.left, node(key, value, inner, right));
  }
  return node(inner.key, inner.value, node(left.key, left.value, left.left, inner.left), node(key, value, inner.right, right));
}

/** A node of two subtrees of which one may have become a little too heavy. */
function balance<K, V>(key: K, value: V, left: OrderedMap<K, V>, right: OrderedMap<K, V>): MapNode<K, V> {
  const leftWeight = (left?.size ?? 0) + 1;
  const rightWeight = (right?.size ?? 0) + 1;
  if (right !== null && rightWeight > DELTA * leftWeight) return rotateLeft(key, value, left, right);
  if (left !== null && leftWeight > DELTA * rightWeight) return rotateRight(key, value, left, right);
  return node(key, value, left, right);
}

/** A node with another left side; where a value alone has changed, the tree keeps its shape. */
function withLeft<K, V>(map: MapNode<K, V>, left: MapNode<K, V>): MapNode<K, V> {
  const { key, value, size, right } = map;
  return left.size === map.left?.size ? { key, value, size, left, right } : balance(key, value, left, right);
}

function withRight<K, V>(map: MapNode<K, V>, right: MapNode<K, V>): MapNode<K, V> {
  const { key, value, size, left } = map;
  return right.size === map.right?.size ? { key, value, size, left, right } : balance(key, value, left, right);
}

/** The first entry of a map, and the rest. */
export function takeFirst<K, V>(map: MapNode<K, V>): { first: MapNode<K, V>; rest: OrderedMap<K, V> } {
  if (map.left === null) return { first: map, rest: map.right };
  const { first, rest } = takeFirst(map.left);
  return { first, rest: balance(map.key, map.value, rest, map.right) };
}

function join<K, V>(left: OrderedMap<K, V>, right: OrderedMap<K, V>): OrderedMap<K, V> {
  if (left === null) return right;
  if (right === null) return left;
  const { first, rest } = takeFirst(right);
  return balance(first.key, first.value, left, rest);
}

function gather<V>(map: OrderedMap<never, V>, values: V[]): V[] {
  for (let at = map; at !== null; at = at.right) {
    gather(at.left, values);
    values.push(at.value);
  }
  return values;
}

/** The values in the order of their keys. */
export const valuesOf = <V>(map: { readonly value: V } | null): V[] => gather(map as OrderedMap<never, V>, []);

/** Of pairs in order those from `start` to before `end`, as a tree whose sides differ by one entry at most. */
function middleFirst<K, V>(pairs: readonly (readonly [K, V])[], start: number, end: number): OrderedMap<K, V> {
  if (start === end) return null;
  const middle = (start + end) >>> 1;
  const [key, value] = pairs[middle]!;
  return node(key, value, middleFirst(pairs, start, middle), middleFirst(pairs, middle + 1, end));
}

/** Operations on maps whose keys `compare` orders (negative: `a` comes first; 0: the same key). */
export function orderedBy<K>(compare: (a: K, b: K) => number): MapOperations<K> {
  const find = <V>(map: OrderedMap<K, V>, key: K): MapNode<K, V> | null => {
    let at = map;
    while (at !== null) {
      const order = compare(key, at.key);
      if (order === 0) return at;
      at = order < 0 ? at.left : at.right;
    }
    return null;
  };
  const set = <V>(map: OrderedMap<K, V>, key: K, value: V): MapNode<K, V> => {
    if (map === null) return node<K, V>(key, value, null, null);
    const order = compare(key, map.key);
    if (order === 0) return Object.is(map.value, value) ? map : { key, value, size: map.size, left: map.left, right: map.right };
    if (order < 0) {
      const left = set(map.left, key, value);
      return left === map.left ? map : withLeft(map, left);
    }
    const right = set(map.right, key, value);
    return right === map.right ? map : withRight(map, right);
  };
  const remove = <V>(map: OrderedMap<K, V>, key: K): OrderedMap<K, V> => {
    if (map === null) return null;
    const order = compare(key, map.key);
    if (order === 0) return join(map.left, map.right);
    if (order < 0) {
      const left = remove(map.left, key);
      return left === map.left ? map : balance(map.key, map.value, left, map.right);
    }
    const right = remove(map.right, key);
    return right === map.right ? map : balance(map.key, map.value, map.left, right);
  };
  function* entries<V>(map: OrderedMap<K, V>, start?: K): IterableIterator<[K, V]> {
    const waiting: MapNode<K, V>[] = [];
    for (let at = map; at !== null; ) {
      const skipped = start !== undefined && compare(at.key, start) < 0;
      if (!skipped) waiting.push(at);
      at = skipped ? at.right : at.left;
    }
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      yield [next.key, next.value];
      for (let at = next.right; at !== null; at = at.left) waiting.push(at);
    }
  }
  return {
    get: (map, key) => find(map, key)?.value,
    has: (map, key) => find(map, key) !== null,
    set,
    delete: remove,
    from: <V>(pairs: Iterable<readonly [K, V]>) => {
      const all = [...pairs];
      if (all.every(([key], at) => at === 0 || compare(all[at - 1]![0], key) < 0)) return middleFirst(all, 0, all.length);
      let map: OrderedMap<K, V> = null;
      for (const [key, value] of all) map = set(map, key, value);
      return map;
    },
    entries,
  };
}

/** The order of the UTF-16 units: for the ASCII names of Kubernetes the order in which etcd keeps keys. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Maps by text, in the order of {@link compareText}. */
export const byText: MapOperations<string> = orderedBy(compareText);
