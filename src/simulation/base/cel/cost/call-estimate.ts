import { LIST_COST, REGEXP_LENGTH, TRAVERSAL } from '../run/call-cost';
import type { CallExpr } from '../syntax/ast';
import type { CallEstimate, CostNode, Sizes } from './nodes';
import { add, fixed, MAX, multiply, range, sum, times, union, UNKNOWN, type Range } from './size';

/** What calls of CEL itself and of cel-go's libraries can cost (cel-go checker/cost.go: functionCost; ext/lists.go, ext/sets.go). */

const size = (node: CostNode | undefined): Range => node?.size ?? UNKNOWN;
const ONE = fixed(1);

function literalInt(node: CostNode | undefined, otherwise: bigint): bigint {
  const { expr } = node ?? {};
  return expr?.kind === 'literal' && expr.literal.type === 'int' ? (expr.literal.value < 0n ? 0n : expr.literal.value) : otherwise;
}

const allocating = (factor: number, listSize: Range): CallEstimate => ({ cost: sum(times(listSize, factor), ONE, fixed(LIST_COST)), size: listSize });

/** Sorting and comparing all with all; texts cost their length as well. */
function compareAll(overload: string, node: CostNode | undefined): CallEstimate {
  const own = size(node);
  return allocating(/^list_(string|bytes)_/.test(overload) ? 2 + TRAVERSAL : 2, multiply(own, own));
}

function extension(overload: string, target: CostNode | undefined, args: readonly CostNode[]): CallEstimate | undefined {
  const sets = /^list_sets_(contains|intersects|equivalent)_list$/.exec(overload);
  if (sets !== null) return { cost: add(times(multiply(size(args[0]), size(args[1])), sets[1] === 'equivalent' ? 2 : 1), ONE) };
  switch (overload) {
    case 'list_slice': {
      const span = literalInt(args[1], size(target).max) - literalInt(args[0], 0n);
      return allocating(1, fixed(span < 0n ? MAX + 1n + span : span));
    }
    case 'lists_range':
      return allocating(1, fixed(literalInt(args[0], MAX)));
    case 'list_reverse':
      return allocating(1, size(target));
    case 'list_flatten':
      return allocating(1, size(target));
    case 'list_flatten_int':
      return allocating(Number(literalInt(args[0], MAX)), size(target));
    case 'list_distinct':
      return allocating(2, multiply(size(target), size(target)));
    default:
      if (/^list_.*_sort$/.test(overload)) return compareAll(overload, target);
      return /_sortByAssociatedKeys$/.test(overload) ? compareAll(overload, args[0]) : undefined;
  }
}

const IN_ORDER = /^(less|greater|less_equals|greater_equals)_(string|bytes)$|^(equals|not_equals)$/;

/** The cost of a call with that of its arguments, and the size of its result where that is known. */
export function callEstimate(sizes: Sizes, expr: CallExpr, overload: string, target: CostNode | undefined, args: readonly CostNode[], argCosts: readonly Range[]): CallEstimate {
  const withArgs = (cost: Range, resultSize?: Range): CallEstimate => ({ cost: sum(cost, ...argCosts), ...(resultSize === undefined ? {} : { size: resultSize }) });
  const found = extension(overload, target, args);
  if (found !== undefined) return withArgs(found.cost, found.size);
  if (IN_ORDER.test(overload)) {
    const [left, right] = [size(args[0]).max, size(args[1]).max];
    const least = right < left ? right : left;
    return withArgs(times(range(least > 0n ? 1 : 0, least), TRAVERSAL));
  }
  const traversal = (node: CostNode | undefined): Range => times(size(node), TRAVERSAL);
  switch (overload) {
    case 'string_format':
      return withArgs(traversal(target));
    case 'string_to_bytes':
      return withArgs(traversal(args[0]), range(size(args[0]).min, (size(args[0]).max * 4n) & MAX));
    case 'bytes_to_string':
      return withArgs(traversal(args[0]), range(size(args[0]).min / 4n, size(args[0]).max));
    case 'strings_quote':
      return withArgs(traversal(args[0]), range((size(args[0]).min + 2n) & MAX, (size(args[0]).max * 2n + 2n) & MAX));
    case 'starts_with_string':
    case 'ends_with_string':
      return withArgs(traversal(args[0]));
    case 'in_list':
      return withArgs(size(args[1]));
    case 'matches_string':
      if (target === undefined || args.length !== 1) break;
      return withArgs(multiply(times(add(size(target), ONE), TRAVERSAL), times(size(args[0]), REGEXP_LENGTH)));
    case 'contains_string':
      return withArgs(multiply(traversal(target), traversal(args[0])));
    case 'logical_or':
    case 'logical_and':
      return { cost: { min: argCosts[0]!.min, max: add(argCosts[0]!, argCosts[1]!).max } };
    case 'conditional': {
      const [then, otherwise] = [sizes.entriesOf(args[1]?.expr), sizes.entriesOf(args[2]?.expr)];
      if (then !== undefined && otherwise !== undefined) sizes.keepEntries(expr, { kind: then.kind, key: union(then.key, otherwise.key), value: union(then.value, otherwise.value) });
      return { cost: add(argCosts[0]!, union(argCosts[1]!, argCosts[2]!)), size: union(size(args[1]), size(args[2])) };
    }
    case 'add_string':
    case 'add_bytes':
    case 'add_list': {
      const result = add(size(args[0]), size(args[1]));
      const [left, right] = [sizes.entriesOf(args[0]?.expr), sizes.entriesOf(args[1]?.expr)];
      if (left !== undefined && right !== undefined) sizes.keepEntries(expr, { kind: left.kind, key: union(left.key, right.key), value: union(left.value, right.value) });
      return withArgs(overload === 'add_list' ? ONE : times(result, TRAVERSAL), result);
    }
    default:
  }
  return withArgs(ONE);
}
