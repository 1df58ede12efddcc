import { createRegistry, readManifests, withStoredName, type Problem } from '@site/src/simulation/api';
import { networkPolicyKind } from '@site/src/simulation/api/kinds/networking.NetworkPolicy';
import type { WayQuestion } from '@site/src/simulation/scenarios/policy-way/way';
import { indexNetwork, verdict, type NetworkNamespace, type NetworkPod, type NetworkPolicy, type Verdict } from '@site/src/simulation/policy/network-policy';

export interface Port {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/** One end of a connection: a Pod of a Namespace, or (without one) an address outside the cluster. */
export interface End {
  readonly name: string;
  readonly namespace?: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where it listens first of all. */
  readonly listens: Port;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly protocol: 'TCP' | 'UDP' }[];
}

/** Three tiers of a shop, what stands before them, the cluster's DNS, a stranger that bears the label of `web`, and a machine outside. */
export const ENDS = [
  { name: 'web', namespace: 'shop', ip: '10.244.1.11', labels: { app: 'web' }, listens: { protocol: 'TCP', port: 8080 }, ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] },
  { name: 'api', namespace: 'shop', ip: '10.244.2.12', labels: { app: 'api' }, listens: { protocol: 'TCP', port: 8000 }, ports: [{ name: 'http', containerPort: 8000, protocol: 'TCP' }, { name: 'metrics', containerPort: 9090, protocol: 'TCP' }] },
  { name: 'db', namespace: 'shop', ip: '10.244.3.13', labels: { app: 'db' }, listens: { protocol: 'TCP', port: 5432 }, ports: [{ name: 'sql', containerPort: 5432, protocol: 'TCP' }] },
  { name: 'gateway', namespace: 'gateway', ip: '10.244.2.7', labels: { app: 'gateway' }, listens: { protocol: 'TCP', port: 8443 } },
  { name: 'dns', namespace: 'kube-system', ip: '10.244.1.2', labels: { 'k8s-app': 'kube-dns' }, listens: { protocol: 'UDP', port: 53 }, ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' }] },
  { name: 'guest', namespace: 'other', ip: '10.244.3.99', labels: { app: 'web' }, listens: { protocol: 'TCP', port: 8080 } },
  { name: 'internet', ip: '203.0.113.10', labels: {}, listens: { protocol: 'TCP', port: 443 } },
] as const satisfies readonly End[];

export type EndName = (typeof ENDS)[number]['name'];

export const endNamed = (name: EndName): End => ENDS.find((end) => end.name === name)!;

/** Ports that can be asked about; `own`: each at the one where it listens. */
export const PORTS = {
  own: undefined,
  'TCP 8080': { protocol: 'TCP', port: 8080 },
  'TCP 8000': { protocol: 'TCP', port: 8000 },
  'TCP 9090': { protocol: 'TCP', port: 9090 },
  'TCP 5432': { protocol: 'TCP', port: 5432 },
  'UDP 53': { protocol: 'UDP', port: 53 },
  'TCP 53': { protocol: 'TCP', port: 53 },
  'TCP 443': { protocol: 'TCP', port: 443 },
} as const satisfies Record<string, Port | undefined>;

export type PortName = keyof typeof PORTS;
export const PORT_NAMES = Object.keys(PORTS) as PortName[];

export const portOf = (to: End, name: PortName): Port => PORTS[name] ?? to.listens;

const KINDS = createRegistry([networkPolicyKind]);

export interface ReadPolicies {
  readonly policies: readonly NetworkPolicy[];
  readonly problems: readonly Problem[];
}

/** NetworkPolicies of a text, as the API server would store them. */
export function readPolicies(yaml: string): ReadPolicies {
  const { objects, problems } = readManifests(yaml, KINDS);
  return { policies: objects.map(({ object }) => withStoredName(object)), problems };
}

/** What "fewest rules" counts. */
export const ruleCount = (policies: readonly NetworkPolicy[]): number => policies.reduce((sum, { spec }) => sum + (spec.ingress ?? []).length + (spec.egress ?? []).length, 0);

const ofPods = ENDS.flatMap((end: End) => (end.namespace === undefined ? [] : [{ ...end, namespace: end.namespace }]));
const namespaces: readonly NetworkNamespace[] = [...new Set(ofPods.map(({ namespace }) => namespace))].map((name) => ({ metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } }));
const pods: readonly NetworkPod[] = ofPods.map(({ name, namespace, ip, labels, ports }) => ({ metadata: { name, namespace, labels }, spec: { containers: [{ ports }] }, status: { podIP: ip } }));

const WAY_ENDS = ENDS.map((end: End) => ({ ...end, listens: [end.listens, ...(end.ports ?? []).map(({ containerPort, protocol }) => ({ protocol, port: containerPort })).filter(({ protocol, port }) => protocol !== end.listens.protocol || port !== end.listens.port)] }));

/** What the way of a connection is asked with; a text where there is none to show. */
export function wayQuestion(policies: readonly NetworkPolicy[], enforced: boolean, from: End, to: End, port: Port): WayQuestion | 'fromOutside' | 'itself' | 'notAsked' {
  if (from.namespace === undefined) return 'fromOutside';
  if (from.name === to.name) return 'itself';
  if (port.protocol === 'UDP' && to.name !== 'dns') return 'notAsked';
  return { ends: WAY_ENDS, namespaces, pods, policies, enforced, from: from.name, to: to.name, port };
}

/** Verdicts of every end (rows) to every end (columns). Where nothing enforces policies it is as if there were none. */
export function verdictsOf(policies: readonly NetworkPolicy[], enforced: boolean, port: PortName): Verdict[][] {
  const index = indexNetwork({ namespaces, pods, networkPolicies: enforced ? policies : [] });
  return ENDS.map((from) => ENDS.map((to) => verdict(index, { from: from.ip, to: to.ip, ...portOf(to, port) })));
}
