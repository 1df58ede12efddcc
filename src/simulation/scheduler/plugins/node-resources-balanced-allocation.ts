import { MAX_NODE_SCORE, SKIP } from '../framework';
import type { BalanceTerm, Plugin } from '../framework';
import type { NodeInfo } from '../node-info';
import type { PodInfo } from '../pod-info';

const NAME = 'NodeResourcesBalancedAllocation';

/** balanced_allocation.go balancedResourceScore for cpu and memory, in Go's float64 arithmetic, which is JavaScript's. */
function balance(milliCPU: number, memory: number, node: NodeInfo): number {
  const cpuTotal = node.allocatable.milliCPU;
  const memoryTotal = node.allocatable.memory;
  if (cpuTotal === 0 || memoryTotal === 0) return MAX_NODE_SCORE;
  const std = deviation(Math.min(1, milliCPU / cpuTotal), Math.min(1, memory / memoryTotal));
  return Math.trunc((1 - std) * MAX_NODE_SCORE);
}

const deviation = (a: number, b: number): number => Math.abs((a - b) / 2);

/** A resource that the node does not have counts neither before nor after (calculateNodeAllocatableRequest). */
function balanceTerm(milliCPU: number, memory: number, node: NodeInfo): BalanceTerm {
  const fractions = [
    { resource: 'cpu' as const, requested: milliCPU, allocatable: node.allocatable.milliCPU },
    { resource: 'memory' as const, requested: memory, allocatable: node.allocatable.memory },
  ]
    .filter((term) => term.allocatable !== 0)
    .map((term) => ({ ...term, fraction: Math.min(1, term.requested / term.allocatable) }));
  const [first, second] = fractions;
  const std = first !== undefined && second !== undefined ? deviation(first.fraction, second.fraction) : 0;
  return { fractions, std, score: balance(milliCPU, memory, node) };
}

const cpuAfter = (pod: PodInfo, node: NodeInfo): number => node.requested.milliCPU + pod.requests.milliCPU;
const memoryAfter = (pod: PodInfo, node: NodeInfo): number => node.requested.memory + pod.requests.memory;

/**
 * pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go: does the Pod bring cpu and memory use closer together or further
 * apart? The balance with the Pod minus the balance without it, moved to around 75. A Pod that requests neither skips it.
 */
export const nodeResourcesBalancedAllocation: Plugin = {
  name: NAME,
  preScore: (_state, pod) => (pod.requests.milliCPU === 0 && pod.requests.memory === 0 ? SKIP : null),
  score(_state, pod, node) {
    const withPod = balance(cpuAfter(pod, node), memoryAfter(pod, node), node);
    const withoutPod = balance(node.requested.milliCPU, node.requested.memory, node);
    const half = MAX_NODE_SCORE / 2;
    // 50 + with − without is never negative here, so Go's truncating division is a floor.
    return half + Math.trunc((half + withPod - withoutPod) / 2);
  },
  explain(_state, pod, node) {
    return { kind: 'balanced', after: balanceTerm(cpuAfter(pod, node), memoryAfter(pod, node), node), before: balanceTerm(node.requested.milliCPU, node.requested.memory, node) };
  },
};
