import { MAX_NODE_SCORE } from '../framework';
import type { FitTerm, Plugin, RejectionParams } from '../framework';
import { intDiv, mulDiv } from '../integers';
import type { NodeInfo } from '../node-info';
import type { PodInfo } from '../pod-info';

const NAME = 'NodeResourcesFit';

type Shortage = Extract<RejectionParams, { kind: 'resource' }>;

/** The common case without a word about why: nothing is allocated for a node that fits. */
function fits({ requests }: PodInfo, { allocatable, requested, pods }: NodeInfo): boolean {
  if (pods.length + 1 > allocatable.allowedPods) return false;
  if (requests.milliCPU > 0 && requests.milliCPU > allocatable.milliCPU - requested.milliCPU) return false;
  if (requests.memory > 0 && requests.memory > allocatable.memory - requested.memory) return false;
  if (requests.ephemeralStorage > 0 && requests.ephemeralStorage > allocatable.ephemeralStorage - requested.ephemeralStorage) return false;
  if (requests.scalar.size === 0) return true;
  for (const [name, want] of requests.scalar) {
    if (want > 0 && want > (allocatable.scalar.get(name) ?? 0) - (requested.scalar.get(name) ?? 0)) return false;
  }
  return true;
}

/** fit.go fitsRequest: every resource that does not fit, in upstream's order. */
export function insufficientResources(pod: PodInfo, node: NodeInfo): Shortage[] {
  const short: Shortage[] = [];
  const { requests } = pod;
  const { allocatable, requested } = node;
  if (node.pods.length + 1 > allocatable.allowedPods) {
    short.push({ kind: 'resource', resource: 'pods', requested: 1, used: node.pods.length, capacity: allocatable.allowedPods });
  }
  const check = (resource: string, want: number, used: number, capacity: number): void => {
    if (want > 0 && want > capacity - used) short.push({ kind: 'resource', resource, requested: want, used, capacity });
  };
  check('cpu', requests.milliCPU, requested.milliCPU, allocatable.milliCPU);
  check('memory', requests.memory, requested.memory, allocatable.memory);
  check('ephemeral-storage', requests.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage);
  for (const [name, want] of requests.scalar) check(name, want, requested.scalar.get(name) ?? 0, allocatable.scalar.get(name) ?? 0);
  return short;
}

/** least_allocated.go leastRequestedScore: what would stay free, in hundredths of the node. */
export function leastRequestedScore(requested: number, allocatable: number): number {
  if (allocatable === 0 || requested > allocatable) return 0;
  return mulDiv(allocatable - requested, MAX_NODE_SCORE, allocatable);
}

function fitTerms(pod: PodInfo, node: NodeInfo): FitTerm[] {
  const terms: FitTerm[] = [];
  const add = (resource: 'cpu' | 'memory', requested: number, allocatable: number): void => {
    if (allocatable !== 0) terms.push({ resource, requested, allocatable, score: leastRequestedScore(requested, allocatable) });
  };
  add('cpu', node.nonZeroRequested.milliCPU + pod.scored.milliCPU, node.allocatable.milliCPU);
  add('memory', node.nonZeroRequested.memory + pod.scored.memory, node.allocatable.memory);
  return terms;
}

/**
 * pkg/scheduler/framework/plugins/noderesources/fit.go with the default strategy LeastAllocated over cpu and memory, weight 1 each.
 * Resources that Dynamic Resource Allocation would provide are not modelled: an extended resource is a device plugin's.
 */
export const nodeResourcesFit: Plugin = {
  name: NAME,
  preFilter: () => ({ status: null }),
  filter(_state, pod, node) {
    if (fits(pod, node)) return null;
    const short = insufficientResources(pod, node);
    return {
      plugin: NAME,
      // Preemption cannot help where the Pod is larger than the whole node.
      code: short.some((s) => s.resource !== 'pods' && s.requested > s.capacity) ? 'UnschedulableAndUnresolvable' : 'Unschedulable',
      reasons: short.map((s) => (s.resource === 'pods' ? 'Too many pods' : `Insufficient ${s.resource}`)),
      params: short,
    };
  },
  preScore: () => null,
  score(_state, pod, node) {
    let sum = 0;
    let weights = 0;
    const { milliCPU, memory } = node.allocatable;
    if (milliCPU !== 0) {
      sum += leastRequestedScore(node.nonZeroRequested.milliCPU + pod.scored.milliCPU, milliCPU);
      weights += 1;
    }
    if (memory !== 0) {
      sum += leastRequestedScore(node.nonZeroRequested.memory + pod.scored.memory, memory);
      weights += 1;
    }
    return weights === 0 ? 0 : intDiv(sum, weights);
  },
  explain: (_state, pod, node) => ({ kind: 'fit', resources: fitTerms(pod, node) }),
};
