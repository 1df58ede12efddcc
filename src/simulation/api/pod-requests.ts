import { addQuantity, compareQuantity, parseQuantity, quantityOf } from './quantity';
import type { Quantity } from './quantity';
import type { Container, PodSpec, ResourceList } from './types';

/** Amounts by resource name. */
export type Requests = Map<string, Quantity>;

/** component-helpers resource.IsSupportedPodLevelResource. */
export const isPodLevelResource = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

export interface RequestOptions {
  /** Amounts for containers that do not mention the resource at all (NonMissingContainerRequests); a written zero stays zero. */
  readonly missing?: ReadonlyMap<string, Quantity>;
}

export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

function requestsOf(container: Container, options: RequestOptions): Requests {
  const result: Requests = new Map();
  for (const [name, text] of Object.entries(container.resources?.requests ?? {})) result.set(name, quantityOf(text));
  for (const [name, quantity] of options.missing ?? []) if (!result.has(name)) result.set(name, quantity);
  return result;
}

function add(into: Requests, from: ReadonlyMap<string, Quantity>): void {
  for (const [name, quantity] of from) {
    const old = into.get(name);
    into.set(name, old === undefined ? quantity : addQuantity(old, quantity));
  }
}

function max(into: Requests, from: ReadonlyMap<string, Quantity>): void {
  for (const [name, quantity] of from) {
    const old = into.get(name);
    if (old === undefined || compareQuantity(quantity, old) > 0) into.set(name, quantity);
  }
}

/**
 * What the containers of a Pod need together (component-helpers resource.AggregateContainerRequests, KEP-753): containers and
 * sidecars run side by side and add up; an init container needs its own plus the sidecars started before it; the larger of the two.
 */
export function aggregateContainerRequests(spec: PodSpec, options: RequestOptions = {}): Requests {
  const total: Requests = new Map();
  for (const container of spec.containers) add(total, requestsOf(container, options));
  const sidecars: Requests = new Map();
  const init: Requests = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = requestsOf(container, options);
    if (isSidecar(container)) {
      add(total, own);
      add(sidecars, own);
      max(init, sidecars);
    } else {
      add(own, sidecars);
      max(init, own);
    }
  }
  max(total, init);
  return total;
}

/** component-helpers resource.IsPodLevelRequestsSet. */
export function hasPodLevelRequests(spec: PodSpec): boolean {
  return Object.keys(spec.resources?.requests ?? {}).some(isPodLevelResource);
}

/** resource.PodRequests: pod-level requests (beta since 1.34) win over the containers' sum; overhead comes on top. */
export function podRequests(spec: PodSpec, options: RequestOptions = {}): Requests {
  const requests = aggregateContainerRequests(spec, options);
  for (const [name, text] of Object.entries(spec.resources?.requests ?? {})) {
    if (isPodLevelResource(name)) requests.set(name, quantityOf(text));
  }
  add(requests, parseList(spec.overhead));
  return requests;
}

function parseList(list: ResourceList | undefined): Requests {
  const result: Requests = new Map();
  for (const [name, text] of Object.entries(list ?? {})) {
    const parsed = parseQuantity(text);
    if (parsed.ok) result.set(name, parsed.value);
  }
  return result;
}
