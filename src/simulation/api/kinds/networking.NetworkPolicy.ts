import { NETWORKING_DEFAULTS } from '../defaulting/networking';
import { prefixContains, parsePrefixSloppy, networkOf } from '../../base/ip';
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { networkingV1, networkingV1Resources } from '../generated/schema/networking.v1';
import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from '../generated/types/networking.v1';
import { defineKind } from '../kind';
import { portNameErrors, portNumberErrors } from '../names';
import { counted } from '../strategy/simple';
import { eachInvalid } from '../validation/common';
import { cidrWarnings, legacyCidrErrors } from '../validation/ip';
import { validateKubeMeta, validateKubeMetaUpdate, validateLabelSelector } from '../validation/metadata';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const TYPES = ['Ingress', 'Egress'];

/** One direction of a policy: its rules with their peers under the name that the direction has for them. */
interface Rule {
  readonly path: string;
  readonly peersPath: string;
  readonly ports: readonly NetworkPolicyPort[];
  readonly peers: readonly NetworkPolicyPeer[];
}

function rulesOf(spec: NetworkPolicySpec): readonly Rule[] {
  return [
    ...(spec.ingress ?? []).map(({ ports = [], from = [] }, i) => ({ path: `spec.ingress[${i}]`, peersPath: `spec.ingress[${i}].from`, ports, peers: from })),
    ...(spec.egress ?? []).map(({ ports = [], to = [] }, i) => ({ path: `spec.egress[${i}]`, peersPath: `spec.egress[${i}].to`, ports, peers: to })),
  ];
}

/** ValidateNetworkPolicyPort. */
function validatePort({ protocol, port, endPort }: NetworkPolicyPort, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) errors.push(notSupported(`${path}.protocol`, protocol, PROTOCOLS));
  if (typeof port === 'number') {
    errors.push(...eachInvalid(`${path}.port`, port, portNumberErrors(port)));
    if (endPort === undefined) return errors;
    if (endPort < port) errors.push(invalid(`${path}.endPort`, port, 'must be greater than or equal to `port`'));
    errors.push(...eachInvalid(`${path}.endPort`, endPort, portNumberErrors(endPort)));
    return errors;
  }
  if (endPort !== undefined) errors.push(invalid(`${path}.endPort`, endPort, `may not be specified when \`port\` is ${port === undefined ? 'not specified' : 'non-numeric'}`));
  if (port !== undefined) errors.push(...eachInvalid(`${path}.port`, port, portNameErrors(port)));
  return errors;
}

/** ValidateIPBlock. */
function validateBlock({ cidr = '', except = [] }: Partial<IPBlock>, path: string, stored: readonly string[]): FieldError[] {
  if (cidr === '') return [required(`${path}.cidr`)];
  const errors = legacyCidrErrors(cidr, `${path}.cidr`, stored);
  const outer = parsePrefixSloppy(cidr);
  if (outer === undefined) return errors;
  except.forEach((text, i) => {
    const at = `${path}.except[${i}]`;
    errors.push(...legacyCidrErrors(text, at, stored));
    const inner = parsePrefixSloppy(text);
    if (inner === undefined) return;
    if (!prefixContains(outer, networkOf(inner)) || outer.length >= inner.length) errors.push(invalid(at, text, 'must be a strict subset of `cidr`'));
  });
  return errors;
}

/** ValidateNetworkPolicyPeer. */
function validatePeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, path: string, stored: readonly string[]): FieldError[] {
  const errors = [...validateLabelSelector(podSelector, `${path}.podSelector`), ...validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`)];
  if (ipBlock !== undefined) errors.push(...validateBlock(ipBlock, `${path}.ipBlock`, stored));
  const peers = [podSelector, namespaceSelector, ipBlock].filter((one) => one !== undefined).length;
  if (peers === 0) errors.push(required(path, 'must specify a peer'));
  else if (peers > 1 && ipBlock !== undefined) errors.push(forbidden(path, 'may not specify both ipBlock and another peer'));
  return errors;
}

/** ValidateNetworkPolicySpec. */
function validateSpec(spec: NetworkPolicySpec, stored: readonly string[]): FieldError[] {
  const errors = validateLabelSelector(spec.podSelector ?? {}, 'spec.podSelector');
  for (const { path, peersPath, ports, peers } of rulesOf(spec)) {
    errors.push(...ports.flatMap((port, i) => validatePort(port, `${path}.ports[${i}]`)));
    errors.push(...peers.flatMap((peer, i) => validatePeer(peer, `${peersPath}[${i}]`, stored)));
  }
  const types = spec.policyTypes ?? [];
  if (types.length > TYPES.length) return [...errors, invalid('spec.policyTypes', types, 'may not specify more than two policyTypes')];
  types.forEach((type, i) => {
    if (!TYPES.includes(type)) errors.push(notSupported(`spec.policyTypes[${i}]`, type, TYPES));
  });
  return errors;
}

const blocksOf = (policy: NetworkPolicy): readonly { readonly block: IPBlock; readonly path: string }[] =>
  rulesOf(policy.spec).flatMap(({ peersPath, peers }) => peers.flatMap(({ ipBlock }, i) => (ipBlock === undefined ? [] : [{ block: ipBlock, path: `${peersPath}[${i}].ipBlock` }])));

/** networkPolicyWarnings (pkg/registry/networking/networkpolicy). */
const warnings = (policy: NetworkPolicy): string[] =>
  blocksOf(policy).flatMap(({ block, path }) => [...cidrWarnings(block.cidr, `${path}.cidr`), ...(block.except ?? []).flatMap((one, i) => cidrWarnings(one, `${path}.except[${i}]`))]);

export const networkPolicyKind = defineKind<NetworkPolicy>({
  group: networkingV1,
  resources: networkingV1Resources,
  kind: 'NetworkPolicy',
  defaulters: NETWORKING_DEFAULTS,
  strategy: counted,
  validateCreate: (policy) => [...validateKubeMeta(policy.metadata), ...validateSpec(policy.spec, [])],
  // A block that the stored policy has somewhere already may stay as it is.
  validateUpdate: (policy, old) => [
    ...validateKubeMetaUpdate(policy.metadata, old.metadata),
    ...validateSpec(policy.spec, blocksOf(old).flatMap(({ block }) => [block.cidr, ...(block.except ?? [])])),
  ],
  warnings,
});
