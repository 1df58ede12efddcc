import { indexNetwork, verdict, type NetworkNamespace, type NetworkPod, type NetworkPolicy, type Verdict } from '@site/src/simulation/policy/network-policy';

interface MatrixPod {
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where it listens. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Three tiers, the cluster's DNS, and a stranger that bears the label of `web` in a Namespace of its own. */
export const PODS = [
  { name: 'web', namespace: 'shop', ip: '10.244.1.11', labels: { app: 'web' }, port: 8080, protocol: 'TCP' },
  { name: 'api', namespace: 'shop', ip: '10.244.2.12', labels: { app: 'api' }, port: 8000, protocol: 'TCP' },
  { name: 'db', namespace: 'shop', ip: '10.244.3.13', labels: { app: 'db' }, port: 5432, protocol: 'TCP' },
  { name: 'dns', namespace: 'kube-system', ip: '10.244.1.2', labels: { 'k8s-app': 'kube-dns' }, port: 53, protocol: 'UDP' },
  { name: 'guest', namespace: 'other', ip: '10.244.3.99', labels: { app: 'web' }, port: 8080, protocol: 'TCP' },
] as const satisfies readonly MatrixPod[];

export type PodName = (typeof PODS)[number]['name'];

const shop = (name: string, spec: NetworkPolicy['spec']): NetworkPolicy => ({ metadata: { name, namespace: 'shop' }, spec });
const app = (name: string) => ({ matchLabels: { app: name } });
const namespaceNamed = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

export const POLICY_NAMES = ['default-deny', 'api-from-web', 'web-egress'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** The policies of the page's example, all in `shop`. */
export const POLICIES: Readonly<Record<PolicyName, NetworkPolicy>> = {
  'default-deny': shop('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  'api-from-web': shop('api-from-web', {
    podSelector: app('api'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: app('web') }], ports: [{ protocol: 'TCP', port: 8000 }] }],
  }),
  'web-egress': shop('web-egress', {
    podSelector: app('web'),
    policyTypes: ['Egress'],
    egress: [
      { to: [{ podSelector: app('api') }], ports: [{ protocol: 'TCP', port: 8000 }] },
      { to: [{ namespaceSelector: namespaceNamed('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] },
    ],
  }),
};

export interface MatrixState {
  /** Policies that exist, in the order of `POLICY_NAMES`. */
  on: readonly PolicyName[];
  /** Whether the network plug-in enforces policies at all. */
  enforced: boolean;
  /** The connection that is explained. */
  from: PodName;
  to: PodName;
}

/** `api` lets `web` in, and yet nothing passes: `web` may not go out. */
export const initialState: MatrixState = { on: ['default-deny', 'api-from-web'], enforced: true, from: 'web', to: 'api' };

const namespaces: readonly NetworkNamespace[] = [...new Set<string>(PODS.map(({ namespace }) => namespace))].map((name) => ({ metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } }));
const pods: readonly NetworkPod[] = PODS.map(({ name, namespace, ip, labels }) => ({ metadata: { name, namespace, labels }, spec: {}, status: { podIP: ip } }));

/** Verdicts of every Pod (rows) to every Pod (columns) at the port where that one listens; without a plug-in that enforces, as if there were no policy. */
export function verdictsOf({ on, enforced }: MatrixState): Verdict[][] {
  const index = indexNetwork({ namespaces, pods, networkPolicies: enforced ? on.map((name) => POLICIES[name]) : [] });
  return PODS.map((from) => PODS.map((to) => verdict(index, { from: from.ip, to: to.ip, port: to.port, protocol: to.protocol })));
}

const isPodName = (raw: unknown): raw is PodName => PODS.some(({ name }) => name === raw);

export function parseState(raw: unknown): MatrixState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { on, enforced, from, to } = raw as Partial<Record<keyof MatrixState, unknown>>;
  if (!Array.isArray(on) || !on.every((name) => (POLICY_NAMES as readonly unknown[]).includes(name))) return undefined;
  if (typeof enforced !== 'boolean' || !isPodName(from) || !isPodName(to)) return undefined;
  return { on: POLICY_NAMES.filter((name) => on.includes(name)), enforced, from, to };
}
