import { goSort } from '../../base/go/sort';
import { quote } from '../../base/go/quote';
import { compareQuantity, parseQuantity } from '../quantity';
import { findResults } from './evaluate';
import { JsonPathError } from './nodes';
import type { Node } from './nodes';
import { parseTemplate } from './parse';
import { relaxedPath } from './relaxed';
import { typeName } from '../../base/go/values';
import type { Json, Value } from '../../base/go/values';

export type SortResult<T> =
  | { readonly ok: true; readonly objects: readonly T[] }
  /** `fatal`: kubectl ends at once with that line of its log; `cut`: the real line goes on with the object in Go's notation. */
  | { readonly ok: false; readonly error: string; readonly fatal: boolean; readonly cut?: true };

class Fatal extends Error {
  constructor(message: string, readonly cut = false) {
    super(message);
  }
}

/** isLess (kubectl pkg/cmd/get/sorter.go): quantities by amount, other texts by bytes, numbers; nothing else has an order. */
function valueLess(left: Value, right: Value): boolean {
  if (left === null && right === null) return false;
  if (left === null || right === null) return left === null;
  if (typeof left === 'string') {
    if (typeof right !== 'string') throw new JsonPathError('unsortable interface: interface');
    const [a, b] = [parseQuantity(left), parseQuantity(right)];
    return a.ok && b.ok ? compareQuantity(a.value, b.value) < 0 : left < right;
  }
  if (typeof left !== 'number') throw new JsonPathError(`unsortable type: ${typeName(left)}`);
  if (typeof right !== 'number' || typeName(left) !== typeName(right)) throw new JsonPathError('unsortable interface: interface');
  return left < right;
}

function firstValue(template: readonly Node[], object: Json): Value[] {
  return [...(findResults(template, object, { allowMissingKeys: true })[0] ?? [])].slice(0, 1);
}

/** RuntimeSort.Less, and TableSorter.Less of rows: `what`, as Go names the type of what it sorts. */
function objectLess(template: readonly Node[], path: string, what: string, a: Json, b: Json): boolean {
  const valuesOf = (object: Json, which: string): Value[] => {
    try {
      return firstValue(template, object);
    } catch (error) {
      throw error instanceof JsonPathError ? new Fatal(`Failed to get ${which} values for `, true) : error;
    }
  };
  const [left, right] = [valuesOf(a, 'i'), valuesOf(b, 'j')];
  if (left.length === 0) return true;
  if (right.length === 0) return false;
  try {
    return valueLess(left[0], right[0]);
  } catch (error) {
    throw error instanceof JsonPathError ? new Fatal(`Field ${path} in ${what} is an unsortable type: interface, err: ${error.message}`) : error;
  }
}

/** SortObjects, for `kubectl get --sort-by`: the objects in their new order. It asks the same questions in the same order as Go, which counts where the answers contradict each other: two objects that both lack the field each come before the other. */
export function sortObjects<T extends Json>(objects: readonly T[], sortBy: string, what = '*unstructured.Unstructured'): SortResult<T> {
  try {
    if (objects.length === 0) return { ok: true, objects };
    const path = relaxedPath(sortBy);
    const template = parseTemplate(path);
    if (!objects.some((object) => firstValue(template, object).length > 0)) {
      return { ok: false, error: `couldn't find any field with path ${quote(path)} in the list of objects`, fatal: false };
    }
    return { ok: true, objects: goSort(objects, (a, b) => objectLess(template, path, what, a, b)) };
  } catch (error) {
    if (error instanceof Fatal) return { ok: false, error: error.message, fatal: true, ...(error.cut ? { cut: true } : {}) };
    if (error instanceof JsonPathError) return { ok: false, error: error.message, fatal: false };
    throw error;
  }
}
