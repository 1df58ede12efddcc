import { sizeOf } from '../library/functions-standard';
import { isList, Optional, typeNameOf, type Value } from './values';

/** What a call costs when it runs, in CEL's units (cel-go interpreter/runtimecost.go, ext/lists.go, ext/sets.go). */

/** A cost for a call; undefined: ask the next. */
export type CallCost = (call: { readonly name: string; readonly overload: string; readonly args: readonly Value[]; readonly result: Value }) => number | undefined;

export const TRAVERSAL = 0.1;
export const REGEXP_LENGTH = 0.25;
export const LIST_COST = 10;
export const MAP_COST = 30;
export const STRUCT_COST = 40;

/** traits.Sizer: 1 for what has no size. */
export function actualSize(value: Value): number {
  return value instanceof Optional && value.value !== undefined ? actualSize(value.value) : (sizeOf(value) ?? 1);
}

const traversal = (size: number, factor = TRAVERSAL): number => Math.ceil(size * factor);
const allocating = (size: number, factor: number): number => Math.floor(size * factor) + 1 + LIST_COST;

function compareAll(list: Value): number {
  const size = actualSize(list);
  const first = isList(list) ? list[0] : undefined;
  const textual = first !== undefined && (typeNameOf(first) === 'string' || typeNameOf(first) === 'bytes');
  return allocating(size * size, textual ? 2 + TRAVERSAL : 2);
}

const IN_ORDER = /^(less|greater|less_equals|greater_equals)_(string|bytes)$|^(equals|not_equals)$/;

/** ext/lists.go and ext/sets.go. */
function extension(overload: string, args: readonly Value[], result: Value): number | undefined {
  if (/^list_(slice|reverse)$|^lists_range$/.test(overload)) return allocating(actualSize(result), 1);
  if (overload === 'list_flatten' || overload === 'list_flatten_int') return allocating(actualSize(args[0]!), args.length === 2 ? Number(args[1] as bigint) : 1);
  if (overload === 'list_distinct' || /^list_.*_sort$/.test(overload)) return compareAll(args[0]!);
  if (/_sortByAssociatedKeys$/.test(overload)) return compareAll(args[1]!);
  const sets = /^list_sets_(contains|intersects|equivalent)_list$/.exec(overload);
  return sets === null ? undefined : 1 + Math.floor(actualSize(args[0]!) * actualSize(args[1]!) * (sets[1] === 'equivalent' ? 2 : 1));
}

/** CostTracker.costCall; `own`: costs that come before those of CEL itself. */
export function callCost(own: CallCost | undefined, call: Parameters<CallCost>[0]): number {
  const { overload, args, result } = call;
  const found = extension(overload, args, result) ?? own?.(call);
  if (found !== undefined) return found;
  const size = (at: number): number => actualSize(args[at]!);
  if (IN_ORDER.test(overload)) return traversal(Math.min(size(0), size(1)));
  switch (overload) {
    case 'starts_with_string':
    case 'ends_with_string':
    case 'string_to_bytes':
    case 'bytes_to_string':
    case 'strings_quote':
    case 'string_format':
      return traversal(size(0));
    case 'in_list':
      return size(1);
    case 'add_string':
    case 'add_bytes':
      return traversal(size(0) + size(1));
    case 'matches_string':
      return traversal(1 + size(0)) * traversal(size(1), REGEXP_LENGTH);
    case 'contains_string':
      return traversal(size(0)) * traversal(size(1));
    default:
      return 1;
  }
}
