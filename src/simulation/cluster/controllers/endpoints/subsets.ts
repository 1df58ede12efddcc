/** The subsets of an Endpoints object in their canonical form (pkg/api/v1/endpoints util.go RepackSubsets), and cut to what it may hold (pkg/controller/endpoint truncateEndpoints). */
import { dumpForHash, goTypes } from '../../../api/go-dump/dump';
import type { EndpointAddress, EndpointPort, EndpointSubset } from '../../../api/generated/types/core.v1';
import { fnv128a } from '../../../base/hash';

/** k8s.io/api core/v1 types.go. */
const TYPES = goTypes(`v1.EndpointSubset
Addresses addresses []v1.EndpointAddress
NotReadyAddresses notReadyAddresses []v1.EndpointAddress
Ports ports []v1.EndpointPort

v1.EndpointAddress
IP ip string
Hostname hostname string
NodeName nodeName *string
TargetRef targetRef *v1.ObjectReference

v1.EndpointPort
Name name string
Port port int32
Protocol protocol v1.Protocol
AppProtocol appProtocol *string

v1.ObjectReference
Kind kind string
Namespace namespace string
Name name string
UID uid types.UID
APIVersion apiVersion string
ResourceVersion resourceVersion string
FieldPath fieldPath string`);

/** One address, at one port or at none, as a Pod adds it. */
export interface Offer {
  readonly address: EndpointAddress;
  readonly port: EndpointPort | undefined;
  readonly ready: boolean;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byHash = <T>(type: string, items: readonly T[]): T[] => items.map((item) => [fnv128a(dumpForHash(TYPES, type, item)), item] as const).sort(([a], [b]) => byText(a, b)).map(([, item]) => item);

const uidOf = ({ targetRef }: EndpointAddress): string => targetRef?.uid ?? '';
const idOf = (address: EndpointAddress): string => `${address.ip} ${uidOf(address)}`;
const byAddress = (a: EndpointAddress, b: EndpointAddress): number => byText(a.ip, b.ip) || byText(uidOf(a), uidOf(b));

/** Addresses that offer the same ports come together. Not ready at a port outweighs ready. */
export function repack(offers: readonly Offer[]): EndpointSubset[] {
  const addresses = new Map<string, EndpointAddress>();
  const ports = new Map<string, { readonly port: EndpointPort | undefined; readonly ready: Map<string, boolean> }>();
  for (const { address, port, ready } of offers) {
    const [id, portKey] = [idOf(address), JSON.stringify(port === undefined ? null : [port.name, port.port, port.protocol, port.appProtocol])];
    if (!addresses.has(id)) addresses.set(id, address);
    const at = ports.get(portKey) ?? { port, ready: new Map<string, boolean>() };
    ports.set(portKey, at);
    if (at.ready.get(id) !== false) at.ready.set(id, ready);
  }
  const subsets = new Map<string, { readonly ready: ReadonlyMap<string, boolean>; readonly ports: EndpointPort[] }>();
  for (const { port, ready } of ports.values()) {
    const key = JSON.stringify([...ready].sort(([a], [b]) => byText(a, b)));
    const subset = subsets.get(key) ?? { ready, ports: [] };
    subsets.set(key, subset);
    if (port !== undefined) subset.ports.push(port);
  }
  const all = [...subsets.values()].map(({ ready, ports: offered }): EndpointSubset => {
    const those = (is: boolean) => [...ready].filter(([, one]) => one === is).map(([id]) => addresses.get(id)!).sort(byAddress);
    const [addressesReady, notReadyAddresses] = [those(true), those(false)];
    return {
      ...(addressesReady.length === 0 ? {} : { addresses: addressesReady }),
      ...(notReadyAddresses.length === 0 ? {} : { notReadyAddresses }),
      ...(offered.length === 0 ? {} : { ports: byHash('v1.EndpointPort', offered) }),
    };
  });
  return byHash('v1.EndpointSubset', all);
}

/** maxCapacity. */
const MOST = 1000;

const sum = (subsets: readonly EndpointSubset[], of: (subset: EndpointSubset) => readonly unknown[] | undefined): number => subsets.reduce((total, subset) => total + (of(subset)?.length ?? 0), 0);

export const isOverCapacity = (subsets: readonly EndpointSubset[]): boolean => sum(subsets, ({ addresses }) => addresses) + sum(subsets, ({ notReadyAddresses }) => notReadyAddresses) > MOST;

/** Each subset keeps its share of 1,000 addresses, those that are ready first. */
export function truncated(subsets: readonly EndpointSubset[]): EndpointSubset[] {
  const ready = sum(subsets, ({ addresses }) => addresses);
  const cutsReady = ready > MOST;
  const [most, total] = cutsReady ? [MOST, ready] : [MOST - ready, sum(subsets, ({ notReadyAddresses }) => notReadyAddresses)];
  let left = most;
  return subsets.map(({ addresses = [], notReadyAddresses = [], ports }) => {
    const cut = cutsReady ? addresses : notReadyAddresses;
    const kept = cut.slice(0, Math.min(left, Math.ceil((cut.length / total) * most)));
    left -= kept.length;
    const [is, isNot] = cutsReady ? [kept, []] : [addresses, kept];
    return { ...(is.length === 0 ? {} : { addresses: is }), ...(isNot.length === 0 ? {} : { notReadyAddresses: isNot }), ...(ports === undefined ? {} : { ports }) };
  });
}
