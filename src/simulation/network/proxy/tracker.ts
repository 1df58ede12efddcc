import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { equalValues } from '../../api/equal';
import type { Service } from '../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import { endpointsKey, endpointsOf, serviceOfSlice } from './endpoints';
import type { ProxyEndpoint } from './endpoints';
import { servicePortsOf } from './service-ports';
import type { ServicePort } from './service-ports';
import type { Family } from './settings';

/** What kube-proxy hears from its informers. A deleted object is known by its name alone. */
export type ProxyEvent =
  | { readonly kind: 'Service'; readonly object: Service; readonly deleted?: boolean }
  | { readonly kind: 'EndpointSlice'; readonly object: EndpointSlice; readonly deleted?: boolean };

interface SliceSet {
  readonly slices: OrderedMap<string, EndpointSlice>;
  readonly endpoints: ReadonlyMap<string, readonly ProxyEndpoint[]>;
}

/** The objects that a proxier knows, as it keeps them (ServiceChangeTracker, EndpointSliceCache in pkg/proxy). Keys are `namespace/name`. */
export interface Tracked {
  readonly family: Family;
  readonly nodeName: string;
  readonly services: OrderedMap<string, readonly ServicePort[]>;
  readonly slices: OrderedMap<string, EndpointSlice>;
  readonly byService: OrderedMap<string, SliceSet>;
}

export interface TrackedChange {
  readonly tracked: Tracked;
  /** Services with a change, `namespace/name`. */
  readonly changed: ReadonlySet<string>;
  /** Endpoints of a UDP port may have changed: the connections that the kernel remembers are looked through. */
  readonly checksConntrack: boolean;
}

export const nothingTracked = (family: Family, nodeName: string): Tracked => ({ family, nodeName, services: null, slices: null, byService: null });

const NO_ENDPOINTS: readonly ProxyEndpoint[] = [];
const nameOf = ({ namespace = '', name = '' }: { readonly namespace?: string; readonly name?: string }): string => `${namespace}/${name}`;

/** The endpoints of a Service port, usable or not. */
export function endpointsFor({ byService }: Tracked, { namespace, name, portName, protocol }: ServicePort): readonly ProxyEndpoint[] {
  return byText.get(byService, `${namespace}/${name}`)?.endpoints.get(endpointsKey(portName, protocol)) ?? NO_ENDPOINTS;
}

/** Takes events in, in order (ServicePortMap.Update, EndpointsMap.Update). */
export function track(before: Tracked, events: readonly ProxyEvent[]): TrackedChange {
  const { family, nodeName } = before;
  let { services, slices } = before;
  const changed = new Set<string>();
  const touched = new Map<string, OrderedMap<string, EndpointSlice>>();
  const slicesOf = (service: string): OrderedMap<string, EndpointSlice> => touched.get(service) ?? byText.get(before.byService, service)?.slices ?? null;
  for (const { kind, object, deleted = false } of events) {
    const key = nameOf(object.metadata);
    if (kind === 'Service') {
      const ports = deleted ? [] : servicePortsOf(object, family);
      const old = byText.get(services, key) ?? [];
      if (old === ports || equalValues(old, ports)) continue;
      changed.add(key);
      services = ports.length === 0 ? byText.delete(services, key) : byText.set(services, key, ports);
      continue;
    }
    const old = byText.get(slices, key);
    const service = deleted ? undefined : serviceOfSlice(object, family);
    if (service === undefined) {
      const owner = old === undefined ? undefined : serviceOfSlice(old, family);
      if (owner === undefined) continue;
      slices = byText.delete(slices, key);
      touched.set(owner, byText.delete(slicesOf(owner), key));
    } else if (old === undefined || (old !== object && !equalValues(old, object))) {
      slices = byText.set(slices, key, object);
      touched.set(service, byText.set(slicesOf(service), key, object));
    }
  }
  let { byService } = before;
  let checksConntrack = false;
  for (const [service, set] of touched) {
    changed.add(service);
    const old = byText.get(byService, service)?.endpoints;
    const endpoints = endpointsOf([...byText.entries(set)].map(([, slice]) => slice), nodeName);
    byService = set === null ? byText.delete(byService, service) : byText.set(byService, service, { slices: set, endpoints });
    checksConntrack ||= [...(old?.keys() ?? []), ...endpoints.keys()].some((key) => key.endsWith('/UDP'));
  }
  return { tracked: { family, nodeName, services, slices, byService }, changed, checksConntrack };
}
