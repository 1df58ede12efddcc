import type { Labels } from '../../api/types';
import { parseIp } from '../../base/ip';
import type { Ip } from '../../base/ip';
import { isolates, peersOf, portsMatch, rulesOf } from './rules';
import type { End } from './rules';
import type { Connection, Direction, NetworkObjects, NetworkPod, NetworkPolicy } from './types';

/** A policy, and the places of its rules that let the connection pass. */
export interface AllowingPolicy {
  /** `namespace/name` */
  readonly policy: string;
  readonly rules: readonly number[];
}

export interface DirectionVerdict {
  /** Nothing isolates the Pod in this direction, or something allows the connection: policies only ever add. */
  readonly allowed: boolean;
  /** Policies that select the Pod for this direction, as `namespace/name`, in the order they were given. */
  readonly isolatedBy: readonly string[];
  readonly allowedBy: readonly AllowingPolicy[];
}

export interface Verdict {
  readonly allowed: boolean;
  /** Judged at the source. */
  readonly egress: DirectionVerdict;
  /** Judged at the destination. */
  readonly ingress: DirectionVerdict;
}

export interface NetworkIndex {
  readonly objects: NetworkObjects;
  /** The Pod that holds an address. */
  readonly byAddress: ReadonlyMap<string, NetworkPod>;
  readonly namespaceLabels: ReadonlyMap<string, Labels>;
}

const addressKey = ({ family, words }: Ip): string => `${family}/${words.join()}`;
const ended = ({ status }: NetworkPod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** All addresses a Pod is reached under; none when it has ended and given them back. */
function addressesOf(pod: NetworkPod): Ip[] {
  if (ended(pod)) return [];
  const texts = [...(pod.status?.podIP === undefined ? [] : [pod.status.podIP]), ...(pod.status?.podIPs ?? []).map(({ ip }) => ip)];
  return texts.map(parseIp).filter((ip) => ip !== undefined);
}

/** On the host network a Pod has no address of its own: what policies see is the node. */
const holdsAddress = (pod: NetworkPod): boolean => pod.spec.hostNetwork !== true;

/** Reads all objects once; ask `verdict` and `verdictMatrix` with the result. */
export function indexNetwork(objects: NetworkObjects): NetworkIndex {
  return {
    objects,
    byAddress: new Map(objects.pods.filter(holdsAddress).flatMap((pod) => addressesOf(pod).map((ip) => [addressKey(ip), pod] as const))),
    namespaceLabels: new Map(objects.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}])),
  };
}

const policyName = ({ metadata }: NetworkPolicy): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** The end at an address: a Pod's, or whatever else has it. */
function endAt(index: NetworkIndex, ip: Ip): End {
  const pod = index.byAddress.get(addressKey(ip));
  return { ip, pod, namespaceLabels: pod === undefined ? undefined : index.namespaceLabels.get(pod.metadata.namespace ?? '') };
}

/** The end at a Pod's first address; undefined if it has none. */
export function endOf(index: NetworkIndex, pod: NetworkPod): End | undefined {
  const [ip] = addressesOf(pod);
  return ip === undefined ? undefined : endAt(index, ip);
}

function judge(index: NetworkIndex, direction: Direction, source: End, destination: End, { port, protocol }: Connection): DirectionVerdict {
  const [own, peer] = direction === 'ingress' ? [destination.pod, source] : [source.pod, destination];
  if (own === undefined) return { allowed: true, isolatedBy: [], allowedBy: [] };
  const isolating = index.objects.networkPolicies.filter((policy) => isolates(policy, direction)(own));
  const allowedBy = isolating.flatMap((policy) => {
    const rules = rulesOf(policy, direction).flatMap((rule, place) =>
      (portsMatch(rule, destination.pod, port, protocol) && peersOf(rule, direction, policy.metadata.namespace ?? '')(peer) ? [place] : []));
    return rules.length === 0 ? [] : [{ policy: policyName(policy), rules }];
  });
  return { allowed: isolating.length === 0 || allowedBy.length > 0, isolatedBy: isolating.map(policyName), allowedBy };
}

/**
 * Whether a connection passes, and what decided at each end. Answers of an allowed connection pass as well. A Pod always
 * reaches itself, whatever each end says. Throws on a text that is no address.
 */
export function verdict(index: NetworkIndex, connection: Connection): Verdict {
  const [source, destination] = [connection.from, connection.to].map((text) => {
    const ip = parseIp(text);
    if (ip === undefined) throw new Error(`"${text}" is no IP address; give the address of a Pod or of a machine outside`);
    return endAt(index, ip);
  }) as [End, End];
  const egress = judge(index, 'egress', source, destination, connection);
  const ingress = judge(index, 'ingress', source, destination, connection);
  const itself = source.pod !== undefined && source.pod === destination.pod;
  return { allowed: itself || (egress.allowed && ingress.allowed), egress, ingress };
}
