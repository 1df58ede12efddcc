/** Pods with a Service each, kube-proxy's rules on their nodes and CoreDNS, for connections that policies are asked about. */
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { Service } from '../../api/generated/types/core.v1';
import { serviceKind } from '../../api/kinds/core.Service';
import type { Host, NetworkNode, NetworkWorld } from '../../network/connection';
import type { KubernetesObjects } from '../../network/dns/coredns';
import { proxySettings, syncProxy } from '../../network/proxy';
import type { NetworkIndex } from '../../policy/network-policy';

export interface WayPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/** A Pod, or (without a namespace) an address outside the cluster. */
export interface WayEnd {
  readonly name: string;
  readonly namespace?: string;
  readonly ip: string;
  readonly listens: readonly WayPort[];
}

/** The Service of the cluster's DNS has this name and address, as kubeadm gives them; the others follow. */
export const DNS_ADDRESS = '10.96.0.10';
const DNS_NAME = 'kube-dns';
const DNS_PORT = 53;

const isDns = ({ listens }: WayEnd): boolean => listens.some(({ port, protocol }) => port === DNS_PORT && protocol === 'UDP');
export const serviceNameOf = (end: WayEnd): string => (isDns(end) ? DNS_NAME : end.name);

/** The third number of a Pod's address says which node it is on. */
export const nodeOf = ({ ip, namespace }: WayEnd): string | undefined => (namespace === undefined ? undefined : `node-${'abcdefgh'[Number(ip.split('.')[2]) - 1] ?? 'a'}`);

export const serviceAddress = (ends: readonly WayEnd[], end: WayEnd): string => (isDns(end) ? DNS_ADDRESS : `10.96.0.${21 + ends.indexOf(end)}`);

function serviceObject(ends: readonly WayEnd[], end: WayEnd): Service {
  const ports = end.listens.map(({ protocol, port }) => ({ name: `p-${port}-${protocol.toLowerCase()}`, protocol, port, targetPort: port }));
  const address = serviceAddress(ends, end);
  return serviceKind.defaults!({ apiVersion: 'v1', kind: 'Service', metadata: { name: serviceNameOf(end), namespace: end.namespace, uid: end.name }, spec: { type: 'ClusterIP', clusterIP: address, clusterIPs: [address], ports } } as Service);
}

const sliceObject = (end: WayEnd): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
  metadata: { name: `${serviceNameOf(end)}-1`, namespace: end.namespace, labels: { 'kubernetes.io/service-name': serviceNameOf(end) } },
  endpoints: [{ addresses: [end.ip], conditions: { ready: true, serving: true, terminating: false }, nodeName: nodeOf(end) }],
  ports: end.listens.map(({ protocol, port }) => ({ name: `p-${port}-${protocol.toLowerCase()}`, protocol, port })),
}) as EndpointSlice;

export interface WayWorld {
  readonly network: NetworkWorld;
  readonly dns: KubernetesObjects;
}

/** @param policies undefined: nothing enforces them */
export function wayWorld(ends: readonly WayEnd[], policies: NetworkIndex | undefined): WayWorld {
  const pods = ends.filter(({ namespace }) => namespace !== undefined);
  const services = pods.map((end) => serviceObject(ends, end));
  const slices = pods.map(sliceObject);
  const events = [...services.map((object) => ({ kind: 'Service', object }) as const), ...slices.map((object) => ({ kind: 'EndpointSlice', object }) as const)];
  const nodes = new Map([...new Set(pods.map((end) => nodeOf(end)!))].sort().map((name, index): [string, NetworkNode] => {
    const address = `192.168.0.${11 + index}`;
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: {} }, spec: {}, status: { addresses: [{ type: 'InternalIP', address }] } };
    const settings = proxySettings({ clusterCIDR: '10.244.0.0/16' }, { node: node as never, localAddresses: [address], nfacct: true, serviceCIDRs: ['10.96.0.0/16'] }, 'nftables', 'IPv4');
    return [name, { name, routing: { localAddresses: [address], podCIDRs: [] }, rules: { IPv4: syncProxy(settings, undefined, events).state }, addresses: { IPv4: address } }];
  }));
  const hosts = new Map(ends.map((end): [string, Host] => [end.ip, { address: end.ip, node: nodeOf(end), listens: end.listens.map(({ protocol, port }) => `${protocol}/${port}`) }]));
  return {
    network: { nodes, hosts, policies },
    dns: { namespaces: [...new Set(pods.map(({ namespace }) => namespace!))].map((name) => ({ metadata: { name } })), services: services as never, endpointSlices: slices as never, pods: [] },
  };
}
