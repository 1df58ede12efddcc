import { actualSize, LIST_COST, REGEXP_LENGTH, STRUCT_COST, TRAVERSAL, type CallCost } from '../../../base/cel/run/call-cost';
import { CelMap, isList, Opaque, type Value } from '../../../base/cel/run/values';
import type { NamedFormat } from './formats';

/** What calls of Kubernetes' libraries cost when they run (apiserver pkg/cel/library/cost.go: CostEstimator.CallCost). */

const bytes = (text: string): number => new TextEncoder().encode(text).length;

function traversalCost(value: Value): number {
  if (typeof value === 'string') return Math.trunc(bytes(value) * TRAVERSAL);
  if (value instanceof Uint8Array) return Math.trunc(value.length * TRAVERSAL);
  if (isList(value)) return value.reduce((sum: number, element) => sum + traversalCost(element), 0);
  if (value instanceof CelMap) return value.entries().reduce((sum, [key, element]) => sum + traversalCost(key) + traversalCost(element), 0);
  return 1;
}

const traverse = (size: number, factor = TRAVERSAL): number => Math.ceil(size * factor);
const regexp = (text: number, expression: number): number => traverse(1 + text) * traverse(expression, REGEXP_LENGTH);
const selector = (size: number): number => LIST_COST + traverse(size) + traverse(traverse(size, 0.5), LIST_COST + STRUCT_COST);

/** Functions that cost 1 whatever they are given. */
const NOMINAL = new Set([
  'serviceAccount', 'path', 'group', 'resource', 'subresource', 'namespace', 'name', 'allowed', 'reason', 'error', 'errored',
  'masked', 'prefixLength', 'family', 'isUnspecified', 'isLoopback', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isGlobalUnicast', 'format.named',
  'sign', 'asInteger', 'isInteger', 'asApproximateFloat', 'isGreaterThan', 'isLessThan', 'compareTo', 'add', 'sub', 'major', 'minor', 'patch',
  'getScheme', 'getHostname', 'getHost', 'getPort', 'getEscapedPath', 'getQuery',
]);
const ELEMENTS = new Set(['isSorted', 'sum', 'max', 'min', 'indexOf', 'lastIndexOf']);
const READ_ONCE = new Set(['url', 'lowerAscii', 'upperAscii', 'substring', 'trim', 'jsonpatch.escapeKey', 'cidr', 'isIP', 'isCIDR', 'quantity', 'isQuantity', 'semver', 'isSemver']);
const READ_TWICE = new Set(['replace', 'split', 'ip.isCanonical']);
const AUTHORIZATION = 350_000;

export const kubernetesCallCost: CallCost = ({ name, overload, args, result }) => {
  const size = (at: number): number => actualSize(args[at]!);
  if (NOMINAL.has(name)) return 1;
  if (ELEMENTS.has(name)) return args.length > 0 ? traversalCost(args[0]!) : 0;
  if (READ_ONCE.has(name)) return traverse(size(0));
  if (READ_TWICE.has(name)) return traverse(size(0), 2 * TRAVERSAL);
  switch (name) {
    case 'check':
      return AUTHORIZATION;
    case 'fieldSelector':
    case 'labelSelector':
      return selector(size(1));
    case 'join':
      return traverse(actualSize(result), 2 * TRAVERSAL);
    case 'find':
    case 'findAll':
      return regexp(size(0), size(1));
    case 'ip':
      return overload === 'cidr_ip' ? 1 : traverse(size(0));
    case 'containsIP':
      return traverse(2 * size(0)) + (overload === 'cidr_contains_ip_string' ? traverse(size(1)) : 0);
    case 'containsCIDR':
      return traverse(2 * size(0)) + traverse(size(0)) + 1 + (overload === 'cidr_contains_cidr_string' ? traverse(size(1)) : 0);
    case 'validate':
      return args[0] instanceof Opaque ? regexp(size(1), (args[0].data as NamedFormat).regexpSize) : undefined;
    case '_==_':
      return args[0] instanceof Opaque ? 1 : undefined;
    default:
      return undefined;
  }
};
