import type { MapNode, OrderedMap } from './ordered-map';

/** How to make one of many: `add` is associative, and `zero` changes nothing. */
export interface Addition<V, S> {
  readonly zero: S;
  of(value: V): S;
  add(a: S, b: S): S;
}

/**
 * What the values of maps come to together, in their order. The sums of subtrees are remembered, and maps that come from one another share most of theirs: after a change,
 * O(log n) additions.
 */
export function sumsOf<K, V, S>({ zero, of, add }: Addition<V, S>): (map: OrderedMap<K, V>) => S {
  const known = new WeakMap<MapNode<K, V>, S>();
  const whole = (map: OrderedMap<K, V>): S => {
    if (map === null) return zero;
    const found = known.get(map);
    if (found !== undefined) return found;
    const sum = add(add(whole(map.left), of(map.value)), whole(map.right));
    known.set(map, sum);
    return sum;
  };
  return whole;
}

/** As {@link sumsOf}, but for the value under one key. */
export function sumsWithout<K, V, S>(addition: Addition<V, S>, compare: (a: K, b: K) => number): (map: OrderedMap<K, V>, except: K) => S {
  const { zero, of, add } = addition;
  const whole = sumsOf<K, V, S>(addition);
  const without = (map: OrderedMap<K, V>, except: K): S => {
    if (map === null) return zero;
    const order = compare(except, map.key);
    if (order === 0) return add(whole(map.left), whole(map.right));
    const own = of(map.value);
    return order < 0 ? add(add(without(map.left, except), own), whole(map.right)) : add(add(whole(map.left), own), without(map.right, except));
  };
  return without;
}
