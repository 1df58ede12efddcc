/** Whether one rule lets one connection pass (the semantics of networking/v1; kube-network-policies pkg/networkpolicy). */
import { labelMatcher } from '../../api/selectors';
import type { Labels } from '../../api/types';
import { parsePrefix, prefixContains } from '../../base/ip';
import type { Ip } from '../../base/ip';
import type { Direction, NetworkPod, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from './types';

/** One end of a connection. A Pod on the host network is no Pod here: its address is the node's. */
export interface End {
  readonly ip: Ip;
  readonly pod?: NetworkPod;
  /** Labels of the Pod's namespace; undefined if there is no such namespace. */
  readonly namespaceLabels?: Labels;
}

/** SetDefaults_NetworkPolicy: without types a policy is for ingress, and for egress too if it has egress rules. */
export function policyTypes({ spec }: NetworkPolicy): readonly string[] {
  if (spec.policyTypes != null && spec.policyTypes.length > 0) return spec.policyTypes;
  return (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** Whether the policy takes a Pod's freedom in a direction, whatever it then allows. Reads the policy once. */
export function isolates(policy: NetworkPolicy, direction: Direction): (pod: NetworkPod) => boolean {
  if (!policyTypes(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress')) return () => false;
  const namespace = policy.metadata.namespace ?? '';
  const selects = labelMatcher(policy.spec.podSelector ?? {});
  return ({ metadata }) => (metadata.namespace ?? '') === namespace && selects(metadata.labels ?? {});
}

export const rulesOf = (policy: NetworkPolicy, direction: Direction): readonly NetworkPolicyRule[] => policy.spec[direction] ?? [];

const namedPort = (pod: NetworkPod | undefined, name: string, port: number, protocol: string): boolean =>
  pod?.spec.containers?.some(({ ports }) => ports?.some((one) => one.name === name && one.containerPort === port && (one.protocol ?? 'TCP') === protocol)) ?? false;

function portMatches(wanted: NetworkPolicyPort, destination: NetworkPod | undefined, port: number, protocol: string): boolean {
  if ((wanted.protocol ?? 'TCP') !== protocol) return false;
  if (wanted.port === undefined) return true;
  if (typeof wanted.port === 'string') return namedPort(destination, wanted.port, port, protocol);
  return port >= wanted.port && port <= (wanted.endPort ?? wanted.port);
}

/** No list, and an empty one, mean every port. A named port is the destination's, in both directions. */
export function portsMatch(rule: NetworkPolicyRule, destination: NetworkPod | undefined, port: number, protocol: string): boolean {
  const ports = rule.ports ?? [];
  return ports.length === 0 || ports.some((wanted) => portMatches(wanted, destination, port, protocol));
}

type PeerTest = (end: End) => boolean;

/** evaluateIPBlocks: `except` takes out of this block only; it denies nothing that another peer allows. */
function blockTest({ cidr, except }: NonNullable<NetworkPolicyPeer['ipBlock']>): PeerTest {
  const block = parsePrefix(cidr);
  const holes = (except ?? []).map(parsePrefix).filter((prefix) => prefix !== undefined);
  return ({ ip }) => block !== undefined && prefixContains(block, ip) && !holes.some((hole) => prefixContains(hole, ip));
}

/** evaluateSelectors: Pods of the policy's namespace, of chosen namespaces, or chosen Pods of those. */
function selectorTest({ podSelector, namespaceSelector }: NetworkPolicyPeer, policyNamespace: string): PeerTest {
  if (podSelector == null && namespaceSelector == null) return () => false;
  const podTest = labelMatcher(podSelector ?? {});
  const everywhere = namespaceSelector != null && Object.keys(namespaceSelector.matchLabels ?? {}).length + (namespaceSelector.matchExpressions ?? []).length === 0;
  const namespaceTest = labelMatcher(namespaceSelector ?? {});
  return ({ pod, namespaceLabels }) => {
    if (pod === undefined || !podTest(pod.metadata.labels ?? {})) return false;
    if (namespaceSelector == null) return (pod.metadata.namespace ?? '') === policyNamespace;
    return everywhere || (namespaceLabels !== undefined && namespaceTest(namespaceLabels));
  };
}

/** Reads a rule's peers once; the answer says whether an end is one of them. No list, and an empty one, mean everybody. */
export function peersOf(rule: NetworkPolicyRule, direction: Direction, policyNamespace: string): PeerTest {
  const tests = ((direction === 'ingress' ? rule.from : rule.to) ?? []).map((peer) => (peer.ipBlock == null ? selectorTest(peer, policyNamespace) : blockTest(peer.ipBlock)));
  return (end) => tests.length === 0 || tests.some((test) => test(end));
}
