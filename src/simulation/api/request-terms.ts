import { aggregateContainerRequests, isSidecar, podRequests } from './pod-requests';
import type { Requests } from './pod-requests';
import { quantityOf } from './quantity';
import type { Quantity } from './quantity';
import { parseResourceList } from './resource-list';
import type { Container, PodSpec } from './types';

/** How a Pod's request for one resource comes about. */
export interface RequestTerm {
  readonly resource: string;
  /** Containers and sidecars, which run side by side. */
  readonly running: Quantity;
  /** The most that the start needs: an init container with the sidecars before it. */
  readonly starting: Quantity;
  /** `spec.resources.requests`, which takes the place of both; null where it is not set. */
  readonly podLevel: Quantity | null;
  readonly overhead: Quantity;
  /** What the scheduler counts (resource.PodRequests). */
  readonly total: Quantity;
}

const of = (requests: Requests, name: string): Quantity => requests.get(name) ?? quantityOf('0');

/** The parts of resource.PodRequests (k8s.io/component-helpers/resource), resource by resource, in the order of the total. */
export function requestTerms(spec: PodSpec): RequestTerm[] {
  const init: readonly Container[] = spec.initContainers ?? [];
  const running = aggregateContainerRequests({ ...spec, initContainers: init.filter(isSidecar) });
  const starting = aggregateContainerRequests({ ...spec, containers: [], initContainers: init });
  const containers = podRequests(spec, { excludeOverhead: true, containersOnly: true });
  const withPod = podRequests(spec, { excludeOverhead: true });
  const overhead = parseResourceList(spec.overhead);
  const total = podRequests(spec);
  return [...total].map(([resource, amount]) => {
    const stated = spec.resources?.requests?.[resource] !== undefined && (withPod.get(resource)?.nano !== containers.get(resource)?.nano || !containers.has(resource));
    return { resource, running: of(running, resource), starting: of(starting, resource), podLevel: stated ? of(withPod, resource) : null, overhead: of(overhead, resource), total: amount };
  });
}
