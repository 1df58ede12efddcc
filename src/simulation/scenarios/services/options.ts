import type { ProxyMode } from '../../network/proxy';

/** A small cluster with one Service: three nodes in two zones, four Pods behind it, a client. */

export const ZONES = ['zone-1', 'zone-2'] as const;
export const NODES = [
  { name: 'node-a', zone: 'zone-1', address: '192.168.0.2', podCIDR: '10.244.1.0/24' },
  { name: 'node-b', zone: 'zone-1', address: '192.168.0.3', podCIDR: '10.244.2.0/24' },
  { name: 'node-c', zone: 'zone-2', address: '192.168.0.4', podCIDR: '10.244.3.0/24' },
] as const;
export type NodeName = (typeof NODES)[number]['name'];

export const PODS = [
  { name: 'web-1', node: 'node-a', address: '10.244.1.1' },
  { name: 'web-2', node: 'node-a', address: '10.244.1.2' },
  { name: 'web-3', node: 'node-b', address: '10.244.2.1' },
  { name: 'web-4', node: 'node-c', address: '10.244.3.1' },
] as const;
export type PodName = (typeof PODS)[number]['name'];

/** Who asks: a Pod of each node, or somebody outside the cluster. */
export const CLIENTS = [
  { name: 'client-a', node: 'node-a', address: '10.244.1.9' },
  { name: 'client-b', node: 'node-b', address: '10.244.2.9' },
  { name: 'client-c', node: 'node-c', address: '10.244.3.9' },
  { name: 'outside', node: undefined, address: '203.0.113.7' },
] as const;
export type ClientName = (typeof CLIENTS)[number]['name'];

export const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'] as const;
export const POD_STATES = ['ready', 'unready', 'terminating'] as const;
export type PodState = (typeof POD_STATES)[number];
export const ADDRESSES = ['cluster-ip', 'node-port', 'load-balancer'] as const;
export type AddressName = (typeof ADDRESSES)[number];
export const DISTRIBUTIONS = ['none', 'PreferSameZone', 'PreferSameNode'] as const;
export const EVENTS = ['none', 'unready', 'deleted'] as const;
export const MODES = ['iptables', 'nftables'] as const;

export interface ServiceOptions {
  readonly type: (typeof TYPES)[number];
  readonly mode: ProxyMode;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  readonly internalTrafficPolicy: 'Cluster' | 'Local';
  readonly distribution: (typeof DISTRIBUTIONS)[number];
  readonly affinity: boolean;
  readonly client: ClientName;
  /** Which of the Service's addresses is asked. */
  readonly address: AddressName;
  /** The node whose port an outsider asks. */
  readonly via: NodeName;
  /** One connection for all requests (keep-alive, HTTP/2), or a new one for each. */
  readonly keepsConnection: boolean;
  readonly pods: Readonly<Record<PodName, PodState>>;
  /** What happens to `eventPod` after half of the requests. */
  readonly event: (typeof EVENTS)[number];
  readonly eventPod: PodName;
  /** Chance: another seed draws other endpoints. */
  readonly seed: number;
}

/** Addresses that a Service of a type has. */
export const addressesOf = (type: ServiceOptions['type']): readonly AddressName[] => ADDRESSES.slice(0, TYPES.indexOf(type) + 1);

export const CLUSTER_IP = '10.96.0.20';
export const NODE_PORT = 30080;
export const LOAD_BALANCER_IP = '198.51.100.5';
