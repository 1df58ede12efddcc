import { DYN, paramsOf, type Type } from '../../../base/cel/check/types';
import type { CallEstimate, CostNode } from '../../../base/cel/cost/nodes';
import { add, fixed, MAX, multiply, range, times, UNKNOWN, type Range } from '../../../base/cel/cost/size';
import { LIST_COST, REGEXP_LENGTH, STRUCT_COST, TRAVERSAL } from '../../../base/cel/run/call-cost';

/** What calls of Kubernetes' libraries can cost (apiserver pkg/cel/library/cost.go: CostEstimator.EstimateCallCost). A change here would change which CRDs are accepted. */

const ONE = fixed(1);
const AUTHORIZATION = fixed(350_000);
const MAX_NAME_REGEXP = 128;
const MAX_FORMAT = 64;
/** An address has 4 or 16 bytes. */
const ADDRESS = range(4, 16);

const NOMINAL = new Set([
  'serviceAccount', 'path', 'group', 'resource', 'subresource', 'namespace', 'name', 'allowed', 'reason', 'error', 'errored',
  'masked', 'prefixLength', 'family', 'isUnspecified', 'isLoopback', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isGlobalUnicast', 'format.named',
  'sign', 'asInteger', 'isInteger', 'asApproximateFloat', 'isGreaterThan', 'isLessThan', 'compareTo', 'add', 'sub', 'major', 'minor', 'patch',
  'getScheme', 'getHostname', 'getHost', 'getPort', 'getEscapedPath', 'getQuery',
]);
const ELEMENTS = new Set(['isSorted', 'sum', 'max', 'min', 'indexOf', 'lastIndexOf']);
const READ_FIRST = new Set(['cidr', 'isIP', 'isCIDR', 'quantity', 'isQuantity', 'semver', 'isSemver']);
const READ_TARGET = new Set(['lowerAscii', 'upperAscii', 'substring', 'trim']);

/** Types that compare as quickly as numbers. */
const QUICK = new Set(['kubernetes.Quantity', 'kubernetes.Semver', 'kubernetes.authorization.Authorizer', 'kubernetes.authorization.PathCheck', 'kubernetes.authorization.GroupCheck', 'kubernetes.authorization.ResourceCheck', 'kubernetes.authorization.Decision', 'net.IP', 'net.CIDR']);

/** By how many replacements a text can grow or shrink. */
function replaced(text: Range, old: Range, by: Range): Range {
  const most = old.min === 0n ? { count: text.max < MAX ? text.max + 1n : text.max, kept: text.max } : by.max <= old.min ? { count: 0n, kept: text.max } : { count: ceilDiv(text.max, old.min), kept: 0n };
  const least = old.max === 0n ? { count: text.min < MAX ? text.min + 1n : text.min, kept: text.min } : old.max <= by.min ? { count: 0n, kept: text.min } : { count: ceilDiv(text.min, old.max), kept: 0n };
  return add(multiply(range(least.count, most.count), by), range(least.kept, most.kept));
}

const ceilDiv = (a: bigint, b: bigint): bigint => BigInt(Math.ceil(Number(a) / Number(b)));

/** Costs over the sizes that a schema allows. */
export function kubernetesEstimate(sizeAt: (node: CostNode) => Range | undefined) {
  const sizeOf = (node: CostNode | undefined): Range => (node === undefined ? UNKNOWN : (node.size ?? sizeAt(node) ?? UNKNOWN));
  const traverse = (node: CostNode | undefined, factor = TRAVERSAL): Range => times(sizeOf(node), factor);

  const element = (list: CostNode): CostNode | undefined => {
    const [type] = paramsOf(list.type);
    return type === undefined ? undefined : { path: list.path.length === 0 ? [] : [...list.path, '@items'], type, size: undefined };
  };

  const perElement = (target: CostNode): CallEstimate => {
    const node = element(target);
    if (node === undefined) return { cost: traverse(target) };
    const textual = node.type.kind === 'string' || node.type.kind === 'bytes';
    return { cost: multiply(sizeOf(target), textual ? add(ONE, traverse(node)) : ONE) };
  };

  const joined = (target: CostNode, separator: CostNode | undefined): CallEstimate => {
    const count = sizeOf(target);
    const node = element(target);
    const elements = node === undefined ? fixed(0) : multiply(count, sizeOf(node));
    const gaps = range(count.min > 0n ? count.min - 1n : 0n, count.max > 0n ? count.max - 1n : 0n);
    const size = separator === undefined ? elements : add(elements, multiply(sizeOf(separator), gaps));
    return { cost: times(size, TRAVERSAL), size };
  };

  const equality = (left: Type, right: Type): CallEstimate | undefined => {
    const name = 'name' in left ? left.name : '';
    if (name === '' || left.kind !== right.kind || name !== ('name' in right ? right.name : '')) return undefined;
    if (QUICK.has(name)) return { cost: ONE };
    if (name === 'kubernetes.NamedFormat') return { cost: times(range(1, MAX_FORMAT), TRAVERSAL) };
    return undefined;
  };

  return (name: string, overload: string, target: CostNode | undefined, args: readonly CostNode[]): CallEstimate | undefined => {
    const [first = undefined] = args;
    if (NOMINAL.has(name)) return { cost: ONE };
    if (ELEMENTS.has(name)) return target === undefined ? undefined : perElement(target);
    if (READ_FIRST.has(name)) return { cost: traverse(first) };
    if (READ_TARGET.has(name)) return target === undefined ? undefined : { cost: traverse(target), size: sizeOf(target) };
    switch (name) {
      case 'check':
        return { cost: AUTHORIZATION };
      case 'fieldSelector':
      case 'labelSelector':
        return { cost: add(add(fixed(LIST_COST), traverse(first)), times(times(sizeOf(first), 0.5), LIST_COST + STRUCT_COST)) };
      case 'url':
      case 'jsonpatch.escapeKey':
        return { cost: traverse(first), size: sizeOf(first) };
      case 'replace':
        return target === undefined || args.length < 2 ? undefined : { cost: traverse(target, 2 * TRAVERSAL), size: replaced(sizeOf(target), sizeOf(first), sizeOf(args[1])) };
      case 'split': {
        const limit = args[1]?.expr;
        const most = limit?.kind === 'literal' && limit.literal.type === 'int' ? BigInt.asUintN(64, limit.literal.value) : sizeOf(target).max;
        return target === undefined ? undefined : { cost: traverse(target, 2 * TRAVERSAL), size: range(0, most) };
      }
      case 'join':
        return target === undefined ? undefined : joined(target, first);
      case 'find':
      case 'findAll':
        return target === undefined ? undefined : { cost: multiply(times(add(sizeOf(target), ONE), TRAVERSAL), traverse(first, REGEXP_LENGTH)), size: range(0, sizeOf(target).max) };
      case 'ip':
        return { cost: overload === 'cidr_ip' ? ONE : traverse(first) };
      case 'ip.isCanonical':
        return { cost: traverse(first, 2 * TRAVERSAL) };
      case 'containsIP':
      case 'containsCIDR': {
        const compared = times(add(ADDRESS, ADDRESS), TRAVERSAL);
        const cost = name === 'containsIP' ? compared : add(add(compared, times(ADDRESS, TRAVERSAL)), ONE);
        return { cost: overload.endsWith('_string') ? add(cost, traverse(first)) : cost };
      }
      case 'validate':
        return { cost: times(traverse(first), MAX_NAME_REGEXP * REGEXP_LENGTH) };
      case '_==_':
        return args.length === 2 ? equality(first?.type ?? DYN, args[1]!.type) : undefined;
      default:
        return undefined;
    }
  };
}
