import { isScalarResource } from '../../api';
import type { NodeInfo } from '../cache/node-info';
import { amountOf } from '../cache/resource';
import type { Resource } from '../cache/resource';

/** A resource that a scoring plugin weighs (ResourceSpec). */
export interface ResourceSpec {
  readonly name: string;
  readonly weight: number;
  /** Counts only where the Pod asks for it. */
  readonly scalar: boolean;
}

/** SetDefaults for Resources: cpu and memory unless named, weight 1 unless given. */
export const resourceSpecs = (given: readonly { readonly name: string; readonly weight?: number }[] | undefined): readonly ResourceSpec[] =>
  (given === undefined || given.length === 0 ? [{ name: 'cpu' }, { name: 'memory' }] : given).map(({ name, weight }: { name: string; weight?: number }) => ({ name, weight: weight || 1, scalar: isScalarResource(name) }));

/** One resource of a node: what Pods on it take, with and without the one to place, of what there is. */
export interface ResourceUse {
  requested: number;
  allocated: number;
  /** 0 where the resource does not count on this node. */
  allocatable: number;
}

/**
 * resource_allocation.go calculateNodeAllocatableRequest, into `uses`, one for each resource. A scalar resource that the Pod does not ask
 * for does not count. `nonZero`: cpu and memory of the node's Pods with what stands in for missing requests.
 */
export function measure(node: NodeInfo, resources: readonly ResourceSpec[], pod: Resource, nonZero: boolean, uses: ResourceUse[]): void {
  for (let i = 0; i < resources.length; i += 1) {
    const { name, scalar } = resources[i];
    const use = uses[i];
    const own = amountOf(pod, name) ?? 0;
    const allocatable = own === 0 && scalar ? 0 : (amountOf(node.allocatable, name) ?? 0);
    if (allocatable === 0) {
      use.requested = use.allocated = use.allocatable = 0;
      continue;
    }
    use.allocated = nonZero && name === 'cpu' ? node.nonZeroCPU : nonZero && name === 'memory' ? node.nonZeroMemory : (amountOf(node.requested, name) ?? 0);
    use.requested = use.allocated + own;
    use.allocatable = allocatable;
  }
}

export const emptyUses = (resources: readonly ResourceSpec[]): ResourceUse[] => resources.map(() => ({ requested: 0, allocated: 0, allocatable: 0 }));
