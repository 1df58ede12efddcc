import { goValue } from '../../base/go/print';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { goTypeOf, listOfLists, noMergeKey, PatchError, wrongType } from './patch-error';

export const DIRECTIVE = '$patch';

/** Go's insertion sort, in place of a comparison that is not always one: what is `less` than its left neighbour moves on to the left. */
export function insertionSort<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  const sorted = [...items];
  for (let i = 1; i < sorted.length; i += 1) {
    for (let j = i; j > 0 && less(sorted[j]!, sorted[j - 1]!); j -= 1) [sorted[j], sorted[j - 1]] = [sorted[j - 1]!, sorted[j]!];
  }
  return sorted;
}

/** StringsAreSorted of two values as Go prints them: equal ones change places. */
const printedInOrder = (a: unknown, b: unknown): boolean => goValue(a) <= goValue(b);

export const sortScalars = (items: readonly unknown[]): readonly unknown[] => insertionSort(items, printedInOrder);

/** sortMapsBasedOnField. */
export const sortMaps = (items: readonly JsonObject[], key: string): readonly JsonObject[] => insertionSort(items, (a, b) => printedInOrder(a[key], b[key]));

/** deduplicateScalars: the last item takes the place of one that is there twice. */
export function deduplicate(items: readonly unknown[]): readonly unknown[] {
  const result = [...items];
  for (let i = 0; i < result.length - 1; i += 1) {
    for (let j = i + 1; j < result.length; j += 1) {
      if (result[i] !== result[j]) continue;
      result[j] = result[result.length - 1];
      result.pop();
      j -= 1;
    }
  }
  return result;
}

/** sliceElementType: whether the items of some lists are maps; all must be of one type. */
export function elementKind(...lists: readonly (readonly unknown[])[]): 'map' | 'scalar' {
  let type: string | undefined;
  for (const item of lists.flat(1)) {
    const current = goTypeOf(item);
    if (type === undefined && Array.isArray(item)) throw listOfLists();
    if (type !== undefined && type !== current) throw new PatchError(`list element types are not identical: ${goValue(lists)}`);
    type = current;
  }
  if (type === undefined) throw new PatchError('no elements in any of the given slices');
  return type === 'map[string]interface {}' ? 'map' : 'scalar';
}

export function mapsIn(items: readonly unknown[]): readonly JsonObject[] {
  return items.map((item) => {
    if (!isObject(item)) throw wrongType('map', item);
    return item;
  });
}

export function keyOf(item: JsonObject, key: string): unknown {
  if (!Object.hasOwn(item, key)) throw noMergeKey(item, key);
  return item[key];
}

const sameItem = (a: unknown, b: unknown, key: string): boolean => (key === '' ? a === b : isObject(a) && isObject(b) && a[key] === b[key]);

const indexIn = (list: readonly unknown[], item: unknown, key: string): number => list.findIndex((other) => sameItem(item, other, key));

export const isDeletion = (item: unknown): boolean => isObject(item) && item[DIRECTIVE] === 'delete';

/** normalizeSliceOrder: in the order of another list; what is to be deleted comes last. */
export function inOrderOf(items: readonly unknown[], order: readonly unknown[], key: string): readonly unknown[] {
  if (key !== '') for (const item of [...mapsIn(items), ...mapsIn(order)]) keyOf(item, key);
  const deleted = key === '' ? [] : items.filter(isDeletion);
  const rest = key === '' ? items : items.filter((item) => !isDeletion(item));
  const less = (a: unknown, b: unknown): boolean => {
    const [left, right] = [indexIn(order, a, key), indexIn(order, b, key)];
    return left >= 0 && right >= 0 ? left < right : true;
  };
  return [...insertionSort(rest, less), ...deleted];
}

/** partitionMapsByPresentInList and partitionPrimitivesByPresentInList. */
export function partition(items: readonly unknown[], by: readonly unknown[], key: string): { readonly present: readonly unknown[]; readonly absent: readonly unknown[] } {
  if (key !== '') mapsIn(items).forEach((item) => keyOf(item, key));
  const isPresent = (item: unknown): boolean => indexIn(by, item, key) >= 0;
  return { present: items.filter(isPresent), absent: items.filter((item) => !isPresent(item)) };
}

/**
 * normalizeElementOrder: the items of the patch in its order, and between them those that only the server has, where they stood before the
 * patched item that followed them.
 */
export function mergeOrders(patched: readonly unknown[], serverOnly: readonly unknown[], patchOrder: readonly unknown[], serverOrder: readonly unknown[], key: string): readonly unknown[] {
  const right = [...inOrderOf(patched, patchOrder, key)];
  const left = [...inOrderOf(serverOnly, serverOrder, key)];
  const merged: unknown[] = [];
  while (left.length > 0 || right.length > 0) {
    const [a, b] = [left[0], right[0]];
    if (left.length === 0) merged.push(right.shift());
    else if (right.length === 0) merged.push(left.shift());
    else {
      const [before, after] = [indexIn(serverOrder, a, key), indexIn(serverOrder, b, key)];
      merged.push(before >= 0 && after >= 0 && before < after ? left.shift() : right.shift());
    }
  }
  return merged;
}
