import { canonicalIp } from '../../base/ip';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { Family } from './settings';

/** An address and port behind a Service port: BaseEndpointInfo (pkg/proxy/endpoint.go). */
export interface ProxyEndpoint {
  /** `ip:port`, IPv6 in brackets. */
  readonly address: string;
  readonly ip: string;
  readonly port: number;
  /** On the node of this proxy. */
  readonly local: boolean;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}

const SERVICE_NAME = 'kubernetes.io/service-name';
/** Slices of headless Services are not watched (cmd/kube-proxy/app/server.go). */
const HEADLESS = 'service.kubernetes.io/headless';

/** Which Service a slice belongs to, as `namespace/name`; undefined if kube-proxy does not look at it. */
export function serviceOfSlice({ metadata, addressType }: EndpointSlice, family: Family): string | undefined {
  const service = metadata.labels?.[SERVICE_NAME] ?? '';
  const watched = metadata.labels?.[HEADLESS] === undefined && addressType === family && service !== '' && metadata.namespace !== undefined && metadata.name !== undefined;
  return watched ? `${metadata.namespace}/${service}` : undefined;
}

/** What finds the endpoints of a Service port: its name and protocol, never its target port. */
export const endpointsKey = (portName: string, protocol: string): string => `${portName}/${protocol}`;

export const hostPort = (ip: string, port: number): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

const NONE: readonly string[] = [];
const namesOf = (hints: readonly { readonly name: string }[] | null | undefined): readonly string[] => (hints === undefined || hints === null ? NONE : hints.map(({ name }) => name));

const byAddress = (a: ProxyEndpoint, b: ProxyEndpoint): number => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0);

/**
 * getEndpointsMap (pkg/proxy/endpointslicecache.go): the endpoints in the slices of one Service by name and protocol of the port, sorted by address as
 * text. An address that is there twice is taken from the last slice that does not say it is terminating.
 */
export function endpointsOf(slices: readonly EndpointSlice[], nodeName: string): ReadonlyMap<string, readonly ProxyEndpoint[]> {
  const found = new Map<string, Map<string, ProxyEndpoint>>();
  for (const { ports = [], endpoints = [] } of slices) {
    for (const { name, port, protocol = 'TCP' } of ports) {
      if (name === undefined || port === undefined || port === 0) continue;
      const key = endpointsKey(name, protocol);
      let set = found.get(key);
      if (set === undefined) found.set(key, (set = new Map()));
      for (const { addresses, conditions, hints, nodeName: at } of endpoints ?? []) {
        const ip = addresses.length === 0 ? undefined : canonicalIp(addresses[0]!);
        if (ip === undefined) continue;
        const address = hostPort(ip, port);
        const terminating = conditions?.terminating === true;
        if (set.has(address) && terminating) continue;
        set.set(address, {
          address,
          ip,
          port,
          local: nodeName !== '' && at === nodeName,
          ready: conditions?.ready !== false,
          serving: conditions?.serving !== false,
          terminating,
          zoneHints: namesOf(hints?.forZones),
          nodeHints: namesOf(hints?.forNodes),
        });
      }
    }
  }
  return new Map([...found].map(([key, set]) => [key, [...set.values()].sort(byAddress)]));
}
