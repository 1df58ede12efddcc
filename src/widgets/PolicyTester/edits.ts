import type { Verdict } from '@site/src/simulation/policy/network-policy';
import { readPolicies, type End, type Port } from './network';

/** Policies that a press on a connection wrote bear this in front of their names; such a one goes again with the next press. */
const MADE = 'open-';

const labelled = (end: End): string => `{${Object.entries(end.labels).map(([key, value]) => `${key}: ${value}`).join(', ')}}`;

/** The other end as a peer of a policy in a Namespace. */
function peer(end: End, namespace: string): string {
  if (end.namespace === undefined) return `  - ipBlock: {cidr: ${end.ip}/32}`;
  const pods = `podSelector: {matchLabels: ${labelled(end)}}`;
  return end.namespace === namespace ? `  - ${pods}` : `  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${end.namespace}}}\n    ${pods}`;
}

const policy = (name: string, end: End, type: 'Ingress' | 'Egress', rules: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${end.namespace}
spec:
  podSelector: {matchLabels: ${labelled(end)}}
  policyTypes: [${type}]
${rules}`;

const rule = (list: 'ingress' | 'egress', peers: 'from' | 'to', other: string, { protocol, port }: Port): string => `  ${list}:
  - ${peers}:
  ${other.replaceAll('\n', '\n  ')}
    ports:
    - {protocol: ${protocol}, port: ${port}}
`;

const joined = (yaml: string, documents: readonly string[]): string => [...(yaml.trim() === '' ? [] : [`${yaml.trimEnd()}\n`]), ...documents].join('---\n');

/** Adds what lets the connection pass: a policy for each end that refuses, for this peer and port alone. */
export function openConnection(yaml: string, from: End, to: End, port: Port, { egress, ingress }: Verdict): string {
  const name = `${MADE}${from.name}-${to.name}-${port.port}`;
  return joined(yaml, [
    ...(egress.allowed ? [] : [policy(`${name}-out`, from, 'Egress', rule('egress', 'to', peer(to, from.namespace ?? ''), port))]),
    ...(ingress.allowed ? [] : [policy(`${name}-in`, to, 'Ingress', rule('ingress', 'from', peer(from, to.namespace ?? ''), port))]),
  ]);
}

/** The text without the documents of these policies (`namespace/name`). */
function without(yaml: string, names: readonly string[]): string {
  const kept = yaml.split(/^---[ \t]*\n/m).filter((document) => {
    const [only, ...more] = readPolicies(document).policies;
    return only === undefined || more.length > 0 || !names.includes(`${only.metadata.namespace ?? ''}/${only.metadata.name}`);
  });
  return kept.join('---\n');
}

const made = (names: readonly string[]): boolean => names.every((name) => name.split('/')[1]?.startsWith(MADE));

/**
 * Stops the connection, if adding or taking away whole policies can: takes back what a press had opened, or isolates an end that nothing isolates
 * yet. Else the policies (`namespace/name`) whose rules allow it: these have to be edited.
 */
export function closeConnection(yaml: string, from: End, to: End, { egress, ingress }: Verdict): { readonly yaml: string } | { readonly allowedBy: readonly string[] } {
  const ends = [{ end: to, type: 'Ingress', ...ingress }, { end: from, type: 'Egress', ...egress }] as const;
  const pods = ends.filter(({ end }) => end.namespace !== undefined);
  for (const { allowedBy } of pods) {
    const names = allowedBy.map(({ policy: name }) => name);
    if (names.length > 0 && made(names)) return { yaml: without(yaml, names) };
  }
  const free = pods.find(({ isolatedBy }) => isolatedBy.length === 0);
  if (free !== undefined) return { yaml: joined(yaml, [policy(`isolate-${free.end.name}-${free.type.toLowerCase()}`, free.end, free.type, '')]) };
  return { allowedBy: pods[0]?.allowedBy.map(({ policy: name }) => name) ?? [] };
}
