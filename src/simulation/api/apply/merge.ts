import { isObject } from '../schema/walk';
import { atomFor } from './atoms';
import type { Atom, ListAtom, MapAtom } from './atoms';
import { elementsOf } from './list-items';
import type { PathElement } from './path-element';

/** typed.Merge: the left object with what the right one says. Undefined is what is not there. */
export function mergeTyped(left: unknown, right: unknown, type: Atom): unknown {
  const atom = right === undefined ? atomFor(type, left) : atomFor(type, right);
  const { map, scalar, list } = atom;
  if (map !== undefined) return mergeMaps(left, right, map);
  if (scalar !== undefined || list === undefined) return keep(left, right);
  return mergeLists(left, right, list);
}

const keep = (left: unknown, right: unknown): unknown => (right === undefined ? left : right);

function mergeMaps(left: unknown, right: unknown, map: MapAtom): unknown {
  const [own, other] = [isObject(left) ? left : {}, isObject(right) ? right : {}];
  const names = new Set([...Object.keys(own), ...Object.keys(other)]);
  if (map.atomic || names.size === 0) return keep(left, right);
  const merged = [...names].flatMap((name): [string, unknown][] => {
    const ref = map.field(name) ?? map.element;
    const value = ref === undefined ? undefined : mergeTyped(own[name], other[name], ref());
    return value === undefined ? [] : [[name, value]];
  });
  return merged.length === 0 ? undefined : Object.fromEntries(merged);
}

/**
 * Items of both lists: those of the right one in its order, those that only the left one has where they stood among the shared ones
 * (mergingWalker.visitListItems).
 */
function mergeLists(left: unknown, right: unknown, list: ListAtom): unknown {
  const [own, other] = [Array.isArray(left) ? left : [], Array.isArray(right) ? right : []];
  if (list.relation === 'atomic' || (own.length === 0 && other.length === 0)) return keep(left, right);
  const [leftItems, rightItems] = [elementsOf(list, own), elementsOf(list, other)];
  const [leftByElement, rightByElement] = [indexed(leftItems), indexed(rightItems)];
  const shared = rightItems.map(([element]) => element).filter((element) => leftByElement.has(element));
  const done = new Set<PathElement>();
  const out: unknown[] = [];
  const add = (element: PathElement, before: unknown, after: unknown): void => {
    const value = mergeTyped(before, after, list.element());
    if (value !== undefined) out.push(value);
    if (after !== undefined) done.add(element);
  };
  let next = shared.shift();
  for (let l = 0, r = 0; l < leftItems.length || r < rightItems.length; ) {
    const leftItem = leftItems[l];
    const rightItem = rightItems[r];
    if (leftItem !== undefined && rightItem !== undefined) {
      const [element] = leftItem;
      if (element === rightItem[0]) {
        add(element, leftByElement.get(element), rightByElement.get(element));
        l += 1;
        r += 1;
        next = shared.shift();
        continue;
      }
      // A shared item that does not come next stands further on.
      if (rightByElement.has(element) && next !== undefined && next !== element) {
        l += 1;
        continue;
      }
    }
    if (leftItem !== undefined) {
      const [element, item] = leftItem;
      if (!rightByElement.has(element)) {
        add(element, item, undefined);
        l += 1;
        continue;
      }
      if (done.has(element)) l += 1;
    }
    if (rightItem !== undefined) {
      const [element] = rightItem;
      add(element, leftByElement.get(element), rightByElement.get(element));
      r += 1;
      if (next === element) next = shared.shift();
    }
  }
  return out.length === 0 ? undefined : out;
}

/** What is there twice is null. */
function indexed(items: readonly (readonly [PathElement, unknown])[]): ReadonlyMap<PathElement, unknown> {
  const map = new Map<PathElement, unknown>();
  for (const [element, item] of items) map.set(element, map.has(element) ? null : item);
  return map;
}
