import { byText, compareText } from '../../base/ordered-map';
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

/** A map with what is to change in it; undefined takes an entry out. */
interface Changing<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V | undefined) => void;
  readonly done: () => OrderedMap<string, V>;
}

/** Many changes to an empty map cost no more than sorting them. */
function changing<V>(map: OrderedMap<string, V>): Changing<V> {
  const changes = new Map<string, V | undefined>();
  return {
    get: (key) => (changes.has(key) ? changes.get(key) : byText.get(map, key)),
    set: (key, value) => void changes.set(key, value),
    done: () => {
      if (map === null) return byText.from([...changes].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])).sort(([a], [b]) => compareText(a, b)));
      let now: OrderedMap<string, V> = map;
      for (const [key, value] of changes) now = value === undefined ? byText.delete(now, key) : byText.set(now, key, value);
      return now;
    },
  };
}

/** Takes events in, in order (ServicePortMap.Update, EndpointsMap.Update). */
export function track(before: Tracked, events: readonly ProxyEvent[]): TrackedChange {
  const { family, nodeName } = before;
  const services = changing<readonly ServicePort[]>(before.services);
  const slices = changing<EndpointSlice>(before.slices);
  const changed = new Set<string>();
  const touched = new Map<string, OrderedMap<string, EndpointSlice>>();
  const slicesOf = (service: string): OrderedMap<string, EndpointSlice> => (touched.has(service) ? touched.get(service)! : (byText.get(before.byService, service)?.slices ?? null));
  for (const { kind, object, deleted = false } of events) {
    const key = nameOf(object.metadata);
    if (kind === 'Service') {
      const ports = deleted ? [] : servicePortsOf(object, family);
      const old = services.get(key) ?? [];
      if (old === ports || equalValues(old, ports)) continue;
      changed.add(key);
      services.set(key, ports.length === 0 ? undefined : ports);
      continue;
    }
    const old = slices.get(key);
    const service = deleted ? undefined : serviceOfSlice(object, family);
    if (service === undefined) {
      const owner = old === undefined ? undefined : serviceOfSlice(old, family);
      if (owner === undefined) continue;
      slices.set(key, undefined);
      touched.set(owner, byText.delete(slicesOf(owner), key));
    } else if (old === undefined || (old !== object && !equalValues(old, object))) {
      slices.set(key, object);
      touched.set(service, byText.set(slicesOf(service), key, object));
    }
  }
  const byService = changing<SliceSet>(before.byService);
  let checksConntrack = false;
  for (const [service, set] of touched) {
    changed.add(service);
    const old = byService.get(service)?.endpoints;
    const endpoints = endpointsOf([...byText.entries(set)].map(([, slice]) => slice), nodeName);
    byService.set(service, set === null ? undefined : { slices: set, endpoints });
    checksConntrack ||= [...(old?.keys() ?? []), ...endpoints.keys()].some((key) => key.endsWith('/UDP'));
  }
  return { tracked: { family, nodeName, services: services.done(), slices: slices.done(), byService: byService.done() }, changed, checksConntrack };
}
