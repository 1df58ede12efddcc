/** A Pod's quality-of-service class (pkg/apis/core/v1/helper/qos: ComputePodQOS). */
import { compareQuantity } from './quantity';
import { addResources, parseResourceList } from './resource-list';
import type { Requests } from './resource-list';
import type { PodSpec, ResourceList } from './types';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** Positive amounts of the two resources that count for the class. */
function counted(list: ResourceList | undefined): Requests {
  const amounts = parseResourceList(list);
  return new Map([...amounts].filter(([name, { nano }]) => (name === 'cpu' || name === 'memory') && nano > 0n));
}

/**
 * Guaranteed where every container (init containers too) limits CPU and memory and requests as much; BestEffort where none asks for anything;
 * Burstable otherwise. Where the Pod itself states resources, they decide alone. The spec is one that the API server has defaulted.
 */
export function qosClass(spec: PodSpec): QosClass {
  const requests: Requests = new Map();
  const limits: Requests = new Map();
  let everyLimit = true;
  const sources = spec.resources === undefined ? [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources) : [spec.resources];
  for (const source of sources) {
    const own = counted(source?.limits);
    addResources(requests, counted(source?.requests));
    addResources(limits, own);
    if (own.size < 2) everyLimit = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  if (!everyLimit || requests.size !== limits.size) return 'Burstable';
  const equal = [...requests].every(([name, request]) => {
    const limit = limits.get(name);
    return limit !== undefined && compareQuantity(limit, request) === 0;
  });
  return equal ? 'Guaranteed' : 'Burstable';
}
